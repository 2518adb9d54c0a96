//! Remedies that change one setting of the rules.

use super::steps::{Steps, change};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rules, Season};
use std::fmt::Display;

/// A setting of the rules: its name, its key, and its setter.
struct Setting<T> {
    words: Bilingual,
    key: &'static str,
    set: fn(&mut Rules, T),
}

impl<T: Copy + Display + 'static> Setting<T> {
    /// Steps that change the setting to each of `values`, in order.
    fn steps(&self, from: T, values: impl IntoIterator<Item = T>) -> Steps {
        let Self { words, key, set } = self;
        let set = *set;
        let Bilingual { zh, en } = words;
        let step = |to: T| {
            let words = bilingual!("{zh} {key} {from} → {to}", "{en}: {key} {from} -> {to}");
            (words, change(move |season| set(&mut season.rules, to)))
        };
        values.into_iter().map(step).collect()
    }
}

/// Permits an even number of members, then fewer, then more.
pub(super) fn members(season: &Season) -> Steps {
    let groups = &season.rules.groups;
    let (min, max) = (groups.min_members, groups.max_members);
    let fewer = Setting {
        words: bilingual!("每组最少人数", "let groups have fewer members"),
        key: "min_members",
        set: |rules, to| rules.groups.min_members = to,
    };
    let more = Setting {
        words: bilingual!("每组最多人数", "let groups have more members"),
        key: "max_members",
        set: |rules, to| rules.groups.max_members = to,
    };
    let mut steps = Steps::new();
    if groups.odd_members {
        let words = bilingual!(
            "允许双数组员：odd_members true → false",
            "let groups have an even number of members: odd_members true -> false"
        );
        let even = change(move |season| season.rules.groups.odd_members = false);
        steps.push((words, even));
    }
    steps.extend(fewer.steps(min, (1..min).rev()));
    steps.extend(more.steps(max, max + 1..=(max + 6).min(31)));
    steps
}

/// One group fewer, down to one or to the number of themes.
pub(super) fn fewer_groups(season: &Season) -> Steps {
    let count = season.rules.groups.count;
    let setting = Setting {
        words: bilingual!("减少专业组，组数", "have fewer groups"),
        key: "count",
        set: |rules, to| rules.groups.count = to,
    };
    setting.steps(count, (season.themes.len().max(1)..count).rev())
}

/// A sufficient number of submissions in a group.
pub(super) fn submissions(season: &Season) -> Steps {
    let groups = &season.rules.groups;
    let (min, max) = (groups.min_submissions, groups.max_submissions);
    if min == 0 && max == 0 {
        return Steps::new();
    }
    let words = bilingual!(
        "每组申报项数不限（min_submissions {min} → 0，max_submissions {max} → 0，由程序按规模确定）",
        "let the program choose the number of submissions of a group: min_submissions {min} -> 0, max_submissions {max} -> 0"
    );
    let open = change(move |season| {
        season.rules.groups.min_submissions = 0;
        season.rules.groups.max_submissions = 0;
    });
    vec![(words, open)]
}

/// Higher load limits, including those of single experts.
pub(super) fn loads(_: &Season) -> Steps {
    let step = |more: u32| {
        let words = bilingual!(
            "每位专家的评审上限提高 {more} 项",
            "raise every expert's load limit by {more}"
        );
        let raised = change(move |season| {
            season.rules.reviews.max_per_expert += more;
            for expert in &mut season.experts {
                expert.max_reviews = expert.max_reviews.map(|own| own + more);
            }
        });
        (words, raised)
    };
    [1, 2, 3, 5, 8, 12, 20, 40].into_iter().map(step).collect()
}

/// Fewer reviews that every member has to have, down to none; then any difference of loads.
pub(super) fn least_loads(season: &Season) -> Steps {
    let least = season.rules.reviews.min_per_member;
    let setting = Setting {
        words: bilingual!(
            "降低每名组员的最低评审项数",
            "let members have fewer reviews"
        ),
        key: "min_per_member",
        set: |rules, to| rules.reviews.min_per_member = to,
    };
    let mut steps = setting.steps(least, (0..least).rev());
    let apart = season.rules.balance.max_load_difference;
    if apart > 0 {
        let setting = Setting {
            words: bilingual!("放宽同组评审量的差", "let loads of a group differ more"),
            key: "max_load_difference",
            set: |rules, to| rules.balance.max_load_difference = to,
        };
        steps.extend(setting.steps(apart, [apart + 1, apart + 2, apart + 4, 0]));
    }
    steps
}

/// More people of one employer in a group.
pub(super) fn employers(season: &Season) -> Steps {
    let cap = season.rules.balance.max_per_employer;
    let setting = Setting {
        words: bilingual!(
            "放宽同组同单位人数上限",
            "let more people of one employer share a group"
        ),
        key: "max_per_employer",
        set: |rules, to| rules.balance.max_per_employer = to,
    };
    let further = if cap == 0 { 0 } else { 3 };
    setting.steps(cap, cap + 1..=cap + further)
}

/// More consecutive years.
pub(super) fn years(season: &Season) -> Steps {
    let limit = season.rules.balance.max_consecutive_years;
    let setting = Setting {
        words: bilingual!("放宽连续参评年限", "let experts serve more years in a row"),
        key: "max_consecutive_years",
        set: |rules, to| rules.balance.max_consecutive_years = to,
    };
    let further = if limit == 0 { 0 } else { 2 };
    setting.steps(limit, limit + 1..=limit + further)
}

/// Fewer reviewers of each submission.
pub(super) fn reviewers(season: &Season) -> Steps {
    let each = season.rules.reviews.per_submission;
    let setting = Setting {
        words: bilingual!(
            "减少每项申报的评审专家人数",
            "have fewer reviewers of each submission"
        ),
        key: "per_submission",
        set: |rules, to| rules.reviews.per_submission = to,
    };
    setting.steps(each, (1..each).rev())
}
