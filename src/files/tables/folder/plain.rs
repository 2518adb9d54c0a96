//! Opens and reads a single file of any folder: regular files of limited size only.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::file::{Bytes, File};
use crate::files::tables::findings::Findings;
use crate::model::Place;
use crate::model::words::{Bilingual, refused};
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::rc::Rc;

/// Larger files are rejected before they are read.
pub(in crate::files::tables) const MOST_BYTES: u64 = 256 << 20;

/// Advice on how to make a file smaller.
fn smaller(path: &Path) -> Bilingual {
    if path.file_name().is_some_and(|name| name == "scores.csv") {
        return bilingual!(
            "每项申报只保留分数最高的若干专家；没有写出的组合按 0 分计",
            "Keep the best experts of each submission only; a pair that is absent scores 0"
        );
    }
    bilingual!(
        "检查是否放错了文件；删去图片和空行后重试",
        "Check that this is the right file; delete pictures and empty rows and try again"
    )
}

/// Reads a whole file of at most [`MOST_BYTES`] bytes.
pub(in crate::files::tables) fn read(path: &Path, findings: &mut Findings) -> Option<File> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let bytes = match bounded(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let most = MOST_BYTES >> 20;
            findings.add(
                ProblemCode::FileTooLarge,
                Place::file(name),
                "",
                bilingual!(
                    "文件超过 {most} MB，未读取",
                    "The file is larger than {most} MB and was not read"
                ),
                smaller(path),
            );
            return None;
        }
        Err(error) => {
            let Bilingual { zh, en } = refused(&error);
            findings.add(
                ProblemCode::FileUnreadable,
                Place::file(name),
                "",
                bilingual!("无法读取文件：{zh}", "The file cannot be read: {en}"),
                bilingual!(
                    "检查文件是否存在、是否被占用、是否有读取权限",
                    "Check that the file exists, that no other program has locked it, and that you have permission to read it"
                ),
            );
            return None;
        }
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        findings.add(
            ProblemCode::FileEmpty,
            Place::file(name),
            "",
            bilingual!("文件是空的", "The file is empty"),
            bilingual!("填写内容，或删去该文件", "Fill it in, or remove it"),
        );
        return None;
    }
    Some(File {
        name,
        bytes: Bytes(Rc::new(bytes)),
    })
}

/// Reads a whole file of at most [`MOST_BYTES`] bytes, opened by [`open_plain`].
///
/// # Errors
/// It cannot be opened or read, or is larger.
pub(crate) fn read_plain(path: &Path) -> std::io::Result<Vec<u8>> {
    bounded(path)?.ok_or_else(|| std::io::ErrorKind::FileTooLarge.into())
}

/// Opens a file unless it is a pipe or a socket, which could block its reader forever. Pipes that a
/// shell creates for this run, below `/dev` and `/proc`, are allowed.
pub(crate) fn open_plain(path: &Path) -> std::io::Result<fs::File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let own = ["/dev", "/proc"].iter().any(|own| path.starts_with(own));
        let kind = fs::metadata(path)?.file_type();
        if !own && (kind.is_fifo() || kind.is_socket()) {
            return Err(std::io::ErrorKind::Unsupported.into());
        }
    }
    fs::File::open(path)
}

/// Reads a file up to the limit; `None` if it is larger, even if it grows during the read.
fn bounded(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let file = open_plain(path)?;
    let size = file.metadata()?.len();
    if size > MOST_BYTES {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MOST_BYTES).then_some(bytes))
}
