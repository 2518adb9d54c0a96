//! Collects remarks on words in cells of industries and domains, each reported once per word.

use super::super::ProblemCode;
use super::super::findings::Findings;
use super::super::sheet::table::Row;
use crate::bilingual;
use crate::model::Place;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;

/// A remark on a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// It was understood as these codes.
    Taken(Bilingual),
    /// It may mean any of these.
    Several(Bilingual),
    /// A code and a name with different meanings.
    Differ(Bilingual, Bilingual),
    /// A name next to a code that no table lists; the code was used.
    Unchecked(Bilingual),
    /// A code that may have lost its zero: as written, and with the zero.
    LostZero(Bilingual, Bilingual),
    /// A code with a zero too many, and how it was read.
    ZeroExtra(Bilingual, String),
}

/// Words collected while a table is read, with the first place and the number of occurrences.
#[derive(Debug, Default)]
pub(super) struct Told {
    words: BTreeMap<(usize, String), (About, Place, usize)>,
}

impl Told {
    /// Records a word; the remark is created only at the first occurrence.
    pub(super) fn note(
        &mut self,
        word: &str,
        row: &Row<'_, '_>,
        column: usize,
        about: impl FnOnce() -> About,
    ) {
        let entry = self.words.entry((column, word.to_owned()));
        let (_, _, count) = entry.or_insert_with(|| (about(), row.place_of(column), 0));
        *count += 1;
    }

    /// Reports everything recorded, in the order of columns and words, and clears it.
    pub(super) fn say(&mut self, findings: &mut Findings) {
        for ((_, word), (about, place, count)) in std::mem::take(&mut self.words) {
            let (code, what, action) = words(&about, &word, count);
            findings.add(code, place, word, what, action);
        }
    }
}

fn words(about: &About, word: &str, count: usize) -> (ProblemCode, Bilingual, Bilingual) {
    let rows = |zh: &str, en: &str| match count {
        1 => (String::new(), String::new()),
        _ => (
            zh.replace('#', &count.to_string()),
            en.replace('#', &count.to_string()),
        ),
    };
    let (zh_rows, en_rows) = rows("，共 # 处", ", # times");
    match about {
        About::Taken(Bilingual { zh, en }) => (
            ProblemCode::WordTaken,
            bilingual!(
                "「{word}」按 {zh} 理解{zh_rows}",
                "[{word}] is read as {en}{en_rows}"
            ),
            bilingual!(
                "如不对，改写代码，或在同义词表（synonyms）中另行规定",
                "If this is wrong, write the code, or define the word in a synonyms table"
            ),
        ),
        About::Several(Bilingual { zh, en }) => (
            ProblemCode::WordSeveral,
            bilingual!(
                "「{word}」可能指 {zh}{zh_rows}，无法判断是哪一个",
                "[{word}] may mean {en}{en_rows}; it is not clear which"
            ),
            bilingual!(
                "改写其中的代码；或在同义词表（synonyms）中写一行：类别、词、代码",
                "Write one of the codes, or define the word in a synonyms table (kind, word, code)"
            ),
        ),
        About::Differ(a, b) => {
            let (zh_a, zh_b, en_a, en_b) = (&a.zh, &b.zh, &a.en, &b.en);
            (
                ProblemCode::CodeAndName,
                bilingual!(
                    "代码与名称不一致：一个是 {zh_a}，一个是 {zh_b}{zh_rows}",
                    "Code and name do not agree: {en_a} next to {en_b}{en_rows}"
                ),
                bilingual!(
                    "只保留对的一个；两项都是的，用“；”分隔",
                    "Keep the correct one; if both are meant, separate them with ;"
                ),
            )
        }
        About::Unchecked(Bilingual { zh, en }) => (
            ProblemCode::NameUnchecked,
            bilingual!(
                "按代码 {zh} 理解；旁边的名称不在分类表中，没有核对{zh_rows}",
                "Read as {en}; the name next to it is not in the classification and was not compared{en_rows}"
            ),
            bilingual!(
                "核对代码与名称是否相符",
                "Check whether the code and the name agree"
            ),
        ),
        About::ZeroExtra(Bilingual { zh, en }, rest) => (
            ProblemCode::ZeroExtra,
            bilingual!(
                "{word} 按 {zh} 理解，但其中没有这个类；如原为 {rest}，则开头多了一个 0{zh_rows}",
                "{word} is read as {en}, which does not have this class; if it was {rest}, there is one zero too many{en_rows}"
            ),
            bilingual!(
                "核对原件，改写为分类表中的代码",
                "Check the original and write the code as in the classification"
            ),
        ),
        About::LostZero(own, whole) => {
            let (zh, en, zh_whole, en_whole) = (&own.zh, &own.en, &whole.zh, &whole.en);
            (
                ProblemCode::ZeroLost,
                bilingual!(
                    "{word} 按 {zh} 理解；如原为 {zh_whole}，则开头的 0 已丢失{zh_rows}",
                    "{word} is read as {en}; if it was {en_whole}, its leading zero was lost{en_rows}"
                ),
                bilingual!(
                    "核对原件；是后者的，把该列设为“文本”格式后补上 0；是前者的，可写成门类字母加代码（如 S921）",
                    "Check the original; if a zero was lost, format the column as text and type it again; if not, write the section letter before the code, such as S921"
                ),
            )
        }
    }
}
