//! Encryption with a passphrase, in the age format (age-encryption.org/v1), which other programs
//! can open. The key is derived with scrypt.

use age::scrypt::{Identity, Recipient};
use age::secrecy::SecretString;
use age::{DecryptError, EncryptError};

/// Files with a higher scrypt work factor (a power of two) are rejected; this one takes about a
/// minute.
const MOST_WORK: u8 = 22;

/// Why data could not be encrypted or decrypted.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The passphrase is wrong.
    #[error("the passphrase is wrong")]
    Passphrase,
    /// The data is not an age file, or is encrypted to keys instead of a passphrase.
    #[error("not encrypted with a passphrase")]
    Format,
    /// The file is truncated or was changed.
    #[error("the file is damaged")]
    Damaged,
    /// Encryption failed.
    #[error("cannot encrypt: {0}")]
    Encrypt(#[from] EncryptError),
}

/// Encrypts data. `work` is the scrypt work factor as a power of two; `None` chooses one that takes
/// about a second on this machine.
///
/// # Errors
/// The operating system provides no random numbers.
pub fn seal(bytes: &[u8], passphrase: &str, work: Option<u8>) -> Result<Vec<u8>, SealError> {
    let mut recipient = Recipient::new(SecretString::from(passphrase.to_owned()));
    if let Some(work) = work {
        recipient.set_work_factor(work);
    }
    Ok(age::encrypt(&recipient, bytes)?)
}

/// Decrypts data.
///
/// # Errors
/// The passphrase is wrong, or the data is not an age file, truncated or changed.
pub fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    let mut identity = Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    age::decrypt(&identity, bytes).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => SealError::Passphrase,
        DecryptError::InvalidHeader
        | DecryptError::UnknownFormat
        | DecryptError::NoMatchingKeys
        | DecryptError::ExcessiveWork { .. } => SealError::Format,
        _ => SealError::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens_and_damage_is_seen() {
        let sealed = seal("名单".as_bytes(), "正确的口令 1", Some(2)).expect("sealed");
        assert!(!sealed.windows(6).any(|bytes| bytes == "名单".as_bytes()));
        assert_eq!(
            open(&sealed, "正确的口令 1").expect("opened"),
            "名单".as_bytes()
        );
        assert!(matches!(
            open(&sealed, "别的口令"),
            Err(SealError::Passphrase)
        ));
        assert!(matches!(open(b"PK\x03\x04", "x"), Err(SealError::Format)));
        let mut changed = sealed.clone();
        *changed.last_mut().expect("bytes") ^= 1;
        assert!(open(&changed, "正确的口令 1").is_err());
        assert!(open(&sealed[..sealed.len() - 3], "正确的口令 1").is_err());
    }
}
