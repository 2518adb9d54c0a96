//! The rules by name and code: the names alone, shared by the solver and the judge, who state
//! each rule apart.

use super::words::Bilingual;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A rule that a plan must keep. Names and codes are the same everywhere in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// R01: the number of groups, and a group for every theme.
    GroupCount,
    /// R02: an expert has one seat only.
    OneSeat,
    /// R03: only experts who can take part.
    Availability,
    /// R04: members of each group, odd where asked.
    GroupMembers,
    /// R05: each passed submission in exactly one group; submissions of each group.
    GroupSubmissions,
    /// R06: reviewers of each submission.
    Reviewers,
    /// R07: most reviews of one expert.
    Load,
    /// R08: members of one employer in a group.
    EmployerCap,
    /// R09: members of one region in a group.
    RegionCap,
    /// R10: share of people who never served before.
    Newcomers,
    /// R11: years served in a row.
    Rotation,
    /// R12: one leader in each group.
    Leader,
    /// R13: chair and vice chair.
    Chairs,
    /// R14: conflicts that keep an expert out of a group.
    Bar,
    /// R15: conflicts that keep an expert from reviewing.
    Recuse,
    /// R16: relatives in one group.
    Kin,
    /// R17: what the office has decided beforehand.
    Pins,
    /// R18: submissions go to a group whose theme they fit.
    Themes,
    /// R19 (soft): reviewers know the submission's industry and domains.
    Coverage,
    /// R20: the plan's figures tell the truth.
    Figures,
    /// R21: ids exist; the schema is known.
    References,
    /// R22: when and by whom submissions are heard in the defence.
    Timetable,
    /// R23 (soft): members of a group know the industries that it judges.
    IndustryMembers,
    /// R24: fewest reviews of a member, and the largest difference within a group.
    LeastLoad,
    /// R25 (hard or soft, as each entry says): people of a kind in a group or on a submission.
    Mix,
}

impl Rule {
    /// All rules, in the order of their codes.
    pub const ALL: [Self; 25] = [
        Self::GroupCount,
        Self::OneSeat,
        Self::Availability,
        Self::GroupMembers,
        Self::GroupSubmissions,
        Self::Reviewers,
        Self::Load,
        Self::EmployerCap,
        Self::RegionCap,
        Self::Newcomers,
        Self::Rotation,
        Self::Leader,
        Self::Chairs,
        Self::Bar,
        Self::Recuse,
        Self::Kin,
        Self::Pins,
        Self::Themes,
        Self::Coverage,
        Self::Figures,
        Self::References,
        Self::Timetable,
        Self::IndustryMembers,
        Self::LeastLoad,
        Self::Mix,
    ];

    /// The code, such as `R04`.
    pub const fn code(self) -> &'static str {
        self.names().0
    }

    /// The English key, such as `group_members`.
    pub const fn key(self) -> &'static str {
        self.names().1
    }

    /// The rule's name for people.
    pub fn title(self) -> Bilingual {
        let (_, _, zh, en) = self.names();
        Bilingual::new(zh, en)
    }

    /// Whether the rule is counted instead of enforced.
    pub fn is_soft(self) -> bool {
        matches!(self, Self::Coverage | Self::IndustryMembers)
    }

    const fn names(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::GroupCount => ("R01", "group_count", "专业组数量", "number of groups"),
            Self::OneSeat => ("R02", "one_seat", "一人一席", "one seat each"),
            Self::Availability => ("R03", "availability", "可参加", "availability"),
            Self::GroupMembers => ("R04", "group_members", "专业组人数", "members of a group"),
            Self::GroupSubmissions => (
                "R05",
                "group_submissions",
                "申报分组",
                "submissions of a group",
            ),
            Self::Reviewers => ("R06", "reviewers", "评审专家", "reviewers"),
            Self::Load => ("R07", "load", "评审工作量", "load"),
            Self::EmployerCap => ("R08", "employer_cap", "同单位人数上限", "employer cap"),
            Self::RegionCap => ("R09", "region_cap", "同地区比例上限", "region cap"),
            Self::Newcomers => ("R10", "newcomers", "新专家比例", "newcomers"),
            Self::Rotation => ("R11", "rotation", "连续参评年限", "rotation"),
            Self::Leader => ("R12", "leader", "组长", "leader"),
            Self::Chairs => ("R13", "chairs", "主任委员与副主任委员", "chairs"),
            Self::Bar => ("R14", "bar", "整组回避", "bar"),
            Self::Recuse => ("R15", "recuse", "单项回避", "recusal"),
            Self::Kin => ("R16", "kin", "亲属不同组", "kin"),
            Self::Pins => ("R17", "pins", "指定", "pins"),
            Self::Themes => ("R18", "themes", "专业组主题", "themes"),
            Self::Coverage => ("R19", "coverage", "专业覆盖", "coverage"),
            Self::Figures => ("R20", "figures", "指标如实", "figures"),
            Self::References => ("R21", "references", "编号有效", "references"),
            Self::Timetable => ("R22", "timetable", "答辩日程", "timetable"),
            Self::IndustryMembers => (
                "R23",
                "industry_members",
                "组内熟悉行业的人数",
                "members who know the industry",
            ),
            Self::LeastLoad => ("R24", "least_load", "最低评审量与均衡", "least load"),
            Self::Mix => ("R25", "mix", "人员构成", "mix of people"),
        }
    }
}

/// The code.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl JsonSchema for Rule {
    fn schema_name() -> Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let keys = Self::ALL.map(Self::key);
        json_schema!({"description": "A rule of a plan, by its key.", "type": "string", "enum": keys})
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn codes_count_up_and_keys_differ() {
        let codes: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        let mut keys: Vec<_> = Rule::ALL.iter().map(|rule| rule.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Rule::ALL.len());
    }
}
