//! The settings of groups, reviews, coverage and scores.

use super::row::section;
use super::values::{
    CHOSEN, Kind, NONE_REQUIRED, NOT_COUNTED, PEOPLE, SUBMISSIONS, Values, count, values,
};

section! {
    /// `[groups]`
    #[derive(Eq)]
    GroupRules = groups, "专业组", "Groups";

    /// Number of groups; 0 chooses it from the season.
    count: usize = 0, count(0).or(CHOSEN),
        "专业组数", "Number of groups",
        "设几个专业组；0 由程序按本届的申报和专家确定。";

    /// Fewest members of a group, the leader included.
    min_members: usize = 5, count(1).of(PEOPLE),
        "每组最少人数（含组长）", "Fewest members, leader included",
        "每个专业组最少几人，组长计算在内。";

    /// Most members of a group.
    max_members: usize = 9, count(1).of(PEOPLE),
        "每组最多人数（含组长）", "Most members, leader included",
        "每个专业组最多几人，组长计算在内。";

    /// Whether the number of members must be odd.
    odd_members: bool = true, values(Kind::YesNo),
        "组员人数须为单数", "Odd number of members",
        "每个专业组的人数是否必须为单数。";

    /// Fewest submissions of a group; 0 chooses it.
    min_submissions: usize = 0, count(0).or(CHOSEN).of(SUBMISSIONS),
        "每组最少申报数", "Fewest submissions of a group",
        "每个专业组最少评几项申报；0 由程序确定。";

    /// Most submissions of a group; 0 chooses it.
    max_submissions: usize = 0, count(0).or(CHOSEN).of(SUBMISSIONS),
        "每组最多申报数", "Most submissions of a group",
        "每个专业组最多评几项申报；0 由程序确定。";

    /// Whether chair and vice chair may also sit in a group.
    chairs_in_groups: bool = false, values(Kind::YesNo),
        "正副主任委员可兼任组员", "Chairs may sit in a group",
        "正副主任委员是否可以同时参加一个专业组。";

    /// Members of a group, free of conflicts, who should know the industry of each of its
    /// submissions; never more than the smallest group, or than the pool holds. Each member
    /// lacking is counted as a shortfall.
    industry_members: u32 = 3, count(0).or(NONE_REQUIRED).of(PEOPLE),
        "组内至少几人熟悉每项申报的行业", "Members who should know each submission's industry",
        "专业组对组内每项申报集体评议，组员中（无需回避的）至少几人熟悉其行业；不超过最小专业组的人数，也不超过专家库中能有的人数；每少一人记一处缺口；0 表示不要求。";
}

impl GroupRules {
    /// The numbers of members that a group may have, ascending; none where the rules contradict
    /// each other.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        let odd = self.odd_members;
        let all = self.min_members.max(1)..=self.max_members;
        all.filter(move |size| !odd || size % 2 == 1)
    }

    /// The members of the smallest group that there may be.
    pub fn smallest(&self) -> Option<usize> {
        self.sizes().next()
    }
}

section! {
    /// `[reviews]`
    #[derive(Eq)]
    ReviewRules = reviews, "评审分配", "Reviews";

    /// Reviewers of each submission.
    per_submission: usize = 3, count(1).of(PEOPLE),
        "每项申报的评审专家数", "Reviewers of each submission",
        "每项申报由几名评审专家评审。";

    /// Most submissions of one expert, unless the expert's own limit is lower.
    max_per_expert: u32 = 30, count(1).of(SUBMISSIONS),
        "每名专家最多评审项数", "Most submissions of one expert",
        "每名专家最多评审几项；专家表中本人的上限更低时以本人的为准。";

    /// Fewest submissions that a member of a group reviews: nobody is seated for less. A 1 is not
    /// asked for where there are fewer reviews than seats.
    min_per_member: u32 = 1, count(0).or(NONE_REQUIRED).of(SUBMISSIONS),
        "每名组员最少评审项数", "Fewest submissions of a member",
        "每名组员至少评审几项，不足的不编入专业组；0 表示不要求，评审人次比席位还少时 1 也不作要求。";
}

section! {
    /// `[coverage]`
    CoverageRules = coverage, "覆盖要求（做不到的记为缺口）", "Coverage (what cannot be had is counted as a shortfall)";

    /// Reviewers of a submission that must know its industry.
    industry_reviewers: u32 = 1, count(0).of(PEOPLE),
        "每项至少几名评审专家熟悉其行业", "Reviewers that must know the industry",
        "每项申报的评审专家中至少几名熟悉其行业。";

    /// How near an industry counts as known: 1 is the same code, 0.9 the same group, 0.75 the
    /// same division.
    industry_threshold: f64 = 0.75, values(Kind::Fraction),
        "行业匹配达到多少视为熟悉", "Industry match that counts as knowing it",
        "行业匹配度达到多少算熟悉：1 为代码相同，0.9 为同一中类，0.75 为同一大类。";

    /// Reviewers that must have each domain of the submission exactly.
    domain_reviewers: u32 = 1, count(0).of(PEOPLE),
        "每个质量方法至少几名评审专家具备", "Reviewers that must have each domain",
        "申报的每个质量方法至少有几名评审专家具备（代码相同）。";
}

/// The weight of one term of the score.
const WEIGHT: Values = values(Kind::Weight);

section! {
    /// `[score]`
    ScoreRules = score, "匹配得分", "Score";

    /// Weight of the industry term.
    industry: f64 = 0.5, WEIGHT,
        "得分中行业匹配的权重", "Weight of the industry match",
        "匹配得分中行业所占的权重；两个权重按比例计。";

    /// Weight of the domain term.
    domain: f64 = 0.5, WEIGHT,
        "得分中质量方法匹配的权重", "Weight of the domain match",
        "匹配得分中质量方法所占的权重；两个权重按比例计。";

    /// What the strongest wish of the table of wishes adds to or takes from a score, which stays
    /// between 0 and 1; a weaker wish counts half; 0: wishes do not count.
    wishes: f64 = 0.0, values(Kind::Fraction).or(NOT_COUNTED),
        "得分中专家意愿的权重", "Weight of a wish",
        "专家意愿表中最强的意愿（2 或 -2）给匹配得分加减多少，1 或 -1 加减一半，得分仍在 0 到 1 之间；0 表示意愿不计入。";
}
