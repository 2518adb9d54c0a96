//! The judge: a season and a plan in, broken rules out.
//!
//! Written from the contract alone and for clarity, not speed: it re-derives conflicts of interest,
//! corporate families, scores and coverage by its own simple code and uses nothing of `suitability` or
//! `solve`; with the solver it shares the names of the rules alone ([`Rule`]). A plan may come from
//! anywhere, so nothing in it is trusted: ids that do not exist, repeats, missing parts and figures that do
//! not tell the truth are violations, never panics.
//!
//! The rules of the **season** are the law; a plan that carries other rules, or was made from
//! other files, gets a remark. The verdict does not depend on the order of groups, members,
//! submissions or reviews. The work grows with the members times the submissions of each group.

mod availability;
mod bar;
mod chairs;
mod coverage;
mod employer_cap;
mod figures;
#[cfg(test)]
pub(crate) mod fixture;
mod group_count;
mod group_members;
mod group_submissions;
mod hours;
mod industry_members;
mod kin;
mod leader;
mod least_load;
mod load;
mod mix;
mod newcomers;
mod one_seat;
mod party;
mod pins;
mod recount;
mod recuse;
mod references;
mod region_cap;
mod remarks;
mod report;
mod reviewers;
mod rotation;
mod scores;
mod themes;
mod ties;
mod timetable;
mod unmet;
mod view;
mod violation;

pub use crate::model::Rule;
pub use recount::Figures;
pub use report::Report;
pub use unmet::Unmet;
pub use violation::Violation;

use crate::model::Season;
use crate::model::plan::Plan;

/// Checks `plan` against every rule of `season` (contract, sections 2 and 3).
pub fn check(season: &Season, plan: &Plan) -> Report {
    let view = view::View::new(season, plan);
    let mut unmet = coverage::unmet(&view);
    unmet.extend(industry_members::unmet(&view));
    // In the order of the table; of one submission the reviewers before the group.
    unmet.sort_by_key(|one| view.submissions.get(one.submission.as_str()).copied());
    unmet.extend(mix::unmet(&view));
    let figures = recount::recount(&view, unmet);
    let mut found = Vec::new();
    for rule in Rule::ALL {
        judge(rule, &view, &figures, &mut found);
    }
    found.sort_by(Violation::order);
    found.dedup();
    Report {
        violations: found,
        shortfalls: coverage::words(&view, &figures.shortfalls),
        remarks: remarks::remarks(&view),
        figures,
    }
}

fn judge(rule: Rule, view: &view::View, figures: &Figures, found: &mut Vec<Violation>) {
    match rule {
        Rule::GroupCount => group_count::check(view, found),
        Rule::OneSeat => one_seat::check(view, found),
        Rule::Availability => availability::check(view, found),
        Rule::GroupMembers => group_members::check(view, found),
        Rule::GroupSubmissions => group_submissions::check(view, found),
        Rule::Reviewers => reviewers::check(view, found),
        Rule::Load => load::check(view, found),
        Rule::EmployerCap => employer_cap::check(view, found),
        Rule::RegionCap => region_cap::check(view, found),
        Rule::Newcomers => newcomers::check(view, found),
        Rule::Rotation => rotation::check(view, found),
        Rule::Leader => leader::check(view, found),
        Rule::Chairs => chairs::check(view, found),
        Rule::Bar => bar::check(view, found),
        Rule::Recuse => recuse::check(view, found),
        Rule::Kin => kin::check(view, found),
        Rule::Pins => pins::check(view, found),
        Rule::Themes => themes::check(view, found),
        // Soft: told in `Report::shortfalls`, never a violation.
        Rule::Coverage | Rule::IndustryMembers => (),
        Rule::Figures => figures::check(view, figures, found),
        Rule::References => references::check(view, found),
        Rule::Timetable => timetable::check(view, found),
        Rule::LeastLoad => least_load::check(view, found),
        Rule::Mix => mix::check(view, found),
    }
}
