//! The columns of the experts' table that rules about the mix of people ask for.

use super::ProblemCode;
use super::findings::Findings;
use super::headers::fold;
use super::nearest::{nearest, suggestion};
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::{Expert, MOST_MIX_LIMITS, MixRule, MixScope, Place, RULES_FILE, Season};

/// Words for people who never served before, where the table has no such column.
const NEWCOMER: [&str; 6] = [
    "newcomer",
    "new",
    "新专家",
    "首次参评",
    "是否首次参评",
    "新委员",
];

/// Where the cells of the rules' columns are.
pub(super) struct MixColumns {
    all: Vec<(String, Source)>,
}

enum Source {
    /// A column that the program knows.
    Known(usize),
    /// The position of a column that nobody else reads.
    Position(usize),
    /// Whether the expert never served before.
    Newcomer,
}

impl MixColumns {
    /// Finds the columns; one that the table does not have is told.
    pub(super) fn of(rules: &[MixRule], table: &Table<'_>, findings: &mut Findings) -> Self {
        let mut all: Vec<(String, Source)> = Vec::new();
        for rule in rules {
            if all.iter().any(|(name, _)| *name == rule.column) {
                continue;
            }
            match find(&rule.column, table) {
                Some(source) => all.push((rule.column.clone(), source)),
                None => unknown(&rule.column, table, findings),
            }
        }
        Self { all }
    }

    /// The cells of a row, by the names of the columns.
    pub(super) fn cells(&self, row: &Row<'_, '_>, expert: &Expert) -> Vec<(String, String)> {
        let cell = |source: &Source| match source {
            Source::Known(column) => row.cell(*column).text().into_owned(),
            Source::Position(at) => row.at(*at).text().into_owned(),
            Source::Newcomer => ["否", "是"][usize::from(expert.is_newcomer())].to_owned(),
        };
        let cells = self.all.iter();
        cells
            .map(|(name, source)| (name.clone(), cell(source)))
            .collect()
    }
}

fn find(name: &str, table: &Table<'_>) -> Option<Source> {
    let folded = fold(name);
    let unread = table
        .unread
        .iter()
        .find(|(_, header)| fold(header) == folded);
    if let Some((at, _)) = unread {
        return Some(Source::Position(*at));
    }
    // Who serves for the first time is a matter of two columns.
    if NEWCOMER.iter().any(|word| fold(word) == folded) {
        return Some(Source::Newcomer);
    }
    let column = table.spec.column(name);
    column
        .filter(|&column| table.has(column))
        .map(Source::Known)
}

fn unknown(name: &str, table: &Table<'_>, findings: &mut Findings) {
    let known: Vec<String> = (0..table.spec.columns.len())
        .filter(|&column| table.has(column))
        .map(|column| table.header(column))
        .chain(table.unread.iter().map(|(_, header)| header.clone()))
        .collect();
    let near = suggestion(nearest(name, known.iter().map(String::as_str)));
    let (near_zh, near_en) = (near.zh, near.en);
    let (zh, en) = (known.join("、"), known.join(", "));
    findings.add(
        ProblemCode::MixColumnUnknown,
        Place {
            column: Some("mix.column".to_owned()),
            ..Place::file(RULES_FILE)
        },
        name,
        bilingual!(
            "专家表没有这一列{near_zh}",
            "The experts' table has no such column{near_en}"
        ),
        bilingual!(
            "改用专家表的列名：{zh}；首次参评的专家用 newcomer",
            "Use a column of the experts' table: {en}; for people who never served before: newcomer"
        ),
    );
}

/// Tells values that nobody has, and rules that ask for more than the pool holds.
pub(super) fn tell(season: &Season, findings: &mut Findings) {
    for rule in &season.rules.mix {
        // A column that is not there was told already.
        let kept = |expert: &Expert| expert.columns.iter().any(|(name, _)| *name == rule.column);
        if season.experts.iter().any(kept) {
            values(season, rule, findings);
            people(season, rule, findings);
        }
    }
    too_many(season, findings);
}

fn place(season: &Season) -> Place {
    Place {
        column: Some("mix.values".to_owned()),
        ..Place::file(season.rules_file())
    }
}

