//! The conflict graph by connected components: experts on the left, applicants on the right, the
//! largest components first. Only bars are drawn; recusals follow from the recommending unit and
//! would connect everything.

use super::svg::{Anchor, Drawing, fit};
use crate::bilingual;
use crate::model::words::Lang;
use crate::model::{ExpertIndex, OrganizationKey};
use crate::report::{Handling, Story};
use crate::suitability::conflict::ConflictSeverity;
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of components drawn.
const PIECES: usize = 14;
/// Maximum number of names on one side of a component.
const SIDE: usize = 18;
const PANEL: f64 = 470.0;
const ROW: f64 = 18.0;
const LEFT: f64 = 118.0;
const RIGHT: f64 = 236.0;

/// A connected component of the graph.
struct Piece {
    experts: Vec<ExpertIndex>,
    applicants: Vec<OrganizationKey>,
    links: BTreeSet<(ExpertIndex, OrganizationKey)>,
}

impl Piece {
    fn height(&self) -> f64 {
        let rows = self.experts.len().max(self.applicants.len());
        let more = if rows > SIDE { 1 } else { 0 };
        34.0 + ROW * (rows.min(SIDE) + more) as f64
    }
}

/// Draws the largest components; returns the picture with the number of components left out, or
/// `None` if there is no bar.
pub(in crate::report) fn conflicts(story: &Story, lang: Lang) -> Option<(String, usize)> {
    let mut names = BTreeMap::new();
    let mut links = BTreeSet::new();
    let rows = story.figures.conflicts.iter().filter(|row| {
        row.conflict.severity == ConflictSeverity::Bar && row.handling != Handling::Waived
    });
    for row in rows {
        let name = row.submission.organization.as_str();
        let key = story.season.organizations.key(name);
        names.entry(key.clone()).or_insert(name);
        links.insert((row.conflict.expert, key));
    }
    let all = pieces(&links);
    if all.is_empty() {
        return None;
    }
    let left_out = all.len().saturating_sub(PIECES);
    let mut bottoms = [0.0, 0.0];
    let mut places = Vec::new();
    for piece in all.iter().take(PIECES) {
        let column = usize::from(bottoms[1] < bottoms[0]);
        places.push((PANEL * column as f64, bottoms[column]));
        bottoms[column] += piece.height();
    }
    let height = bottoms[0].max(bottoms[1]) + 28.0;
    let mut drawing = Drawing::new(2.0 * PANEL, height);
    for (piece, corner) in all.iter().zip(places) {
        panel(&mut drawing, story, piece, &names, corner, lang);
    }
    legend(&mut drawing, height - 10.0, lang);
    let label = bilingual!("整组回避关系图", "Bars between experts and applicants");
    Some((drawing.finish(label.say(lang)), left_out))
}

/// Splits the links into connected components, the one with the most links first.
fn pieces(links: &BTreeSet<(ExpertIndex, OrganizationKey)>) -> Vec<Piece> {
    let mut of_expert: BTreeMap<ExpertIndex, Vec<&OrganizationKey>> = BTreeMap::new();
    let mut of_applicant: BTreeMap<&OrganizationKey, Vec<ExpertIndex>> = BTreeMap::new();
    for (expert, applicant) in links {
        of_expert.entry(*expert).or_default().push(applicant);
        of_applicant.entry(applicant).or_default().push(*expert);
    }
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for &start in of_expert.keys() {
        if !seen.insert(start) {
            continue;
        }
        let mut experts = vec![start];
        let mut applicants = BTreeSet::new();
        let mut next = 0;
        while next < experts.len() {
            for &applicant in &of_expert[&experts[next]] {
                if applicants.insert(applicant) {
                    let others = of_applicant[applicant].iter();
                    experts.extend(others.filter(|expert| seen.insert(**expert)));
                }
            }
            next += 1;
        }
        all.push(piece(experts, &applicants, &of_expert, &of_applicant));
    }
    all.sort_by_key(|piece| (std::cmp::Reverse(piece.links.len()), piece.experts[0]));
    all
}

