//! `[[mix]]`: how many people of a kind a group or the reviewers of a submission have.

use crate::bilingual;
use crate::model::Expert;
use crate::model::words::{Bilingual, Lang};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The most limits on reviewers, `at_least` and `at_most` counted each.
pub const MOST_MIX_LIMITS: usize = 12;

/// Whose people are counted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum MixScope {
    /// The members of each group.
    Group,
    /// The reviewers of each submission.
    Submission,
}

/// How many people: a number of them, or a part of all who are counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Amount {
    /// A number of people.
    Count(u32),
    /// A share from 0 to 1, written with a point.
    Share(f64),
}

impl Amount {
    /// The fewest people that make up this much of `people`. Rounding in the share is forgiven.
    pub fn at_least_of(self, people: usize) -> usize {
        match self {
            Self::Count(count) => count as usize,
            Self::Share(share) => {
                let exact = share * people as f64 - 1e-9;
                exact.ceil().max(0.0) as usize
            }
        }
    }

    /// The most people that are no more than this much of `people`.
    pub fn at_most_of(self, people: usize) -> usize {
        match self {
            Self::Count(count) => count as usize,
            Self::Share(share) => (share * people as f64 + 1e-9).floor().max(0.0) as usize,
        }
    }

    fn say(self) -> Bilingual {
        match self {
            Self::Count(count) => bilingual!("{count} 人", "{count}"),
            Self::Share(share) => {
                let percent = share * 100.0;
                Bilingual::same(format!("{percent:.0}%"))
            }
        }
    }
}

/// One entry of `[[mix]]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MixRule {
    /// What the office calls it; empty: column and values.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Whose people are counted.
    #[serde(alias = "scope")]
    pub of: MixScope,
    /// A column of the experts' table, by key or header; `newcomer` where the table has none.
    pub column: String,
    /// The values that count.
    pub values: Vec<String>,
    /// The fewest people with one of the values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Amount>,
    /// The most people with one of the values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Amount>,
    /// Whether no plan may miss it; else what is missed counts as a shortfall.
    #[serde(default)]
    pub hard: bool,
}

impl MixRule {
    /// Whether the expert's cell has one of the values: as a whole, or as one of the parts of a
    /// list. Width, case and spaces do not matter, and a tick is as good as a word for yes.
    pub fn counts(&self, expert: &Expert) -> bool {
        let cell = expert.column(&self.column);
        let parts = || cell.split([';', '；', '、', '\n']).map(folded);
        let whole = folded(cell);
        let mut values = self.values.iter().map(|value| folded(value));
        values.any(|value| {
            whole == value
                || parts().any(|part| !part.is_empty() && part == value)
                || answer(&whole).is_some_and(|told| answer(&value) == Some(told))
        })
    }

    /// What it is called, in plans too.
    pub fn label(&self) -> String {
        match self.name.trim() {
            "" => format!("{}={}", self.column, self.values.join("/")),
            name => name.to_owned(),
        }
    }

    /// The rule as a sentence without its end.
    pub fn say(&self) -> Bilingual {
        let (column, values) = (&self.column, self.values.join("、"));
        let values_en = self.values.join(", ");
        let (zh, en) = match self.of {
            MixScope::Group => ("每个专业组的组员中", "of the members of each group"),
            MixScope::Submission => (
                "每项申报的评审专家中",
                "of the reviewers of each submission",
            ),
        };
        let limits: Vec<Bilingual> = [
            (self.at_least, "至少", "at least"),
            (self.at_most, "至多", "at most"),
        ]
        .into_iter()
        .filter_map(|(amount, zh, en)| {
            let amount = amount?.say();
            Some(Bilingual::new(
                format!("{zh} {}", amount.zh),
                format!("{en} {}", amount.en),
            ))
        })
        .collect();
        let join = |own: fn(&Bilingual) -> &str, mark: &str| {
            let all: Vec<&str> = limits.iter().map(own).collect();
            all.join(mark)
        };
        let (limits_zh, limits_en) = (join(|own| &own.zh, "、"), join(|own| &own.en, " and "));
        bilingual!(
            "{zh}，“{column}”为 {values} 的{limits_zh}",
            "{en}, {limits_en} with [{column}] {values_en}"
        )
    }

    /// Whether it is kept or counted, in words.
    pub fn force(&self) -> Bilingual {
        match self.hard {
            true => bilingual!("必须满足", "must hold"),
            false => bilingual!("不满足的计为缺口", "counted as a shortfall where missed"),
        }
    }
}

