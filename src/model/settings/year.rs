//! The settings of the year's other steps: form check, scoring, defence.

use super::row::section;
use super::value::{Choice, Chosen};
use super::values::{
    AS_ON_PAPER, CHOSEN, Kind, MINUTES, NO_BREAK, NO_LIMIT, NONE_REQUIRED, PEOPLE, UNDATED, Values,
    count, values,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What it means for a submission not to meet a condition of the form check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ScreenPolicy {
    /// It does not pass; where nothing is stated, it waits until something is.
    Must,
    /// It is told, and passes.
    Tell,
    /// Nobody looks.
    Off,
}

impl Chosen for ScreenPolicy {
    const VALUES: &'static [Self] = &[Self::Must, Self::Tell, Self::Off];
    const WORDS: &'static [Choice] = &[
        Choice::new("must", "必须（不符合则不通过）", "required, else it fails"),
        Choice::new("tell", "仅提示", "reported only"),
        Choice::new("off", "不查", "not checked"),
    ];
}

const POLICY: Values = values(Kind::Choice(ScreenPolicy::WORDS));

section! {
    /// `[screen]`: the checklist of the form check.
    #[derive(Eq)]
    ScreenRules = screen, "形式审查", "Form check";

    /// The applicant is a legal person (art. 9 (1)).
    legal_person: ScreenPolicy = ScreenPolicy::Must, POLICY,
        "形式审查：独立法人", "Form check: legal person",
        "申报单位是独立法人（办法第九条第一项）。";

    /// It made a profit in each of the last three years (art. 9 (1)).
    profitable: ScreenPolicy = ScreenPolicy::Must, POLICY,
        "形式审查：近三年盈利", "Form check: profit in three years",
        "申报单位近三年均盈利（办法第九条第一项）。";

    /// It has no serious breach in quality, safety, environment or credit (art. 9 (1)).
    no_breach: ScreenPolicy = ScreenPolicy::Must, POLICY,
        "形式审查：无违法违规", "Form check: no serious breach",
        "申报单位在质量、安全、环保、信用方面无严重违法违规（办法第九条第一项）。";

    /// The method is in mature use there (art. 9 (2)).
    mature: ScreenPolicy = ScreenPolicy::Must, POLICY,
        "形式审查：成熟应用", "Form check: method in mature use",
        "质量方法已成熟应用（办法第九条第二项）。";

    /// It consents to share the experience (art. 9 (3)).
    consents: ScreenPolicy = ScreenPolicy::Must, POLICY,
        "形式审查：同意分享", "Form check: consents to share",
        "申报单位同意分享经验（办法第九条第三项）。";

    /// No organization and no title appears twice.
    duplicates: ScreenPolicy = ScreenPolicy::Tell, POLICY,
        "形式审查：重复申报", "Form check: duplicates",
        "同一单位或同一题目没有重复申报。";

    /// The recommending unit keeps to its quota (art. 17).
    quota: ScreenPolicy = ScreenPolicy::Must, POLICY,
        "形式审查：推荐名额", "Form check: quotas",
        "推荐单位没有超出推荐名额（办法第十七条）。";
}

section! {
    /// `[scoring]`: the score sheets (selection measures, arts. 8 and 19).
    ScoringRules = scoring, "评分表与汇总", "Score sheets and their collection";

    /// Highest score of each criterion; the lowest is 0.
    max_score: f64 = 100.0, values(Kind::Positive),
        "每项标准的满分", "Highest score of a criterion",
        "每项遴选标准的满分；最低为 0 分。";

    /// Weight of science and innovation; weights count in proportion to their sum.
    science: f64 = 30.0, values(Kind::Weight),
        "科学性和创新性的权重（按三者之和折算）", "Weight of science and innovation (in proportion to the sum)",
        "科学性和创新性的权重；三个权重按比例计，合计不必为 100。";

    /// Weight of system and demonstration.
    system: f64 = 30.0, values(Kind::Weight),
        "系统性和示范性的权重", "Weight of system and demonstration",
        "系统性和示范性的权重。";

    /// Weight of effect and development.
    effect: f64 = 40.0, values(Kind::Weight),
        "显效性和发展性的权重", "Weight of effect and development",
        "显效性和发展性的权重。";

    /// A score is an outlier when it lies further from what the model expects than this many
    /// standard deviations of the residuals.
    outlier: f64 = 2.0, values(Kind::Positive),
        "偏离程度达到多少视为离群评分", "Deviation beyond which a score is an outlier",
        "评分与预计分相差超过通常波动（标准差）的多少倍算离群评分。";
}