/// Orders the applicants by the positions of their experts, to reduce crossings.
fn piece(
    mut experts: Vec<ExpertIndex>,
    applicants: &BTreeSet<&OrganizationKey>,
    of_expert: &BTreeMap<ExpertIndex, Vec<&OrganizationKey>>,
    of_applicant: &BTreeMap<&OrganizationKey, Vec<ExpertIndex>>,
) -> Piece {
    experts.sort_unstable();
    let rank: BTreeMap<ExpertIndex, usize> = experts.iter().copied().zip(0..).collect();
    let middle = |applicant: &OrganizationKey| {
        let own = &of_applicant[applicant];
        own.iter().map(|expert| rank[expert]).sum::<usize>() * 1000 / own.len().max(1)
    };
    let links = experts.iter().flat_map(|expert| {
        let own = of_expert[expert].iter();
        own.map(move |&applicant| (*expert, applicant.clone()))
    });
    let links = links.collect();
    let mut applicants: Vec<OrganizationKey> = applicants.iter().copied().cloned().collect();
    applicants.sort_by_cached_key(|applicant| (middle(applicant), applicant.clone()));
    Piece {
        experts,
        applicants,
        links,
    }
}

fn panel(
    drawing: &mut Drawing,
    story: &Story,
    piece: &Piece,
    names: &BTreeMap<OrganizationKey, &str>,
    (x, y): (f64, f64),
    lang: Lang,
) {
    let (experts, applicants) = (piece.experts.len(), piece.applicants.len());
    let title = bilingual!(
        "专家 {experts} 名，申报单位 {applicants} 家",
        "experts {experts}, applicants {applicants}"
    );
    drawing.text((x + 6.0, y + 16.0), Anchor::Start, "muted", title.say(lang));
    let rows = experts.max(applicants).min(SIDE) as f64;
    let height = |at: usize, count: usize| {
        let shift = (rows - count.min(SIDE) as f64) / 2.0;
        y + 34.0 + ROW * (at as f64 + shift)
    };
    let left: BTreeMap<_, _> = piece.experts.iter().take(SIDE).zip(0..).collect();
    let right: BTreeMap<_, _> = piece.applicants.iter().take(SIDE).zip(0..).collect();
    for (expert, applicant) in &piece.links {
        if let (Some(&from), Some(&to)) = (left.get(expert), right.get(applicant)) {
            let from = (x + LEFT + 5.0, height(from, experts) - 4.0);
            let to = (x + RIGHT - 5.0, height(to, applicants) - 4.0);
            let seated = story.figures.seat(*expert).is_some();
            drawing.link(from, to, if seated { "link seated" } else { "link" });
        }
    }
    for (&&expert, &at) in &left {
        let seated = story.figures.seat(expert).is_some();
        let name = &story.season.experts[expert.at()].name;
        let y = height(at, experts);
        let class = if seated { "strong" } else { "label" };
        drawing.text(
            (x + LEFT - 4.0, y),
            Anchor::End,
            class,
            &fit(name, LEFT - 8.0),
        );
        let class = if seated { "dot seated" } else { "dot" };
        drawing.dot((x + LEFT + 3.0, y - 4.0), 3.0, class);
    }
    for (&applicant, &at) in &right {
        let name = names.get(applicant).copied().unwrap_or_default();
        let y = height(at, applicants);
        drawing.dot((x + RIGHT - 3.0, y - 4.0), 3.0, "dot applicant");
        let name = fit(name, PANEL - RIGHT - 14.0);
        drawing.text((x + RIGHT + 4.0, y), Anchor::Start, "label", &name);
    }
    more(drawing, (x, height(SIDE, SIDE)), piece, lang);
}

/// States how many names of a side are left out.
fn more(drawing: &mut Drawing, (x, y): (f64, f64), piece: &Piece, lang: Lang) {
    let counts = [
        (piece.experts.len(), x + LEFT - 4.0, Anchor::End),
        (piece.applicants.len(), x + RIGHT + 4.0, Anchor::Start),
    ];
    for (count, x, anchor) in counts {
        if let Some(more) = count.checked_sub(SIDE).filter(|more| *more > 0) {
            let words = bilingual!("……另有 {more}", "… {more} more");
            drawing.text((x, y), anchor, "muted", words.say(lang));
        }
    }
}

fn legend(drawing: &mut Drawing, y: f64, lang: Lang) {
    let seated = bilingual!("入选专家", "seated expert");
    let other = bilingual!("未入选专家", "expert not seated");
    let applicant = bilingual!("申报单位", "applicant");
    let entries = [
        ("dot seated", seated),
        ("dot", other),
        ("dot applicant", applicant),
    ];
    let mut x = 12.0;
    for (class, words) in entries {
        drawing.dot((x, y - 4.0), 4.0, class);
        drawing.text((x + 9.0, y), Anchor::Start, "label", words.say(lang));
        x += 140.0;
    }
}
