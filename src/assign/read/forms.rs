//! The scores of a folder in whatever form they are: a table, the compact form, whole or in parts.

use super::super::by_row::ByRow;
use super::super::compact::{self, Damage, Kind, Known, Named, read_compact};
use super::super::ids::Ids;
use super::super::problems::Findings;
use super::scores::{RawScores, read_scores};
use crate::bilingual;
use crate::model::Part;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Scores as they were read.
pub(in crate::assign) enum Scored {
    /// From a table.
    Table(RawScores),
    /// From the compact form.
    Compact(ByRow<i64>),
}

/// Reads the scores of a folder.
pub(in crate::assign) fn scored(
    folder: &Path,
    ids: (&Ids, &Ids),
    findings: &mut Findings,
) -> Scored {
    let files = chosen(folder, findings);
    if files.first().is_some_and(|file| file.kind == Kind::Compact) {
        return Scored::Compact(compact_form(folder, &files, ids, findings));
    }
    let mut raw = RawScores::default();
    for file in &files {
        read_scores((folder, &file.name), ids, &mut raw, findings);
    }
    Scored::Table(raw)
}

/// The files to read, parts in their order; none after an error. A folder without scores lacks
/// `scores.csv`.
fn chosen(folder: &Path, findings: &mut Findings) -> Vec<Named> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<Named> = entries
        .filter_map(|entry| compact::form_of(entry.file_name().to_str()?))
        .collect();
    files.sort();
    let Some(first) = files.first() else {
        return vec![Named {
            kind: Kind::Table,
            part: None,
            name: compact::name_of(Kind::Table, None),
        }];
    };
    let of = |file: &Named| file.part.map(|part| part.of);
    let alike = |file: &Named| file.kind == first.kind && of(file) == of(first);
    if !files.iter().all(alike) {
        several(&files, findings);
        return Vec::new();
    }
    let Some(count) = of(first) else {
        return files;
    };
    let mut held: BTreeMap<usize, &str> = BTreeMap::new();
    let before = findings.failed();
    for file in &files {
        let number = file.part.map_or(0, |part| part.number);
        if let Some(other) = held.insert(number, &file.name) {
            doubled(&file.name, (number, count), other, findings);
        }
    }
    lacking(first.kind, count, &held, findings);
    match findings.failed() && !before {
        true => Vec::new(),
        false => files,
    }
}

fn several(files: &[Named], findings: &mut Findings) {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let names = names.join(", ");
    findings.error(
        "A118",
        "",
        0,
        names.as_bytes(),
        bilingual!(
            "文件夹中有几套得分文件，不知道用哪一套。",
            "The folder holds scores in several forms, and it is not clear which to use."
        ),
        bilingual!(
            "请只保留一套：scores.csv，或 scores.bin，或同一次划分的全部分份。",
            "Keep one of them: scores.csv, or scores.bin, or all parts of one division."
        ),
    );
}

fn doubled(name: &str, (number, count): (usize, usize), other: &str, findings: &mut Findings) {
    findings.error(
        "A120",
        name,
        0,
        b"",
        bilingual!(
            "这是第 {number}/{count} 份，而 {other} 也是这一份。",
            "This is part {number} of {count}, and so is {other}."
        ),
        bilingual!("每一份只保留一个文件。", "Keep one file of each part."),
    );
}

/// Tells the parts that are missing.
fn lacking(kind: Kind, count: usize, held: &BTreeMap<usize, &str>, findings: &mut Findings) {
    let missing: Vec<usize> = (1..=count)
        .filter(|number| !held.contains_key(number))
        .collect();
    let Some(&first) = missing.first() else {
        return;
    };
    let shown: Vec<String> = missing.iter().take(20).map(ToString::to_string).collect();
    let more = if missing.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    let shown = format!("{}{more}", shown.join(", "));
    let name = compact::name_of(
        kind,
        Some(Part {
            number: first,
            of: count,
        }),
    );
    let lacks = missing.len();
    findings.error(
        "A120",
        &name,
        0,
        shown.as_bytes(),
        bilingual!(
            "得分共 {count} 份，缺 {lacks} 份。",
            "Of the {count} parts of the scores, {lacks} are missing."
        ),
        bilingual!(
            "请用 scores --part 补上所缺的份，放入这个文件夹。",
            "Make the missing parts with scores --part and put them into this folder."
        ),
    );
}

