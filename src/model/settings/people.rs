//! The settings of conflicts, and of who sits together and how often.

use super::row::section;
use super::value::{Choice, Chosen};
use super::values::{
    Kind, NO_LIMIT, NONE_REQUIRED, PEOPLE, SUBMISSIONS, Values, YEARS_LONG, count, values, whole,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a kind of conflict does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ConflictPolicy {
    /// Nothing.
    Off,
    /// The expert does not review the submission.
    Recuse,
    /// The expert does not sit in the group that holds the submission.
    Bar,
}

impl Chosen for ConflictPolicy {
    const VALUES: &'static [Self] = &[Self::Off, Self::Recuse, Self::Bar];
    const WORDS: &'static [Choice] = &[
        Choice::new("off", "不回避", "no recusal"),
        Choice::new("recuse", "单项回避", "does not review it"),
        Choice::new("bar", "整组回避", "does not sit in its group"),
    ];
}

const POLICY: Values = values(Kind::Choice(ConflictPolicy::WORDS));

/// What an academic tie does: often it is a person who has to decide.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum AcademicPolicy {
    /// Nothing.
    Off,
    /// It is listed for a person to decide; no plan depends on it.
    Suspect,
    /// The expert does not review the submission.
    Recuse,
    /// The expert does not sit in the group that holds the submission.
    Bar,
}

impl AcademicPolicy {
    /// What it does to a plan: a suspicion does nothing.
    pub fn policy(self) -> ConflictPolicy {
        match self {
            Self::Off | Self::Suspect => ConflictPolicy::Off,
            Self::Recuse => ConflictPolicy::Recuse,
            Self::Bar => ConflictPolicy::Bar,
        }
    }
}

impl Chosen for AcademicPolicy {
    const VALUES: &'static [Self] = &[Self::Off, Self::Suspect, Self::Recuse, Self::Bar];
    const WORDS: &'static [Choice] = &[
        Choice::new("off", "不回避", "no recusal"),
        Choice::new("suspect", "列出，由人判断", "listed for a person to decide"),
        Choice::new("recuse", "单项回避", "does not review it"),
        Choice::new("bar", "整组回避", "does not sit in its group"),
    ];
}

const ACADEMIC: Values = values(Kind::Choice(AcademicPolicy::WORDS));

