//! Texts shared by the workbook, the page and the summary.

use super::figures::{Field, GroupFigures, Requirement};
use super::story::Story;
use crate::bilingual;
use crate::model::plan::{Shortfall, ShortfallKind, Status};
use crate::model::taxonomy::{DomainTaxonomy, IndustryCode, IndustryTaxonomy};
use crate::model::words::{Bilingual, Lang, sha256};
use crate::model::{Expert, ExpertIndex, Season, Submission, SubmissionIndex};
use crate::suitability::conflict::{Conflict, ConflictKind, ConflictSeverity, Fact};

/// `张伟（E003）`, or `张伟 (E003)` in English.
pub(super) fn person(expert: &Expert, lang: Lang) -> String {
    let Expert { id, name, .. } = expert;
    lang.pick(&format!("{name}（{id}）"), &format!("{name} ({id})"))
        .to_owned()
}

/// Joins list items by the rules of the language.
pub(super) fn join(items: impl IntoIterator<Item = String>, lang: Lang) -> String {
    let items: Vec<String> = items.into_iter().collect();
    items.join(lang.pick("、", ", "))
}

/// `38 电气机械和器材制造业`, `3812（属电气机械和器材制造业）`.
pub(super) fn industry(code: &IndustryCode, taxonomy: &IndustryTaxonomy, lang: Lang) -> String {
    taxonomy.label(code, lang)
}

/// `Q06.01 可靠性设计`.
pub(super) fn domain(code: &str, taxonomy: &DomainTaxonomy, lang: Lang) -> String {
    with_name(code, taxonomy.name(code, lang))
}

fn with_name(code: &str, name: &str) -> String {
    if name.is_empty() || name == code {
        code.to_owned()
    } else {
        format!("{code} {name}")
    }
}

/// The industries of a submission with their names.
pub(super) fn industries(submission: &Submission, season: &Season, lang: Lang) -> String {
    let codes = submission.industries.iter();
    join(
        codes.map(|code| industry(code, &season.industries, lang)),
        lang,
    )
}

/// The fields of a group with their submissions: `38 电气机械和器材制造业 (20)`.
pub(super) fn fields(group: &GroupFigures, story: &Story, lang: Lang) -> String {
    let taxonomy = &story.season.industries;
    let one = |field: &Field| {
        let (division, count) = (&field.division, field.submissions);
        match taxonomy.parse(division) {
            Some(code) => format!("{} ({count})", industry(&code, taxonomy, lang)),
            None => format!("{division} ({count})"),
        }
    };
    join(group.judges.fields.iter().map(one), lang)
}

/// The submissions of a group outside its fields.
pub(super) fn outside(group: &GroupFigures, story: &Story, lang: Lang) -> String {
    let reviews = &story.figures.reviews;
    let outside = group.judges.outside.iter();
    join(outside.map(|&at| reviews[at].submission.id.clone()), lang)
}

/// The required knowledge, with its name.
pub(super) fn requirement(item: &Requirement, story: &Story, lang: Lang) -> String {
    match item.kind {
        ShortfallKind::Industry | ShortfallKind::Group => {
            let submission = story.figures.reviews[item.review].submission;
            industries(submission, story.season, lang)
        }
        ShortfallKind::Domain => domain(&item.code, &story.season.domains, lang),
        ShortfallKind::Mix if item.others => {
            let code = &item.code;
            let words = bilingual!("“{code}”以外的专家", "experts other than [{code}]");
            words.say(lang).to_owned()
        }
        ShortfallKind::Mix => item.code.clone(),
    }
}

/// What a shortfall of a plan lacks, by its kind and name.
pub fn lacking(own: &Shortfall, season: &Season, lang: Lang) -> String {
    let what = match own.kind {
        ShortfallKind::Domain => domain(&own.code, &season.domains, lang),
        ShortfallKind::Mix => own.code.clone(),
        ShortfallKind::Industry | ShortfallKind::Group => {
            let mut all = season.submissions.iter();
            let found = all.find(|one| one.id == own.submission);
            found.map_or_else(String::new, |one| industries(one, season, lang))
        }
    };
    let kind = shortfall_kind(own.kind);
    format!("{}{}{what}", kind.say(lang), lang.pick("：", ": "))
}

/// Industry or domain.
pub(super) fn shortfall_kind(kind: ShortfallKind) -> Bilingual {
    match kind {
        ShortfallKind::Industry => bilingual!("行业", "Industry"),
        ShortfallKind::Domain => bilingual!("质量方法", "Domain"),
        ShortfallKind::Group => bilingual!("组内熟悉行业", "Group's knowledge"),
        ShortfallKind::Mix => bilingual!("人员构成", "Mix"),
    }
}

