//! Encryption with a password that Excel and WPS ask for when the file is opened (agile
//! encryption, MS-OFFCRYPTO 2.3.4.10: AES-256, SHA-512 iterated 100,000 times).

use crate::bilingual;
use crate::model::words::Bilingual;
use ms_offcrypto_writer::Ecma376AgileWriter;
use rand_of_offcrypto::SeedableRng as _;
use rand_of_offcrypto::rngs::StdRng;
use std::io::{self, Cursor, Write as _};

/// Shortest password, in characters: a shorter one is guessed within days.
const SHORTEST: usize = 8;
/// Longest password that spreadsheet programs take, in UTF-16 code units.
const LONGEST: usize = 255;

/// A password that no workbook should have, or none can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// It is empty, or blank.
    #[error("the password is empty")]
    Empty,
    /// It is too short.
    #[error("the password is too short")]
    Short,
    /// It is too long.
    #[error("the password is too long")]
    Long,
    /// It begins or ends with a blank, or contains a character that cannot be typed.
    #[error("the password cannot be typed")]
    Untypeable,
}

impl PasswordFault {
    /// What is wrong, and what to do.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Empty => bilingual!(
                "口令是空的，没有写出任何文件。请给出至少 {SHORTEST} 个字符的口令。",
                "The passphrase is empty; nothing was written. Give one of at least {SHORTEST} characters."
            ),
            Self::Short => bilingual!(
                "口令太短，没有写出任何文件。请给出至少 {SHORTEST} 个字符的口令。",
                "The passphrase is too short; nothing was written. Give one of at least {SHORTEST} characters."
            ),
            Self::Long => bilingual!(
                "口令超过 {LONGEST} 个字符，Excel 和 WPS 打不开，没有写出任何文件。请换短一些的口令。",
                "The passphrase is longer than {LONGEST} characters, which spreadsheet programs cannot open; nothing was written. Choose a shorter one."
            ),
            Self::Untypeable => bilingual!(
                "口令首尾有空格，或含有无法键入的字符，打开时容易输错，没有写出任何文件。请换一个口令。",
                "The passphrase begins or ends with a blank, or contains a character that cannot be typed; nothing was written. Choose another one."
            ),
        }
    }
}

/// Checks a new password.
///
/// # Errors
/// What is wrong with it.
pub fn check_password(password: &str) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if password.trim().is_empty() {
        Err(PasswordFault::Empty)
    } else if password.trim() != password || password.contains(char::is_control) {
        Err(PasswordFault::Untypeable)
    } else if length < SHORTEST {
        Err(PasswordFault::Short)
    } else if password.encode_utf16().count() > LONGEST {
        Err(PasswordFault::Long)
    } else {
        Ok(())
    }
}

/// Encrypts a workbook or a document (.xlsx, .docx). Linear in its size, after about a tenth of a
/// second that keeps guessing expensive.
///
/// # Errors
/// The operating system provides no random numbers.
pub fn seal(bytes: &[u8], password: &str) -> io::Result<Vec<u8>> {
    let mut random = StdRng::try_from_os_rng().map_err(io::Error::other)?;
    let mut writer = Ecma376AgileWriter::create(&mut random, password, Cursor::new(Vec::new()))?;
    writer.write_all(bytes)?;
    Ok(writer.into_inner()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use office_crypto::decrypt_from_bytes;

    #[test]
    fn only_the_password_opens() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..500 {
            sheet
                .write(row, 0, format!("名单第 {row} 行"))
                .expect("a cell");
        }
        let plain = book.save_to_buffer().expect("a workbook");
        let password = "正确的口令 2026";
        let sealed = seal(&plain, password).expect("sealed");
        assert!(!sealed.windows(4).any(|bytes| bytes == b"PK\x03\x04"));
        let opened = decrypt_from_bytes(sealed.clone(), password).expect("opened");
        assert!(opened == plain);
        // The reader does not check the password; another one gives no workbook.
        let other = decrypt_from_bytes(sealed.clone(), "正确的口令 2025");
        assert!(!other.is_ok_and(|bytes| bytes.starts_with(b"PK")));
        // Salt and keys are new each time.
        assert!(seal(&plain, password).expect("sealed") != sealed);
    }

    #[test]
    fn passwords_that_protect_nothing_are_refused() {
        for (password, fault) in [
            ("", Some(PasswordFault::Empty)),
            ("　 ", Some(PasswordFault::Empty)),
            ("1234567", Some(PasswordFault::Short)),
            ("质量奖评审口令", Some(PasswordFault::Short)),
            ("12345678 ", Some(PasswordFault::Untypeable)),
            ("1234\t5678", Some(PasswordFault::Untypeable)),
            ("12345678", None),
            ("质量奖 2026 评审", None),
        ] {
            assert_eq!(check_password(password).err(), fault, "{password}");
        }
        assert_eq!(check_password(&"长".repeat(256)), Err(PasswordFault::Long));
        assert_eq!(check_password(&"长".repeat(255)), Ok(()));
    }
}