/// An entry of `[[mix]]` with what its lines say, every line a comment: to be copied into `rules.toml`.
pub fn mix_example(lang: Lang) -> String {
    let text = lang.pick(
        r#"# 人员构成：去掉各行行首的 # 即生效，可以写任意多条。
# [[mix]]
# name = "高级职称"            # 方案和报告中的叫法，可省
# of = "submission"           # "submission" 每项申报的评审专家；"group" 每个专业组的组员
# column = "职称"             # 专家表的任一列；首次参评的专家写 "newcomer"，取值 "是"
# values = ["教授", "正高级工程师"]
# at_least = 1                # 至少几人；带小数点的是比例，如 0.3
# at_most = 2                 # 至多几人，可省
# hard = false                # true 必须满足；false 不满足的计为缺口
"#,
        r#"# Mix of people: remove the # at the start of each line; any number of entries.
# [[mix]]
# name = "senior reviewers"   # what plans and reports call it; optional
# of = "submission"           # "submission": the reviewers of each; "group": its members
# column = "title"            # any column of the experts' table; "newcomer" with "yes": never served
# values = ["professor", "senior engineer"]
# at_least = 1                # the fewest people; with a point a share, such as 0.3
# at_most = 2                 # the most people; optional
# hard = false                # true: no plan may miss it; false: counted as a shortfall
"#,
    );
    text.to_owned()
}

fn folded(text: &str) -> String {
    let letters = text.nfkc().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}

/// What a word says as an answer.
fn answer(folded: &str) -> Option<bool> {
    match folded {
        "是" | "yes" | "true" | "1" | "√" | "✓" | "✔" | "y" => Some(true),
        "否" | "no" | "false" | "0" | "×" | "n" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_so_that_they_hold() {
        let third = Amount::Share(1.0 / 3.0);
        assert_eq!([3, 4, 6].map(|of| third.at_least_of(of)), [1, 2, 2]);
        assert_eq!([3, 4, 6].map(|of| third.at_most_of(of)), [1, 1, 2]);
        assert_eq!(Amount::Share(0.3).at_most_of(10), 3);
        assert_eq!(
            (
                Amount::Count(2).at_least_of(9),
                Amount::Count(2).at_most_of(1)
            ),
            (2, 2)
        );
    }

    #[test]
    fn a_number_and_a_share_are_told_apart_by_the_point() {
        let read = |text: &str| toml::from_str::<MixRule>(text).expect("a rule");
        let rule = read(
            "of = \"group\"\ncolumn = \"title\"\nvalues = [\"教授\"]\nat_least = 1\nat_most = 0.5",
        );
        assert_eq!(rule.at_least, Some(Amount::Count(1)));
        assert_eq!(rule.at_most, Some(Amount::Share(0.5)));
        assert!(!rule.hard);
        assert_eq!(rule.label(), "title=教授");
        let again = serde_json::to_string(&rule).expect("json");
        assert_eq!(
            serde_json::from_str::<MixRule>(&again).expect("the same"),
            rule
        );
    }

    #[test]
    fn the_example_is_an_entry_once_its_marks_are_gone() {
        for (lang, name) in [(Lang::Zh, "高级职称"), (Lang::En, "senior reviewers")] {
            let text = mix_example(lang);
            let read = |text: &str| toml::from_str::<crate::model::Rules>(text).expect("rules");
            assert!(read(&text).mix.is_empty());
            let lines = text.lines().skip(1);
            let lines: Vec<&str> = lines.filter_map(|line| line.strip_prefix("# ")).collect();
            let mix = read(&lines.join("\n")).mix;
            assert_eq!(mix.len(), 1);
            assert_eq!(
                (mix[0].name.as_str(), mix[0].of),
                (name, MixScope::Submission)
            );
            assert_eq!(mix[0].at_most, Some(Amount::Count(2)));
        }
    }

    #[test]
    fn cells_are_compared_by_their_parts_without_width_and_case() {
        let rule = |values: &[&str]| MixRule {
            name: String::new(),
            of: MixScope::Group,
            column: "资格".to_owned(),
            values: values.iter().map(|&value| value.to_owned()).collect(),
            at_least: Some(Amount::Count(1)),
            at_most: None,
            hard: false,
        };
        let season = crate::model::SeasonBuilder::new()
            .expert("E1", "", "38", "Q06.01", |expert| {
                expert.columns = vec![("资格".to_owned(), "ＣＱＥ；审核员".to_owned())];
            })
            .expert("E2", "", "38", "Q06.01", |expert| {
                expert.columns = vec![("资格".to_owned(), "√".to_owned())];
            })
            .build();
        let [one, two] = [0, 1].map(|at| &season.experts[at]);
        assert!(rule(&["cqe"]).counts(one) && rule(&["x", "审核员"]).counts(one));
        assert!(!rule(&["审核"]).counts(one) && !rule(&[""]).counts(one));
        assert!(rule(&["是"]).counts(two) && !rule(&["否"]).counts(two));
    }
}