section! {
    /// `[conflicts]`
    #[derive(Eq)]
    ConflictRules = conflicts, "回避", "Conflicts";

    /// The expert's employer is the applicant, or of one corporate family with it at any depth.
    employer: ConflictPolicy = ConflictPolicy::Bar, POLICY,
        "任职单位是申报单位或属同一集团", "Employer is the applicant, or of its corporate family",
        "专家的任职单位是申报单位，或与其属于同一集团（不论几层控股）。";

    /// A former employer is the applicant.
    former_employer: ConflictPolicy = ConflictPolicy::Bar, POLICY,
        "曾在申报单位任职", "Former employer is the applicant",
        "专家曾在申报单位任职。";

    /// The expert advises the applicant.
    advises: ConflictPolicy = ConflictPolicy::Bar, POLICY,
        "为申报单位提供咨询辅导", "Advises the applicant",
        "专家为申报单位提供咨询辅导。";

    /// The expert is a director or shareholder of the applicant.
    director_or_shareholder: ConflictPolicy = ConflictPolicy::Bar, POLICY,
        "在申报单位任董监高或持股", "Director or shareholder of the applicant",
        "专家在申报单位任董事、监事、高级管理人员，或持有其股份。";

    /// A relative of the expert is tied to the applicant by any of the above.
    kin: ConflictPolicy = ConflictPolicy::Bar, POLICY,
        "亲属与申报单位有上述关系", "A relative is tied to the applicant by any of the above",
        "专家的亲属与申报单位有上述任一关系。";

    /// The expert asked to be recused.
    declared: ConflictPolicy = ConflictPolicy::Bar, POLICY,
        "本人申报回避", "Declared by the expert",
        "专家本人申报回避。";

    /// The expert's employer competes with, supplies or buys from the applicant.
    competitor: ConflictPolicy = ConflictPolicy::Off, POLICY,
        "任职单位与申报单位有竞争或供应关系", "Employer competes with, supplies or buys from the applicant",
        "专家的任职单位与申报单位有竞争或供应关系。";

    /// The expert's employer is the submission's recommending unit.
    recommender: ConflictPolicy = ConflictPolicy::Recuse, POLICY,
        "任职单位是该项的推荐单位", "Employer is the recommending unit",
        "专家的任职单位是该项申报的推荐单位。";

    /// The expert is of the submission's region.
    region: ConflictPolicy = ConflictPolicy::Off, POLICY,
        "与申报单位同地区", "Same region as the applicant",
        "专家与申报单位在同一地区。";

    /// A teacher or student of the expert works or worked for the applicant, advises it, or is a
    /// director or shareholder of it.
    mentor: AcademicPolicy = AcademicPolicy::Suspect, ACADEMIC,
        "师生与申报单位有关", "A teacher or student is tied to the applicant",
        "专家的老师或学生在申报单位（或其同一集团的单位）任职或曾任职，为其提供咨询辅导，任其董监高或持有其股份。";

    /// A co-author of the expert works or worked for the applicant, advises it, or is a director
    /// or shareholder of it.
    coauthor: AcademicPolicy = AcademicPolicy::Suspect, ACADEMIC,
        "合作者与申报单位有关", "A co-author is tied to the applicant",
        "专家的合作者在申报单位（或其同一集团的单位）任职或曾任职，为其提供咨询辅导，任其董监高或持有其股份。";

    /// Years that an ended relation still counts.
    lookback_years: i32 = 3, whole(0, 100).of(YEARS_LONG),
        "已结束的关系仍计入的年数", "Years that an ended relation still counts",
        "已经结束的关系（如离职、停止辅导）还要计入几年。";

    /// The season's year; 0 in the file means this year.
    year: i32 = 0, values(Kind::Year),
        "年度", "Year of the season",
        "本届的年度；写 0 表示今年。";
}

section! {
    /// `[balance]`
    BalanceRules = balance, "均衡与轮换", "Balance and rotation";

    /// Most members of one employer in a group; 0: no cap.
    max_per_employer: usize = 1, count(0).or(NO_LIMIT).of(PEOPLE),
        "同组同单位最多人数", "Most members of one employer in a group",
        "一个专业组内同一单位最多几人；0 不限。";

    /// Organizations of one corporate family count as one employer, in a group and between chair
    /// and vice chair.
    family_as_one_employer: bool = false, values(Kind::YesNo),
        "同一集团的单位按一个单位计", "A corporate family counts as one employer",
        "同一集团（不论几层控股）的单位，在组内人数上限和主任委员与副主任委员不同单位的要求中按一个单位计。";

    /// Largest share of a group's members from one region; 0: no cap.
    max_region_share: f64 = 0.0, values(Kind::Share).or(NO_LIMIT),
        "同组同地区最大比例", "Largest share of one region in a group",
        "一个专业组内同一地区的人最多占多少；0 不限。";

    /// Smallest share of people who never served before, among the members of the groups and over
    /// the whole committee; 0: none required.
    min_new_share: f64 = 0.0, values(Kind::Share).or(NONE_REQUIRED),
        "首次参评专家最低比例", "Smallest share of newcomers",
        "首次参评的专家在各组组员中、在全体委员中都至少占多少；0 不要求。";

    /// Most years in a row; 0: no limit.
    max_consecutive_years: u32 = 0, count(0).or(NO_LIMIT).of(YEARS_LONG),
        "最多连续参评年数", "Most years in a row",
        "一名专家最多连续参评几年；0 不限。";

    /// Largest difference of reviews between the members of a group; 0: no limit.
    max_load_difference: u32 = 0, count(0).or(NO_LIMIT).of(SUBMISSIONS),
        "同组评审量最大差", "Largest difference of reviews in a group",
        "同一专业组内组员之间评审项数最多相差几项；0 不限。";
}
