//! `report.html`: the plan as one self-contained page, for the screen and for printing. It opens
//! with what a leader asks, on two printed pages; details, evidence and figures of the computation
//! follow as appendices. The texts
//! are in the templates in both languages; the templates escape all text from tables, and the
//! drawing escapes all text in pictures.

mod appendix;
mod conflicts;
mod opening;

use super::chart::CHARTED;
use super::figures::{GroupFigures, Requirement, ReviewFigures, Seat};
use super::key_figures::{self, KeyFigure};
use super::rules::{self, Setting};
use super::{Story, chart, exchange, guide, verdict, words};
use crate::bilingual;
use crate::model::Expert;
use crate::model::plan::Exchange;
use crate::model::words::{Bilingual, Lang};
use askama::Template;

/// Maximum number of rows of the longest tables; the workbook has all of them.
const MOST_ROWS: usize = 600;
/// Maximum number of groups shown in detail.
const MOST_GROUPS: usize = 120;

/// Renders the page. The same story gives the same text.
pub fn render(story: &Story, lang: Lang) -> String {
    let page = Page { story, lang };
    page.render()
        .expect("writing to a String fails only when a value's own words do, and ours are plain")
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'s, 'a> {
    story: &'s Story<'a>,
    lang: Lang,
}

// Methods called by the templates.
impl<'a> Page<'_, 'a> {
    /// Picks one of two texts of the template.
    fn t<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.pick(zh, en)
    }

    fn say(&self, words: &Bilingual) -> String {
        words.say(self.lang).to_owned()
    }

    fn notice(&self) -> Option<String> {
        self.story.notice.as_ref().map(|words| self.say(words))
    }

    fn code(&self) -> &'static str {
        self.lang.pick("zh-CN", "en")
    }

    fn title(&self) -> String {
        self.say(&words::title(self.story))
    }

    /// What the title of a submission is called, behind the applicant.
    fn applicant_and_work(&self) -> String {
        let award = &self.story.season.rules.award;
        let Bilingual { zh, en } = award.work_word();
        self.say(&bilingual!("申报单位与{zh}", "Applicant and {en}"))
    }

    fn status(&self) -> String {
        self.say(&words::status(self.story.plan.status))
    }

    fn proof(&self) -> Vec<String> {
        let sentences = verdict::sentences(self.story.plan);
        sentences.iter().map(|words| self.say(words)).collect()
    }

    fn edition(&self) -> String {
        self.say(&words::edition(self.story))
    }

    fn computed(&self) -> Vec<KeyFigure> {
        key_figures::computed(self.story)
    }

    fn heads(&self) -> impl Iterator<Item = &Seat<'a>> {
        let seats = self.story.figures.seats.iter();
        seats.filter(|seat| seat.group.is_none())
    }

    fn seats(&self, group: &GroupFigures) -> &[Seat<'a>] {
        &self.story.figures.seats[group.seats.clone()]
    }

    fn reviews(&self, group: &GroupFigures) -> &[ReviewFigures<'a>] {
        &self.story.figures.reviews[group.reviews.clone()]
    }

    /// The groups shown in detail.
    fn detailed(&self) -> &[GroupFigures<'a>] {
        let all = &self.story.figures.groups;
        &all[..all.len().min(MOST_GROUPS)]
    }

    fn groups_left_out(&self) -> usize {
        self.story.figures.groups.len().saturating_sub(MOST_GROUPS)
    }

    fn alternates(&self, group: &GroupFigures) -> String {
        let people = group.alternates.iter();
        words::join(people.map(|expert| self.person(expert)), self.lang)
    }

    fn person(&self, expert: &Expert) -> String {
        words::person(expert, self.lang)
    }

    /// The expert's domains by name.
    fn domains(&self, expert: &Expert) -> String {
        let taxonomy = &self.story.season.domains;
        let names = expert.domains.iter().map(|skill| {
            let name = taxonomy.name(&skill.domain.code, self.lang);
            if name.is_empty() {
                &skill.domain.code
            } else {
                name
            }
            .to_owned()
        });
        words::join(names, self.lang)
    }

    /// The submission's domains by name.
    fn asked(&self, review: &ReviewFigures) -> String {
        let taxonomy = &self.story.season.domains;
        let names = review.submission.domains.iter();
        let names = names.map(|domain| words::domain(&domain.code, taxonomy, self.lang));
        words::join(names, self.lang)
    }

    fn industries(&self, review: &ReviewFigures) -> String {
        words::industries(review.submission, self.story.season, self.lang)
    }

    fn knowing(&self, review: &ReviewFigures) -> usize {
        self.story.knowing(review)
    }

    fn recused(&self, review: &ReviewFigures) -> String {
        let people = review.recused.iter();
        words::join(people.map(|item| self.person(item.expert)), self.lang)
    }

    fn shortfalls(&self) -> Vec<&Requirement<'a>> {
        self.story.figures.shortfalls().take(MOST_ROWS).collect()
    }

    fn review(&self, item: &Requirement) -> &ReviewFigures<'a> {
        &self.story.figures.reviews[item.review]
    }

    fn group(&self, review: &ReviewFigures) -> &GroupFigures<'a> {
        &self.story.figures.groups[review.group]
    }

    fn requirement(&self, item: &Requirement) -> String {
        words::requirement(item, self.story, self.lang)
    }

    fn requirement_kind(&self, item: &Requirement) -> String {
        self.say(&words::shortfall_kind(item.kind))
    }

    fn reason(&self, item: &Requirement) -> String {
        words::shortfall_reason(item, self.lang)
    }

    fn exchange_title(&self) -> Bilingual {
        exchange::title()
    }

    fn exchange_headers(&self) -> [Bilingual; 6] {
        exchange::headers()
    }

    fn exchange_sentences(&self) -> Vec<String> {
        let sentences = exchange::sentences(self.story.plan);
        sentences.iter().map(|words| self.say(words)).collect()
    }

    fn exchange_rows<'e>(&self, table: &'e Exchange) -> Vec<exchange::Row<'e>> {
        exchange::rows(table)
    }

    fn total(&self, value: &f64) -> String {
        format!("{value:.4}")
    }

    fn terms(&self) -> Vec<guide::Term> {
        guide::terms()
    }

    fn settings(&self) -> Vec<Setting> {
        rules::table(self.story)
    }

    fn mixes(&self) -> Vec<Setting> {
        rules::mixes(self.story)
    }

    /// Whether the plan misses neither coverage nor a rule on the mix of people.
    fn nothing_short(&self) -> bool {
        self.story.figures.totals.shortfalls == 0
    }

    fn score(&self, value: &f64) -> String {
        format!("{value:.3}")
    }

    fn mean(&self, value: &f64) -> String {
        format!("{value:.1}")
    }

    fn shortfalls_left_out(&self) -> usize {
        let all = self.story.figures.shortfalls().count();
        all.saturating_sub(MOST_ROWS)
    }

    fn bound_chart(&self) -> Option<String> {
        chart::bound(self.story, self.lang)
    }

    fn course_chart(&self) -> Option<String> {
        chart::course(self.story, self.lang)
    }

    fn heat_chart(&self) -> String {
        chart::heat(self.story, self.lang)
    }

    fn loads_charts(&self) -> Vec<String> {
        chart::loads(self.story, self.lang)
    }

    fn scores_chart(&self) -> String {
        chart::scores(self.story, self.lang)
    }

    fn conflicts_chart(&self) -> Option<(String, usize)> {
        chart::conflicts(self.story, self.lang)
    }
}