fn compact_form(
    folder: &Path,
    files: &[Named],
    (submissions, reviewers): (&Ids, &Ids),
    findings: &mut Findings,
) -> ByRow<i64> {
    let mut rows = ByRow::default();
    if submissions.len() == 0 || reviewers.len() == 0 {
        // Without demands.csv or loads.csv nothing fits, which is reported elsewhere.
        return rows;
    }
    let both = [submissions, reviewers].map(|ids| ids.names().iter().map(String::as_str));
    let [papers, people] = both;
    let known = Known {
        submissions: submissions.len(),
        reviewers: reviewers.len(),
        ids: compact::of_ids(papers, people),
    };
    let mut source = None;
    for file in files {
        let Some(open) = super::open(folder, &file.name, true, findings) else {
            continue;
        };
        match read_compact(open, &known, &mut rows) {
            Err(damage) => damaged(&file.name, &damage, findings),
            Ok(header) => {
                let own = file.part.unwrap_or(Part { number: 1, of: 1 });
                if own != header.part {
                    renamed(&file.name, header.part, findings);
                } else if *source.get_or_insert(header.source) != header.source {
                    foreign(&file.name, &files[0].name, findings);
                }
            }
        }
    }
    rows
}

fn renamed(name: &str, part: Part, findings: &mut Findings) {
    let (number, of) = (part.number, part.of);
    findings.error(
        "A120",
        name,
        0,
        b"",
        bilingual!(
            "按内容这是第 {number}/{of} 份，与文件名不符。",
            "By its content this is part {number} of {of}, which is not what its name says."
        ),
        bilingual!(
            "文件被改名或复制过；请用 scores --part 重新生成这一份。",
            "The file was renamed or copied; make the part again with scores --part."
        ),
    );
}

fn foreign(name: &str, other: &str, findings: &mut Findings) {
    findings.error(
        "A121",
        name,
        0,
        b"",
        bilingual!(
            "这一份与 {other} 不是由同样的年度表格、规则和选项算出的。",
            "This part and {other} were not made from the same tables, rules and options."
        ),
        bilingual!(
            "请用同一份年度文件夹和同样的选项重新生成。",
            "Make them again from one season folder with the same options."
        ),
    );
}

fn damaged(name: &str, damage: &Damage, findings: &mut Findings) {
    let again = || {
        bilingual!(
            "请用 scores --compact 重新生成。",
            "Make it again with scores --compact."
        )
    };
    let mut tell = |code, what: Bilingual, action: Bilingual| {
        findings.error(code, name, 0, b"", what, action);
    };
    match damage {
        Damage::Io(error) => super::unreadable(name, error, findings),
        Damage::Foreign => tell(
            "A119",
            bilingual!(
                "这不是紧凑格式的得分文件。",
                "This is not a file of scores in the compact form."
            ),
            again(),
        ),
        Damage::Version(version) => tell(
            "A119",
            bilingual!(
                "文件是第 {version} 版格式，本程序只读第 1 版。",
                "The file is of version {version} of the format; this program reads version 1."
            ),
            bilingual!(
                "请用同一版本的程序生成和读取。",
                "Write and read it with the same version of the program."
            ),
        ),
        Damage::Cut => tell(
            "A119",
            bilingual!(
                "文件不完整：没有结尾。",
                "The file is cut off: its end is missing."
            ),
            bilingual!(
                "请重新复制，或用 scores --compact 重新生成。",
                "Copy it again, or make it again with scores --compact."
            ),
        ),
        Damage::Altered => tell(
            "A119",
            bilingual!(
                "文件已损坏：校验和不符。",
                "The file is damaged: its checksum does not match."
            ),
            bilingual!(
                "请重新复制，或用 scores --compact 重新生成。",
                "Copy it again, or make it again with scores --compact."
            ),
        ),
        Damage::OtherTables => tell(
            "A121",
            bilingual!(
                "文件不是为这里的 demands.csv 和 loads.csv 生成的：申报或评审专家的编号或顺序不同。",
                "The file was not made for this demands.csv and loads.csv: their ids or their order differ."
            ),
            bilingual!(
                "请把同一次 scores 写出的文件放在一起；编号和行的顺序不要改动。",
                "Keep the files of one run of scores together, with their ids and the order of their rows unchanged."
            ),
        ),
    }
}
