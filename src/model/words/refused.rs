//! Errors of the operating system in both languages. The system's own text is not translated, and
//! may mention files unknown to the user, such as temporary ones.

use super::Bilingual;
use crate::bilingual;
use std::io::{Error, ErrorKind};

/// Describes why the operating system refused, as a clause without a full stop.
pub fn refused(error: &Error) -> Bilingual {
    match error.kind() {
        ErrorKind::NotFound => bilingual!("不存在", "it does not exist"),
        ErrorKind::PermissionDenied => bilingual!("没有权限", "permission denied"),
        ErrorKind::NotADirectory => bilingual!("不是文件夹", "not a folder"),
        ErrorKind::IsADirectory => bilingual!("是文件夹而不是文件", "a folder, not a file"),
        ErrorKind::StorageFull => bilingual!("磁盘已满", "the disk is full"),
        ErrorKind::QuotaExceeded => bilingual!("磁盘配额已用完", "the disk quota is used up"),
        ErrorKind::FileTooLarge => bilingual!("文件太大", "the file is too large"),
        ErrorKind::ReadOnlyFilesystem => bilingual!("磁盘只读", "the disk is read-only"),
        ErrorKind::AlreadyExists => bilingual!("已存在", "it already exists"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            bilingual!("正被其他程序占用", "another program is using it")
        }
        ErrorKind::InvalidFilename => {
            bilingual!("文件名太长或不可用", "the name is too long or not allowed")
        }
        ErrorKind::InvalidData => {
            bilingual!("内容不是 UTF-8 文字", "its content is not UTF-8 text")
        }
        ErrorKind::Unsupported => bilingual!(
            "不是普通文件（而是管道或设备）",
            "not an ordinary file but a pipe or a device"
        ),
        ErrorKind::Interrupted => bilingual!("操作被中断", "it was interrupted"),
        _ => other(error),
    }
}

/// An uncommon error, with its number for looking it up.
fn other(error: &Error) -> Bilingual {
    let Some(number) = code(error) else {
        let kind = error.kind();
        return bilingual!("系统错误", "{kind}");
    };
    let words = Error::from_raw_os_error(number);
    bilingual!("系统错误 {number}", "{words}")
}

/// The system's error number, also of a wrapped error.
fn code(error: &Error) -> Option<i32> {
    let mut inner = error.get_ref().map(|own| own as &dyn std::error::Error);
    let mut found = error.raw_os_error();
    while let (None, Some(own)) = (found, inner) {
        found = own.downcast_ref::<Error>().and_then(Error::raw_os_error);
        inner = own.source();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_reasons_are_chinese_and_no_path_is_told() {
        let gone = std::path::Path::new("/nowhere/at/all");
        let absent = std::fs::read(gone).expect_err("absent");
        assert_eq!(refused(&absent).zh, "不存在");
        let temporary = tempfile::tempfile_in(gone).expect_err("absent");
        assert_eq!(refused(&temporary).en, "it does not exist");
        let rare = Error::from_raw_os_error(40);
        assert!(
            !refused(&rare).zh.contains("os error"),
            "{}",
            refused(&rare).zh
        );
        let wrapped = Error::other(format!("{} is odd", gone.display()));
        for words in [refused(&rare), refused(&wrapped)] {
            assert!(words.zh.starts_with("系统错误") && !words.en.contains("nowhere"));
        }
    }
}
