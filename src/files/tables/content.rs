//! What a file really is, whatever its ending says.

use super::ProblemCode;
use super::findings::Findings;
use super::folder::File;
use super::kinds::{self, Kind};
use super::plain::ending;
use crate::bilingual;
use crate::model::Place;

/// What the first bytes of a file say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// A ZIP archive, as workbooks are.
    Archive,
    /// The container of old .xls files and of encrypted workbooks.
    Compound,
    /// A web page, or XML.
    Html,
    /// A PDF document.
    Pdf,
    /// Anything else.
    Text,
}

/// Looks at the first bytes.
pub(super) fn content(bytes: &[u8]) -> Content {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Content::Archive;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Content::Compound;
    }
    if bytes.starts_with(b"%PDF") {
        return Content::Pdf;
    }
    let head = encoding_rs::UTF_8
        .decode(&bytes[..bytes.len().min(2048)])
        .0
        .to_lowercase();
    let head = head.trim_start();
    let tags = ["<html", "<!doctype", "<table", "<meta", "<?xml", "<head"];
    if tags.iter().any(|tag| head.starts_with(tag)) {
        return Content::Html;
    }
    Content::Text
}

/// Notes that a file's ending does not fit its content.
pub(super) fn wrong_kind(file: &File, content: Content, findings: &mut Findings) {
    let ending = ending(&file.name);
    let (what, action) = match content {
        Content::Archive => (
            bilingual!(
                "文件名是 .{ending}，内容却是压缩包或 Excel 工作簿",
                "The file is named .{ending} but is an archive or an Excel workbook"
            ),
            bilingual!(
                "若是工作簿，把扩展名改为 .xlsx",
                "If it is a workbook, change its extension to .xlsx"
            ),
        ),
        Content::Compound => (
            bilingual!(
                "文件名是 .{ending}，内容却是旧版 Excel 工作簿（.xls）或加了密码的工作簿",
                "The file is named .{ending} but is an old Excel workbook (.xls), or one with a password"
            ),
            bilingual!(
                "把扩展名改为 .xls；若有密码，用 Excel/WPS 去掉后另存",
                "Change its extension to .xls; if it has a password, remove the password and save it again"
            ),
        ),
        Content::Html => (
            bilingual!(
                "文件内容其实是网页（HTML/XML），只是改了扩展名；很多系统导出的“Excel”都是这样",
                "The file is a web page (HTML or XML) with a changed extension, as many systems export it"
            ),
            bilingual!(
                "用 Excel/WPS 打开后另存为真正的 .xlsx",
                "Open it in a spreadsheet program and save it as a real .xlsx"
            ),
        ),
        Content::Pdf => (
            bilingual!("文件内容其实是 PDF", "The file is a PDF document"),
            bilingual!(
                "请提供 XLSX 或 CSV 格式的表",
                "Provide the table as XLSX or CSV"
            ),
        ),
        Content::Text if kinds::of(&file.name) != Kind::Workbook => (
            bilingual!(
                "不是表格文件（既不是 .xlsx 也不是 .csv）",
                "The file is not a table (neither .xlsx nor .csv)"
            ),
            bilingual!(
                "请指定 XLSX 或 CSV 格式的表，例如 collect 写出的 shortlist.csv；方案 plan.json 用 --plan 或 --from 指定",
                "Name a table as XLSX or CSV, such as the shortlist.csv of collect; a plan, plan.json, is named with --plan or --from"
            ),
        ),
        Content::Text => (
            bilingual!(
                "文件名是 Excel 工作簿，内容却是纯文本",
                "The file is named like a workbook but is plain text"
            ),
            bilingual!(
                "若是 CSV，把扩展名改为 .csv",
                "If it is CSV, change its extension to .csv"
            ),
        ),
    };
    findings.add(
        ProblemCode::WrongKind,
        Place::file(file.name.as_str()),
        "",
        what,
        action,
    );
}
