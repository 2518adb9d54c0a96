//! What an import could not use, told with its place.

use super::super::answers::Asking;
use super::super::mapping::Layout;
use super::super::pieces::{Loose, Piece};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::Place;

pub(super) fn not_a_table(piece: &Piece, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportNoTable,
        piece.place(),
        "",
        bilingual!(
            "这里没有专家、申报等表格，没有读取（原文件仍存入 source）",
            "There is no table of experts, submissions and so on here; it was not read (the file is still kept in source)"
        ),
        bilingual!("若其中有表格，请写上一行表头", "If it holds a table, give it a row of headers"),
    );
}

pub(super) fn nothing(pieces: &[Piece], findings: &mut Findings) {
    let names: Vec<&str> = pieces.iter().map(Piece::name).collect();
    let names = names.join("、");
    findings.add(
        ProblemCode::ImportNothing,
        Place::default(),
        names,
        bilingual!(
            "这些文件里没有一张专家表或申报表",
            "None of these files holds a table of experts or submissions"
        ),
        bilingual!(
            "专家表至少要有姓名、工作单位、专业（质量方法）、行业四列，申报表至少要有申报单位，并且有一行表头",
            "A table of experts has at least name, employer, domains and industries, one of submissions at least the organization, each with a row of headers"
        ),
    );
}

pub(super) fn missing(layouts: &[Layout], pieces: &[Piece], findings: &mut Findings) {
    for layout in layouts {
        for key in &layout.missing {
            let Some(column) = layout.spec.columns.iter().find(|own| own.key == *key) else {
                continue;
            };
            let place = pieces[layout.pieces[0]].place();
            let name = column.name();
            let headers: Vec<&str> = layout.columns.iter().map(|own| own.text.as_str()).collect();
            let accepted = column.aliases.join("、");
            findings.add(
                ProblemCode::ImportColumnMissing,
                Place {
                    row: Some(layout.header_row),
                    ..place
                },
                headers.join("、"),
                bilingual!(
                    "没有哪一列可以作为必需的 {name}",
                    "No column can be the required {name}"
                ),
                bilingual!(
                    "加上这一列，表头写 {accepted}，然后再导入",
                    "Add the column with the header {key} ({accepted}) and import again"
                ),
            );
        }
    }
}

/// Tells the sentences without a tie, file by file.
pub(super) fn unread(unread: &[(usize, u32, String)], loose: &[Loose], findings: &mut Findings) {
    const SHOWN: usize = 20;
    for text in loose {
        let here = |row: u32| text.lines.iter().any(|(own, _)| *own == row);
        let own = unread
            .iter()
            .filter(|(at, row, _)| *at == text.original && here(*row));
        let rows: Vec<u32> = own.map(|(_, row, _)| *row).collect();
        let Some(first) = rows.first() else {
            continue;
        };
        let mut shown: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
        if rows.len() > SHOWN {
            shown.push("…".to_owned());
        }
        let (count, zh, en) = (rows.len(), shown.join("、"), shown.join(", "));
        findings.add(
            ProblemCode::ImportSentence,
            Place::row(text.file.as_str(), *first),
            "",
            bilingual!(
                "有 {count} 句提到本届的人或单位，但没有读出可以写成关系的内容：第 {zh} 行",
                "{count} sentences name somebody or something of the season, but no tie could be read from them: lines {en}"
            ),
            bilingual!(
                "请阅读原句；需要时自行写入关系表（relations）、指定表（pins）或专家表，原句也列在 ties-to-confirm.csv",
                "Read them and, where it matters, write them into the table relations or pins or into the experts; they are also listed in ties-to-confirm.csv"
            ),
        );
    }
}

pub(super) fn unknown_answers(asking: &Asking<'_>, findings: &mut Findings) {
    for (question, item, value) in &asking.unknown {
        findings.add(
            ProblemCode::ImportAnswer,
            Place::file("answers"),
            value.as_str(),
            bilingual!(
                "[{question}] 中「{item}」的答案不在可选之列，仍须回答",
                "The answer to [{item}] in [{question}] is none of the choices; it is asked again"
            ),
            bilingual!("从列出的答案中选一个", "Choose one of the listed answers"),
        );
    }
}
