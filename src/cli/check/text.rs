//! The result of `check` as text.

use super::document::CheckReport;
use crate::bilingual;
use crate::cli::table::table;
use crate::explain::demand::supply::{Field, Unavoidable};
use crate::model::plan::ShortfallKind;
use crate::model::words::Lang;
use std::fmt::Write as _;

/// Maximum number of fields listed, the scarcest first.
const LISTED: usize = 12;

pub(super) fn render(report: &CheckReport, lang: Lang) -> String {
    let mut text = String::new();
    head(report, lang, &mut text);
    conditions(report, lang, &mut text);
    let title = lang.pick(
        "行业供需（最紧缺在前）",
        "Supply and demand by industry, scarcest first",
    );
    fields(title, &report.supply.industries, lang, &mut text);
    let title = lang.pick(
        "质量方法供需（最紧缺在前）",
        "Supply and demand by quality domain, scarcest first",
    );
    fields(title, &report.supply.domains, lang, &mut text);
    unavoidable(&report.supply.unavoidable, lang, &mut text);
    verdict(report, lang, &mut text);
    text
}

fn head(report: &CheckReport, lang: Lang, text: &mut String) {
    let (season, year, of) = (&report.season, report.year, &report.counts);
    let (experts, serving, leaders, leads) = (of.experts, of.serving, of.leaders, of.quality_leads);
    let (submissions, passed) = (of.submissions, of.passed);
    let (relations, pins, themes) = (of.relations, of.pins, of.themes);
    let met = &report.conflicts;
    let (bars, recusals, waived, kin, suspected) =
        (met.bars, met.recusals, met.waived, met.kin, met.suspected);
    let words = bilingual!(
        "本届「{season}」（{year} 年）\n专家：{experts} 人，可参加 {serving} 人，其中可任组长 {leaders} 人、质量综合专家 {leads} \
         人\n申报：{submissions} 项，通过形式审查 {passed} 项\n关系 {relations} 条，指定 {pins} 条，主题 {themes} 个\n冲突：整\
         组回避 {bars} 对，单项回避 {recusals} 对，已豁免 {waived} 条，亲属 {kin} 对，待人工判断 {suspected} 条\n",
        "Season [{season}] ({year})\nExperts: {experts}, of whom {serving} can serve, {leaders} \
         of these can lead a group and {leads} are quality experts\nSubmissions: {submissions}, \
         of which {passed} passed the form check\nRelations {relations}, pins {pins}, themes \
         {themes}\nConflicts: barred pairs {bars}, recused pairs {recusals}, waived {waived}, \
         pairs of relatives {kin}, to be reviewed by hand {suspected}\n"
    );
    text.push_str(words.say(lang));
    if let Some(shape) = &report.shape {
        let (groups, (least, most)) = (shape.groups, shape.usual_submissions);
        let sizes: Vec<String> = shape.members.iter().map(ToString::to_string).collect();
        let sizes = sizes.join("/");
        // Without limits set by the office, these are the sizes preferred by the search.
        let open = shape.min_submissions == 0;
        let (zh, en) = if open {
            ("，一般 ", "usually ")
        } else {
            ("、", "")
        };
        let words = bilingual!(
            "专业组：{groups} 个，每组 {sizes} 人{zh}{least}—{most} 项申报\n",
            "Groups: {groups}, each of {sizes} members and {en}{least} to {most} submissions\n"
        );
        text.push_str(words.say(lang));
    }
}

fn conditions(report: &CheckReport, lang: Lang, text: &mut String) {
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "\n{}", lang.pick("必要条件", "Necessary conditions"));
    // Conditions shown in the table below are not repeated here.
    let failing = report.conditions.iter().filter(|own| !own.holds());
    let failing: Vec<&str> = failing.map(|condition| condition.rule.code()).collect();
    let others = report.reasons.iter();
    for reason in others.filter(|reason| !failing.contains(&reason.rule)) {
        let _ = writeln!(text, "  ✗ {} {}", reason.rule, reason.words.say(lang));
    }
    if report.conditions.is_empty() {
        return;
    }
    let headers = match lang {
        Lang::Zh => ["", "规则", "内容（所需）", "现有", "至少"],
        Lang::En => ["", "rule", "item (required by)", "have", "need"],
    };
    let rows = report.conditions.iter().map(|condition| {
        [
            if condition.holds() { "✓" } else { "✗" }.to_owned(),
            condition.rule.code().to_owned(),
            condition
                .what
                .as_ref()
                .map_or("", |what| what.say(lang))
                .to_owned(),
            condition.have.to_string(),
            condition.need.to_string(),
        ]
    });
    text.push_str(&table(headers, rows, &[3, 4]));
}

