//! What figures and methods mean, for an office.

use crate::bilingual;
use crate::model::words::Bilingual;

/// A figure in a sentence: what it counts, and which way is better. Empty for an unknown key.
pub fn meaning(key: &str) -> Bilingual {
    match key {
        "total" => bilingual!(
            "全部申报的匹配得分之和。越高越好；但不合规的方案也可能更高，要同利益冲突、违反规则一起看。",
            "The match scores of all submissions together. Higher is better, but a plan that breaks rules may be higher still: read it together with conflicts and broken rules."
        ),
        "mean" => bilingual!(
            "平均每项申报的评审专家与它匹配的得分。越高越好。",
            "How well the reviewers of a submission match it, on average. Higher is better."
        ),
        "worst" => bilingual!(
            "匹配最差的一项申报的得分：照顾得最少的申报单位得到什么样的评审。越高越好。",
            "The score of the submission that is matched worst: what the least favoured applicant gets. Higher is better."
        ),
        "worst_tenth" => bilingual!(
            "匹配最差的十分之一申报的平均得分。越高越好。",
            "The mean score of the tenth of the submissions matched worst. Higher is better."
        ),
        "worst_quarter" => bilingual!(
            "匹配最差的四分之一申报的平均得分。越高越好。",
            "The mean score of the quarter of the submissions matched worst. Higher is better."
        ),
        "shortfalls" => bilingual!(
            "申报需要、而它的评审专家中没有人懂的行业或质量方法有多少处。越少越好。",
            "How often no reviewer of a submission knows an industry or method that it needs. Fewer is better."
        ),
        "unfilled" => bilingual!(
            "还缺的评审人次。应为 0。",
            "Reviews still without a reviewer. Should be 0."
        ),
        "below_min" => bilingual!(
            "未达到最少评审数的人次。应为 0。",
            "Reviews that people are below their least number. Should be 0."
        ),
        "coverage" => bilingual!(
            "申报所需的行业和质量方法有多大比例由其评审专家覆盖（1 为全部）。越高越好。",
            "The share of what submissions need that their reviewers know (1 is all of it). Higher is better."
        ),
        "industry_coverage" => bilingual!("其中行业的部分。", "The same for industries alone."),
        "domain_coverage" => bilingual!(
            "其中质量方法的部分。",
            "The same for quality methods alone."
        ),
        "load_spread" => bilingual!(
            "评得最多与最少的专家相差几项。越小越均衡。",
            "How many more submissions the busiest expert has than the least busy one. Smaller is more even."
        ),
        "gini" => bilingual!(
            "工作量不均的程度：0 为人人相同。越小越均衡。",
            "How uneven the loads are: 0 means that all are equal. Smaller is more even."
        ),
        "envy" => bilingual!(
            "有多少对申报，其中一项改用另一项的评审专家会更合适，少用其中一位也仍是如此。越少越公平。",
            "Pairs of submissions of which one would be matched better by the other's reviewers, even without one of them. Fewer is fairer."
        ),
        "conflicts" => bilingual!(
            "有利益关系的人评了申报，或坐进评审它的组。应为 0。",
            "Reviews by people with a conflict of interest, or seats in a group that holds such a submission. Should be 0."
        ),
        "broken" => bilingual!(
            "违反硬性规则的处数（人数、单位上限、工作量等）。应为 0。",
            "Hard rules broken (sizes, people of one employer, loads and so on). Should be 0."
        ),
        "employers" => bilingual!(
            "委员会成员来自多少个单位。越多来源越广。",
            "How many employers the committee's people come from. More is broader."
        ),
        "regions" => bilingual!(
            "委员会成员来自多少个地区。越多来源越广。",
            "How many regions the committee's people come from. More is broader."
        ),
        "newcomers" => bilingual!(
            "首次参加评审的人所占比例（0.2 为两成）。",
            "The share of people who serve for the first time (0.2 is a fifth)."
        ),
        "gap" => bilingual!(
            "总分距已证明的上限还有多远（0.01 为百分之一）：再好也好不过这么多。",
            "How far the total is from what is proven to be the most possible (0.01 is one in a hundred): no plan can be better by more."
        ),
        _ => Bilingual::default(),
    }
}

/// A figure by a name that needs no explanation; `None` where its header is such a name.
pub fn title(key: &str) -> Option<Bilingual> {
    Some(match key {
        "total" => bilingual!("总得分", "total score"),
        "mean" => bilingual!("平均匹配得分", "mean score of a submission"),
        "worst" => bilingual!("匹配最差的一项", "submission matched worst"),
        "worst_tenth" => bilingual!("匹配最差的十分之一", "tenth matched worst"),
        "worst_quarter" => bilingual!("匹配最差的四分之一", "quarter matched worst"),
        "coverage" => bilingual!("覆盖程度", "coverage"),
        "industry_coverage" => bilingual!("行业的覆盖", "coverage of industries"),
        "domain_coverage" => bilingual!("质量方法的覆盖", "coverage of methods"),
        "load_spread" => bilingual!("工作量相差", "difference of loads"),
        "gini" => bilingual!("工作量不均（基尼系数）", "unevenness of loads (Gini)"),
        "envy" => bilingual!(
            "换人会更好的申报（对）",
            "pairs that would gain by exchange"
        ),
        "employers" => bilingual!("单位数", "employers"),
        "newcomers" => bilingual!("首次参加的比例", "share of newcomers"),
        "gap" => bilingual!("距已证明的上限", "distance to the proven limit"),
        _ => return None,
    })
}

/// A method in a sentence. Empty for an unknown key.
pub fn method(key: &str) -> Bilingual {
    match key {
        "present" => bilingual!("本年度现在的方案。", "The plan of this season."),
        "manual" => bilingual!(
            "办公室自己编的方案，原样计算，不作改动。",
            "The office's own plan, measured as it is."
        ),
        "last_year" => bilingual!(
            "去年的原班人马来评今年的申报。",
            "The same people as last year review this year's submissions."
        ),
        "ours" => bilingual!(
            "本程序在这里按时限重新组成，以总得分为目标。",
            "Formed here again within the time given, for the highest total."
        ),
        "ours_maxmin" => bilingual!(
            "同上，以照顾匹配最差的申报为目标。",
            "The same, for the best score of the submission matched worst."
        ),
        "random" => bilingual!(
            "入组和评审都随机，不看回避和上限。",
            "Seats and reviews at random, without a look at conflicts and caps."
        ),
        "greedy" => bilingual!(
            "申报归入得分最高的组，再总是先取得分最高的一对专家和申报；不看回避和上限。",
            "A submission goes to the group that scores best, and the best pair of expert and submission is always taken first; without a look at conflicts and caps."
        ),
        "round_robin" => bilingual!(
            "席位和申报按表中顺序发牌，再由各申报轮流挑选评审专家；不看回避和上限。",
            "Seats and submissions dealt in the order of the tables, then submissions choose reviewers in turn; without a look at conflicts and caps."
        ),
        "flow_random_groups" => bilingual!(
            "先不分组求得分最高的分配，再随机分组，申报归入有它评审专家最多的组；不看回避和上限。",
            "The best assignment without groups first, then groups at random, each submission with most of its reviewers; without a look at conflicts and caps."
        ),
        _ => Bilingual::default(),
    }
}
