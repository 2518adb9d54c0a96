//! What a template says that cannot be understood (E440 to E442).

use super::reader::Reader;
use crate::bilingual;
use crate::model::settings::Words;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};
use crate::report::papers::placeholders::TableHolder;

/// The words for an end without a beginning.
pub(super) fn never_opened() -> Bilingual {
    bilingual!(
        "{{完}} 之前没有 {{每个 …}}",
        "{{end}} without {{each …}} before it"
    )
}

impl Reader<'_> {
    fn place(&self) -> Place {
        Place::row(self.file, self.row)
    }

    pub(super) fn unknown(&mut self, name: &str, known: &[Words]) {
        let list = |pick: fn(&Words) -> &'static str, with: &str| {
            let mut words: Vec<&str> = Vec::new();
            for own in known.iter().map(pick) {
                if !words.contains(&own) {
                    words.push(own);
                }
            }
            words.join(with)
        };
        let (zh, en) = (list(|own| own.zh, "、"), list(|own| own.en, ", "));
        self.problems.push(Problem {
            severity: Severity::Error,
            code: "E440",
            place: self.place(),
            value: name.to_owned(),
            what: bilingual!(
                "模板里没有这个占位符",
                "A template has no such placeholder here"
            ),
            action: bilingual!("此处可用：{zh}", "Known here: {en}"),
        });
    }

    pub(super) fn unknown_column(&mut self, word: &str, table: &TableHolder) {
        let list = |pick: fn(&Words) -> &'static str, with: &str| {
            let words: Vec<&str> = table.columns.iter().map(pick).collect();
            words.join(with)
        };
        let (zh, en) = (list(|own| own.zh, "、"), list(|own| own.en, ", "));
        self.problems.push(Problem {
            severity: Severity::Error,
            code: "E441",
            place: self.place(),
            value: word.to_owned(),
            what: bilingual!("这张表没有这一列", "The table has no such column"),
            action: bilingual!(
                "可用的列：{zh}；要空白列手写，在列名前加 +，如 +签名",
                "Its columns: {en}; for an empty column to write in, put + before its name, as +signature"
            ),
        });
    }

    pub(super) fn wrong(&mut self, value: &str, what: &Bilingual) {
        self.problems.push(Problem {
            severity: Severity::Error,
            code: "E442",
            place: self.place(),
            value: value.to_owned(),
            what: what.clone(),
            action: bilingual!(
                "补上或删去花括号；正文里要写花括号，写两个",
                "Add or remove a brace; to write a brace in the text, write two"
            ),
        });
    }

    pub(super) fn never_closed(&mut self, first: u32) {
        let what = bilingual!(
            "{{每个 …}} 之后没有 {{完}}",
            "{{each …}} without {{end}} after it"
        );
        self.row = first;
        self.wrong("", &what);
    }
}
