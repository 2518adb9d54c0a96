//! Reports files in a season's folder that were not read.

use super::catalog::Catalog;
use super::kinds::{self, Kind, stem};
use super::plain::open_plain;
use super::season_folder::Folder;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::content::{Content, content};
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::{TABLES, TableSpec};
use crate::files::tables::nearest::{nearest, suggestion};
use crate::model::Place;
use crate::model::words::Bilingual;
use std::io::Read as _;

/// Maximum number of names in one message.
const NAMED: usize = 12;

/// Reports every unknown file and folder that was not read: tables one by one, all others together.
/// Also reports tables open in another program.
pub(in crate::files::tables) fn tell(folder: &Folder, findings: &mut Findings) {
    let catalog = folder.catalog();
    let mut others: Vec<String> = Vec::new();
    for name in &folder.listing.names {
        if let Some(open) = locked(folder, name) {
            open_elsewhere(open, findings);
        }
        let known = TABLES.iter().any(|spec| kinds::is_table_of(spec, name));
        // Not a regular file (a pipe, for example), named like a table this verb does not use.
        if known
            && folder.listing.size(name).is_none()
            && !findings.has(ProblemCode::FileUnreadable, name)
        {
            others.push(name.clone());
        }
        // A harmless file may be read through an option; something that is not a regular file never
        // is.
        let harmless = kinds::is_harmless(name) && folder.listing.size(name).is_some();
        if known || harmless || taken(catalog, name) {
            continue;
        }
        let like = catalog.like.get(name).map_or(&[][..], Vec::as_slice);
        match kinds::of(name) {
            Kind::Text if like.is_empty() && name.to_lowercase().ends_with(".txt") => {
                others.push(name.clone());
            }
            // A pipe or a broken link.
            _ if folder.listing.size(name).is_none() => others.push(name.clone()),
            Kind::Workbook | Kind::Text => unknown(folder, name, like, findings),
            // Already reported as an error.
            Kind::Document if findings.has(ProblemCode::KindNotRead, name) => {}
            Kind::Document | Kind::Other => others.push(name.clone()),
        }
    }
    // A sheet in the file of another table, duplicated in a separate file, is reported where that
    // file is read.
    for (name, inside) in &folder.listing.folders {
        if inside.is_empty() && kinds::of(name) != Kind::Other {
            others.push(format!("{name}/"));
        }
        if kinds::is_harmless_folder(name, inside) {
            continue;
        }
        let unread: Vec<&String> = inside
            .iter()
            .filter(|path| !taken(catalog, path) && !kinds::is_hidden(path))
            .collect();
        if unread.is_empty() {
            continue;
        }
        let count = unread.len();
        let mut shown: Vec<&str> = unread.iter().take(3).map(|path| base(path)).collect();
        if count > shown.len() {
            shown.push("…");
        }
        others.push(format!("{name}/（{}）", shown.join("、")));
    }
    not_read(&others, findings);
}

fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn taken(catalog: &Catalog, name: &str) -> bool {
    catalog.taken.values().any(|taken| taken.file == name)
}

/// The table that a lock file shows to be open: `~$x.xlsx` of Excel and WPS, `.~x.xlsx` of WPS,
/// `.~lock.x.ods#` of LibreOffice.
fn locked<'a>(folder: &'a Folder, name: &str) -> Option<&'a str> {
    let open = name
        .strip_prefix("~$")
        .or_else(|| {
            name.strip_prefix(".~lock.")
                .and_then(|own| own.strip_suffix('#'))
        })
        .or_else(|| name.strip_prefix(".~"))?;
    let mut names = folder.listing.names.iter();
    names.find(|own| *own == open).map(String::as_str)
}

fn open_elsewhere(name: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::OpenElsewhere,
        Place::file(name),
        "",
        bilingual!(
            "该文件正在 Excel/WPS 中打开（或上次未正常关闭），尚未保存的修改不会被读到",
            "The file is open in a spreadsheet program, or was not closed properly; unsaved changes are not read"
        ),
        bilingual!("保存并关闭后再运行", "Save and close it, then run again"),
    );
}

/// Whether a file with another extension begins like a web page.
fn is_web_page(folder: &Folder, name: &str) -> bool {
    let mut head = Vec::new();
    let file = open_plain(&folder.listing.path().join(name));
    let read = file.and_then(|file| file.take(2048).read_to_end(&mut head));
    read.is_ok() && content(&head) == Content::Html
}