/// Bar or recuse.
pub(super) fn severity(severity: ConflictSeverity) -> Bilingual {
    match severity {
        ConflictSeverity::Bar => bilingual!("整组回避", "Bar (whole group)"),
        ConflictSeverity::Recuse => bilingual!("单项回避", "Recuse (this one)"),
    }
}

/// Kind of a conflict, for a table cell.
pub(super) fn kind(kind: ConflictKind) -> Bilingual {
    let words = kind.words();
    let mut letters = words.en.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    Bilingual {
        en: first.into_iter().chain(letters).collect(),
        zh: words.zh,
    }
}

/// Facts in a list, each with its row.
pub(super) fn facts(facts: &[Fact], lang: Lang) -> String {
    let facts: Vec<String> = facts.iter().map(|fact| fact.say(lang)).collect();
    facts.join(lang.pick("；", "; "))
}

/// Why a conflict is waived; empty when it is in force.
pub(super) fn waiver(conflict: &Conflict, lang: Lang) -> String {
    conflict
        .waived
        .as_ref()
        .map_or_else(String::new, |reason| reason.say(lang))
}

/// Selection scope 1-6 (selection measures, article 10), in short.
pub(super) fn category(category: Option<u8>) -> Bilingual {
    match category {
        None => Bilingual::default(),
        Some(1) => bilingual!("1 先进质量管理", "1 Advanced quality management"),
        Some(2) => bilingual!("2 新技术应用", "2 New technology"),
        Some(3) => bilingual!("3 新业态新模式", "3 New business models"),
        Some(4) => bilingual!("4 专精特新中小企业", "4 Specialised small and medium firms"),
        Some(5) => bilingual!("5 生产性服务业", "5 Producer services"),
        Some(6) => bilingual!("6 绿色健康安全公益", "6 Environment, health, safety"),
        Some(other) => Bilingual::same(other.to_string()),
    }
}

/// Whether the plan is proven best.
pub(super) fn status(status: Status) -> Bilingual {
    match status {
        Status::Optimal => bilingual!("已证明最优", "Proven optimal"),
        Status::Feasible => bilingual!(
            "合规方案（未证明最优）",
            "Meets all rules, not proven optimal"
        ),
    }
}

/// Why a requirement is not met: the plan's reason and the supply in the pool. Empty if it is met.
pub(super) fn shortfall_reason(item: &Requirement, lang: Lang) -> String {
    let Some(supply) = item.supply else {
        return String::new();
    };
    let supply = supply.words();
    let supply = supply.say(lang);
    if item.reason.is_empty() {
        return supply.to_owned();
    }
    let reason = item.reason.trim_end_matches(['。', '.', '；', ';']);
    match lang {
        Lang::Zh => format!("{reason}。{supply}"),
        Lang::En => format!("{reason}. {supply}"),
    }
}

/// The submissions (of one group of the plan) that an expert has a conflict with.
pub(super) fn kept_from<'a>(
    story: &'a Story<'_>,
    expert: ExpertIndex,
    group: Option<usize>,
) -> Vec<&'a str> {
    let all = story.season.submissions.iter().zip(0..);
    let held = |id: &String| match group {
        Some(group) => story.plan.groups[group].submissions.contains(id),
        None => true,
    };
    all.filter(|(own, _)| own.passed && held(&own.id))
        .filter(|(_, at)| {
            let submission = SubmissionIndex::new(*at);
            story.conflicts.severity(expert, submission).is_some()
        })
        .map(|(own, _)| own.id.as_str())
        .collect()
}

/// Title of every output: the season and the kind of document.
pub(super) fn title(story: &Story) -> Bilingual {
    let Bilingual { zh, en } = story.season.rules.heading();
    bilingual!("{zh}评审委员会组成方案", "Review committee {en}")
}

/// The version of the plan that an output shows: its number in the history, where there is one, and
/// the first digits of the plan's SHA-256, as `empanel history` lists them.
pub(super) fn edition(story: &Story) -> Bilingual {
    let bytes = story.plan.to_bytes().unwrap_or_default();
    edition_of(&sha256(&bytes), story.version)
}

/// The version of the plan with this SHA-256.
pub fn edition_of(hash: &str, version: Option<u64>) -> Bilingual {
    let code = hash.get(..CODE).unwrap_or(hash);
    match version {
        Some(version) => bilingual!(
            "方案第 {version} 版（校验码 {code}）",
            "Plan version {version} (code {code})"
        ),
        None => bilingual!("方案校验码 {code}", "Plan code {code}"),
    }
}

/// Digits of a hash that are shown.
const CODE: usize = 12;