section! {
    /// `[defence]`: the second round (selection measures, art. 20).
    DefenceRules = defence, "答辩评审", "Defence";

    /// Number of groups; 0 chooses it.
    groups: usize = 0, count(0).or(CHOSEN),
        "答辩：专业组数", "Defence: number of groups",
        "答辩设几个专业组；0 由程序确定。";

    /// Fewest members of a group; 0: as in `[groups]`.
    min_members: usize = 0, count(0).or(AS_ON_PAPER).of(PEOPLE),
        "答辩：每组最少人数", "Defence: fewest members",
        "答辩时每组最少几人；0 与 `[groups]` 相同。";

    /// Most members of a group; 0: as in `[groups]`.
    max_members: usize = 0, count(0).or(AS_ON_PAPER).of(PEOPLE),
        "答辩：每组最多人数", "Defence: most members",
        "答辩时每组最多几人；0 与 `[groups]` 相同。";

    /// Reviewers of each submission; 0: as in `[reviews]`.
    reviewers: usize = 0, count(0).or(AS_ON_PAPER).of(PEOPLE),
        "答辩：每项评审专家数", "Defence: reviewers of each submission",
        "答辩时每项申报由几名评审专家评审；0 与 `[reviews]` 相同。";

    /// Groups that can sit on the same day; 0: no limit.
    rooms: usize = 0, count(0).or(NO_LIMIT),
        "答辩：会场数", "Defence: rooms",
        "同一天最多几个专业组开会；0 不限。";

    /// Days of the defence, `2026-10-12;2026-10-13`; empty: one day without a date.
    days: String = String::new(), values(Kind::Days).or(UNDATED),
        "答辩：日期", "Defence: days",
        "答辩的日期，如 `2026-10-12；2026-10-13`；空为一天、不写日期。";

    /// Minutes that a submission takes, questions included.
    minutes: usize = 30, count(1).of(MINUTES),
        "答辩：每项分钟数", "Defence: minutes of a submission",
        "每项申报答辩几分钟，含提问。";

    /// Most minutes that a group sits on a day.
    minutes_per_day: usize = 360, count(1).of(MINUTES),
        "答辩：每组每天最多分钟数", "Defence: most minutes of a day",
        "一个专业组一天最多开会几分钟，午休不计。";

    /// When a day begins, `09:00`.
    start: String = "09:00".to_owned(), values(Kind::Time),
        "答辩：每天开始时刻", "Defence: when a day begins",
        "每天几时开始，如 `09:00`。";

    /// When the midday break begins; empty: no break.
    break_from: String = "12:00".to_owned(), values(Kind::Time).or(NO_BREAK),
        "答辩：午休开始时刻", "Defence: when the midday break begins",
        "午休几时开始；空为不休。";

    /// When the midday break ends.
    break_to: String = "13:30".to_owned(), values(Kind::Time),
        "答辩：午休结束时刻", "Defence: when the midday break ends",
        "午休几时结束；不休时不看。";

    /// Smallest share of the seated that sat in a group of the paper round; above 0, submissions
    /// and those people also stay with their groups.
    continuity: f64 = 0.0, values(Kind::Share).or(NONE_REQUIRED),
        "答辩：参加过资料评审者的最低比例（大于 0 时延续分组）",
        "Defence: least share of people of the paper round (above 0: groups continue)",
        "参加过资料评审的人至少占多少；大于 0 时申报和这些人都留在原来的组。";

    /// Smallest share of the group members that took no part in the paper round; together with the
    /// one above at most 1.
    fresh: f64 = 0.0, values(Kind::Share).or(NONE_REQUIRED),
        "答辩：未参加资料评审者的最低比例", "Defence: least share of people who took no part before",
        "未参加资料评审的人至少占各组组员多少；与上一项之和不超过 1。";
}
