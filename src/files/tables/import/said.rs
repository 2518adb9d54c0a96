//! Ties that stand in the tables themselves: remarks on an expert, and people whom an applicant
//! names. Each becomes a sentence, which the reader of declared ties understands.

use super::lines::Line;
use super::names::Names;
use super::pieces::{Loose, Piece};
use super::remarks::{is_remark, means_absence};
use super::ties::may_declare;

/// Headers of the people of an applicant: whoever of them is an expert, too, is of the applicant.
const PEOPLE: [&str; 12] = [
    "完成人",
    "负责人",
    "联系人",
    "项目组",
    "撰写人",
    "编写人",
    "参与人",
    "主要人员",
    "法定代表人",
    "法人代表",
    "质量官",
    "contact",
];
/// Parts of the names of organizations.
const ORGANIZATIONS: [&str; 13] = [
    "公司",
    "集团",
    "大学",
    "学院",
    "研究院",
    "研究所",
    "厂",
    "协会",
    "学会",
    "中心",
    "院",
    "局",
    "银行",
];
/// A remark that is longer tells a story, not a tie.
const LONGEST: usize = 200;

/// The sentences of the experts' remarks.
pub(super) fn of_remarks(lines: &[Line], pieces: &[Piece], names: &Names) -> Vec<Loose> {
    let told = lines.iter().flat_map(|line| {
        let name = line.cell("name");
        let remarks = line.extras.iter().filter(move |(header, value)| {
            let short = value.chars().count() <= LONGEST;
            let organization = ORGANIZATIONS.iter().any(|part| value.contains(part))
                || !names.organizations(value).is_empty();
            let may = may_declare(value) && organization && !means_absence(value);
            !name.is_empty() && is_remark(header) && short && may
        });
        remarks.map(move |(_, value)| {
            let value = value.replace(['\n', '\r'], "；");
            (line.piece, line.row, format!("{name}：{value}"))
        })
    });
    gathered(told, pieces)
}

/// The sentences of the experts whom applicants name as their own people.
pub(super) fn of_applicants(lines: &[Line], pieces: &[Piece], names: &Names) -> Vec<Loose> {
    let told = lines.iter().flat_map(|line| {
        let applicant = line.cell("organization");
        let own = line.extras.iter().filter(move |(header, _)| {
            let header = header.to_lowercase();
            !applicant.is_empty() && PEOPLE.iter().any(|word| header.contains(word))
        });
        own.flat_map(move |(header, value)| {
            let cells = value.split(|c: char| !c.is_alphanumeric() && c != '·');
            let people = cells.filter(|cell| {
                let whole = |own: super::names::Person| own.from == 0 && own.to == cell.len();
                !cell.is_empty() && names.people(cell).any(whole)
            });
            people.map(move |name| {
                let sentence = format!("{name}在{applicant}任职（{header}）");
                (line.piece, line.row, sentence)
            })
        })
    });
    gathered(told, pieces)
}

/// The sentences of each sheet together.
fn gathered(told: impl Iterator<Item = (usize, u32, String)>, pieces: &[Piece]) -> Vec<Loose> {
    let mut all: Vec<(usize, Loose)> = Vec::new();
    for (piece, row, sentence) in told {
        match all.iter_mut().find(|own| own.0 == piece) {
            Some((_, own)) => own.lines.push((row, sentence)),
            None => all.push((
                piece,
                Loose {
                    original: pieces[piece].original,
                    file: pieces[piece].file.clone(),
                    lines: vec![(row, sentence)],
                },
            )),
        }
    }
    all.into_iter().map(|own| own.1).collect()
}
