//! Messages on why a file cannot be read as a table.

use super::kinds::{self, Kind, ending};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::content::Content;
use crate::files::tables::container::fault::{BookFault, too_long};
use crate::files::tables::container::file::File;
use crate::files::tables::container::package::MOST_UNPACKED;
use crate::files::tables::findings::Findings;
use crate::model::Place;

/// Reports that the extension of a file does not match its content.
pub(in crate::files::tables) fn wrong_kind(file: &File, content: Content, findings: &mut Findings) {
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
        Content::Picture => (
            bilingual!(
                "文件内容其实是图片，只是改了扩展名；图片中的表格无法读取",
                "The file is a picture with a changed extension; a table in a picture cannot be read"
            ),
            bilingual!(
                "请提供原来的表，或录入为 .xlsx",
                "Provide the table itself, or type it as .xlsx"
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

/// Reports why bytes cannot be read as a workbook.
pub(in crate::files::tables) fn workbook_fault(
    fault: BookFault,
    place: Place,
    findings: &mut Findings,
) {
    let most = MOST_UNPACKED >> 20;
    let (code, what, action) = match fault {
        BookFault::OtherArchive => (
            ProblemCode::WrongKind,
            bilingual!(
                "文件是压缩包或复合文档，但不是工作簿（可能是 Word 文档或 ZIP）",
                "The file is an archive or a container, but not a workbook (perhaps a Word document or a ZIP)"
            ),
            bilingual!(
                "用 Excel/WPS 打开后另存为 .xlsx",
                "Open it in a spreadsheet program and save it as .xlsx"
            ),
        ),
        BookFault::Password => (
            ProblemCode::WorkbookLocked,
            bilingual!(
                "工作簿设有打开密码，无法读取",
                "The workbook is protected with a password and cannot be read"
            ),
            bilingual!(
                "用 Excel/WPS 打开，去掉密码后另存",
                "Open it in a spreadsheet program, remove the password, and save it again"
            ),
        ),
        BookFault::Broken(_) => (
            ProblemCode::WorkbookBroken,
            bilingual!(
                "工作簿已损坏或不完整",
                "The workbook is damaged or incomplete"
            ),
            bilingual!(
                "用 Excel/WPS 打开并修复，另存为新文件；或重新下载",
                "Open and repair it in a spreadsheet program and save it as a new file, or download it again"
            ),
        ),
        BookFault::TooLarge => (
            ProblemCode::WorkbookTooLarge,
            bilingual!(
                "工作簿解压后超过 {most} MB，未读取",
                "The workbook unpacks to more than {most} MB and was not read"
            ),
            bilingual!(
                "删去图片、多余的工作表和空行，或另存为 CSV",
                "Delete pictures, unneeded sheets and empty rows, or save the table as CSV"
            ),
        ),
        BookFault::TooLong => return too_long(place, findings),
        BookFault::Empty => (
            ProblemCode::FileEmpty,
            bilingual!("工作表是空的", "The sheet is empty"),
            bilingual!("填写内容，或删去该文件", "Fill it in, or remove the file"),
        ),
    };
    findings.add(code, place, "", what, action);
}