/// Values that nobody has.
fn values(season: &Season, rule: &MixRule, findings: &mut Findings) {
    for value in &rule.values {
        let own = MixRule {
            values: vec![value.clone()],
            ..rule.clone()
        };
        if season.experts.iter().any(|expert| own.counts(expert)) {
            continue;
        }
        let cells = season
            .experts
            .iter()
            .map(|expert| expert.column(&rule.column));
        let near = suggestion(nearest(value, cells.filter(|cell| !cell.is_empty())));
        let (zh, en, column) = (near.zh, near.en, &rule.column);
        findings.add(
            ProblemCode::MixValueOfNobody,
            place(season),
            value.as_str(),
            bilingual!(
                "没有一位专家的“{column}”是这个值{zh}",
                "No expert has this value in [{column}]{en}"
            ),
            bilingual!(
                "按专家表的写法改正，或补填专家表",
                "Write it as the experts' table does, or complete the table"
            ),
        );
    }
}

/// More people of the kind than can take part, or than there are at all.
fn people(season: &Season, rule: &MixRule, findings: &mut Findings) {
    let rules = &season.rules;
    let (size, most) = match rule.of {
        MixScope::Group => (rules.groups.min_members, rules.groups.max_members),
        MixScope::Submission => (rules.reviews.per_submission, rules.reviews.per_submission),
    };
    let serving = season
        .experts
        .iter()
        .filter(|expert| season.may_serve(expert));
    let have = serving.filter(|expert| rule.counts(expert)).count();
    let need = rule.at_least.map_or(0, |least| least.at_least_of(size));
    let groups = match rule.of {
        MixScope::Group => rules.groups.count.max(1),
        // One expert may review many submissions.
        MixScope::Submission => 1,
    };
    let together = need.saturating_mul(groups);
    let call = bilingual!(
        "减少 at_least，补充人选，或核对列名和取值",
        "Lower at_least, call more such experts, or check column and values"
    );
    let (what, action) = if need > have {
        let (zh, en) = match rule.hard {
            true => ("，因此没有可行的方案", ": no plan can hold"),
            false => ("，因此处处都有缺口", ": every one falls short"),
        };
        let what = bilingual!(
            "至少要 {need} 人，可参加的专家中只有 {have} 人{zh}",
            "At least {need} are asked for, and {have} can take part{en}"
        );
        (what, call)
    } else if together > have {
        let short = groups.saturating_sub(have / need);
        let so = match rule.hard {
            true => bilingual!("没有可行的方案", "no plan can hold"),
            false => bilingual!(
                "至少 {short} 个组有缺口",
                "groups that fall short at least: {short}"
            ),
        };
        let (zh, en) = (so.zh, so.en);
        let what = bilingual!(
            "每组至少 {need} 人，{groups} 个组共需 {together} 人，可参加的专家中只有 {have} 人，因此{zh}",
            "At least {need} are asked for in each of {groups} groups, {together} together, and {have} can take part: {en}"
        );
        (what, call)
    } else if need > most {
        let what = bilingual!(
            "至少要 {need} 人，而一共至多 {most} 人",
            "At least {need} are asked for among no more than {most}"
        );
        (what, bilingual!("减少 at_least", "Lower at_least"))
    } else {
        return;
    };
    let label = rule.label();
    findings.add(
        ProblemCode::MixMoreThanPool,
        place(season),
        label,
        what,
        action,
    );
}

/// Limits on reviewers share room with the domains of a submission.
fn too_many(season: &Season, findings: &mut Findings) {
    let of_reviewers = season.rules.mix.iter();
    let of_reviewers = of_reviewers.filter(|rule| rule.of == MixScope::Submission);
    let limits: usize = of_reviewers
        .map(|rule| usize::from(rule.at_least.is_some()) + usize::from(rule.at_most.is_some()))
        .sum();
    let domains = season.submissions.iter().map(|own| own.domains.len()).max();
    let room = MOST_MIX_LIMITS.min(28_usize.saturating_sub(domains.unwrap_or(0)));
    if limits > room {
        findings.add(
            ProblemCode::MixTooMany,
            Place::file(season.rules_file()),
            "mix",
            bilingual!(
                "关于评审专家的 at_least 和 at_most 共有 {limits} 个，至多 {room} 个",
                "There are {limits} limits at_least and at_most on reviewers; no more than {room} are allowed"
            ),
            bilingual!("减少条目", "Use fewer entries"),
        );
    }
}