fn fields(title: &str, fields: &[Field], lang: Lang, text: &mut String) {
    if fields.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    let headers = match lang {
        Lang::Zh => [
            "代码",
            "名称",
            "申报",
            "专家",
            "可评项次",
            "单项最少专家",
            "必然缺口",
        ],
        Lang::En => [
            "code",
            "name",
            "submissions",
            "experts",
            "capacity",
            "fewest experts for one",
            "unavoidable",
        ],
    };
    let rows = fields.iter().take(LISTED).map(|field| {
        [
            field.code.clone(),
            field.name.say(lang).to_owned(),
            field.submissions.to_string(),
            field.experts.to_string(),
            field.capacity.to_string(),
            field.fewest.to_string(),
            field.short.to_string(),
        ]
    });
    text.push_str(&table(headers, rows, &[2, 3, 4, 5, 6]));
    if let Some(more @ 1..) = fields.len().checked_sub(LISTED) {
        let words = bilingual!(
            "另有 {more} 个较充足的未列出。\n",
            "Not listed, less scarce: {more}.\n"
        );
        text.push_str(words.say(lang));
    }
}

fn unavoidable(items: &[Unavoidable], lang: Lang, text: &mut String) {
    if items.is_empty() {
        return;
    }
    let count = items.len();
    let title = bilingual!(
        "必然的覆盖缺口 {count} 处（任何方案都无法避免）：",
        "Shortfalls that no plan can avoid: {count}"
    );
    let _ = writeln!(text, "\n{}", title.say(lang));
    for item in items {
        let Unavoidable {
            submission,
            code,
            knowing,
            free,
            wanted,
            kind,
        } = item;
        let kind = match kind {
            ShortfallKind::Industry => bilingual!("行业", "industry"),
            ShortfallKind::Domain => bilingual!("领域", "domain"),
            ShortfallKind::Group => bilingual!("组内熟悉行业", "group's knowledge of"),
            ShortfallKind::Mix => bilingual!("人员构成", "mix"),
        };
        let kind = kind.say(lang);
        let words = bilingual!(
            "  {submission} {kind} {code}：需要 {wanted} 人，熟悉的可参加专家 {knowing} 人，其中无冲突 {free} 人",
            "  {submission} {kind} {code}: needed {wanted}; available experts who know it {knowing}, of whom {free} have no conflict"
        );
        let _ = writeln!(text, "{}", words.say(lang));
    }
}

fn verdict(report: &CheckReport, lang: Lang, text: &mut String) {
    let words = if report.possible() {
        bilingual!(
            "必要条件全部满足；能否组成，以组建（empanel form）的结果为准。",
            "All necessary conditions hold; whether a plan exists is only known after forming one (empanel form)."
        )
    } else {
        bilingual!(
            "有必要条件不满足（✗）：任何方案都不可能满足全部硬性规则。请增加专家或放宽相应规则。",
            "Some necessary conditions fail (✗): no plan can satisfy all hard rules. Add experts or relax these rules."
        )
    };
    let _ = writeln!(text, "\n{}", words.say(lang));
    remedies(report, lang, text);
}

fn remedies(report: &CheckReport, lang: Lang, text: &mut String) {
    if !report.all_remedies {
        let words = lang.pick(
            "还有一些改动没有来得及试算。",
            "There was no time to try every change that might help.",
        );
        let _ = writeln!(text, "{words}");
    }
    if report.remedies.is_empty() {
        return;
    }
    let title = lang.pick(
        "做其中任何一项改动，上述必要条件即可满足（只经计数，能否组成以组建结果为准）：",
        "Any one of these changes makes the conditions above hold (by counting only; forming the plan decides):",
    );
    let _ = writeln!(text, "{title}");
    for remedy in &report.remedies {
        let _ = writeln!(text, "  {} {}", remedy.rule, remedy.words.say(lang));
    }
}