/// Reports a table file with an unknown name whose columns do not identify it.
fn unknown(folder: &Folder, name: &str, like: &[&'static TableSpec], findings: &mut Findings) {
    let (what, action) = match (like.first(), folder.catalog().nearly.get(name)) {
        (None, Some((spec, missing))) => lacking(spec, missing),
        (None, None) if is_web_page(folder, name) => (
            bilingual!(
                "内容其实是网页（很多系统导出的“Excel”都是这样），未读取",
                "The file is in truth a web page, as many systems export, and was not read"
            ),
            bilingual!(
                "若是要用的表，用 Excel/WPS 打开后另存为 .xlsx；否则移出文件夹",
                "If it is a table that counts, open it in a spreadsheet program and save it as .xlsx; else move it away"
            ),
        ),
        (None, None) => {
            let near = nearest(stem(name), TABLES.iter().map(|spec| spec.key));
            let near = suggestion(near);
            let (zh, en) = (near.zh, near.en);
            let names: Vec<String> = TABLES.iter().map(|spec| understood(spec)).collect();
            let all = names.join("、");
            (
                bilingual!(
                    "文件名不是任何一张表的名称，列名也对不上，未读取{zh}",
                    "Neither the file name nor the columns match any table, so the file was not read{en}"
                ),
                bilingual!(
                    "若是本年度的表，请改用规定的文件名（{all}）；否则移出文件夹",
                    "If it is a table of the season, give the file the name of that table ({all}); otherwise move it out of the folder"
                ),
            )
        }
        (Some(spec), _) => {
            let table = spec.name();
            let (zh, en, key) = (table.zh, table.en, spec.key);
            let read = folder
                .listing
                .named(spec)
                .first()
                .map(|own| (*own).to_owned());
            let read = read.or_else(|| {
                let taken = folder.catalog().taken.get(spec.key);
                taken.map(|taken| taken.file.clone())
            });
            match read {
                Some(read) => (
                    bilingual!(
                        "列名与{zh}相符，但{zh}读取的是 {read}，本文件未读取",
                        "Its columns match {en}, but {en} was read from {read}; this file was not read"
                    ),
                    bilingual!(
                        "若其中有要用的行，并入 {read}；否则移出文件夹",
                        "If it has rows that are needed, add them to {read}; otherwise move it out of the folder"
                    ),
                ),
                None => (
                    bilingual!(
                        "列名与{zh}相符，但这样的文件不止一个，都未读取",
                        "Its columns match {en}, but so do those of other files; none of them was read"
                    ),
                    bilingual!(
                        "把要用的一个改名为 {key}，其余移出文件夹",
                        "Rename the one to use to {key} and move the others out of the folder"
                    ),
                ),
            }
        }
    };
    findings.add(
        ProblemCode::FileUnknown,
        Place::file(name),
        "",
        what,
        action,
    );
}

/// Describes a file that would match a table but for some columns.
fn lacking(spec: &TableSpec, missing: &[String]) -> (Bilingual, Bilingual) {
    let name = spec.name();
    let (zh, en, key) = (name.zh, name.en, spec.key);
    let (lacks_zh, lacks_en) = (missing.join("、"), missing.join(", "));
    (
        bilingual!(
            "像是{zh}，但缺少必需的列 {lacks_zh}，未读取",
            "It looks like {en}, but the required columns {lacks_en} are missing, so it was not read"
        ),
        bilingual!(
            "若是这张表，补上或改正表头，并改名为 {key}；否则移出文件夹",
            "If it is this table, add the columns or correct their headers and rename the file to {key}; otherwise move it out of the folder"
        ),
    )
}

fn understood(spec: &TableSpec) -> String {
    match spec.aliases.first() {
        Some(alias) => format!("{}/{alias}", spec.key),
        None => spec.key.to_owned(),
    }
}

fn not_read(others: &[String], findings: &mut Findings) {
    let Some(first) = others.first() else {
        return;
    };
    let count = others.len();
    let mut named: Vec<&str> = others.iter().map(String::as_str).take(NAMED).collect();
    if count > NAMED {
        named.push("…");
    }
    let (zh, en) = (named.join("、"), named.join(", "));
    let place = first
        .split_once("/（")
        .map_or(first.trim_end_matches('/'), |(folder, _)| folder);
    findings.add(
        ProblemCode::NotRead,
        Place::file(place),
        "",
        bilingual!(
            "文件夹里有 {count} 项不是表，未读取：{zh}",
            "Items in the folder that are not tables and were not read ({count}): {en}"
        ),
        bilingual!(
            "其中若有关系、回避或名单，请录入相应的表；无关的可移出文件夹",
            "If they contain relations, recusals or lists, enter these in the proper tables; otherwise they can be moved out of the folder"
        ),
    );
}
