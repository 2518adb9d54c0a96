//! Selection of a team.

use super::request::Request;
use crate::model::{Employment, ExpertIndex, Season};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;

/// Chooses at most `request.size` experts of `able` (ranked), under the rules of a group: employer
/// cap and no relatives. Greedy by newly covered requirements and score; if the team is then too
/// small, one member is replaced by two; then single exchanges as long as they cover more, or the
/// same with a higher score.
pub(super) fn choose(
    season: &Season,
    conflicts: &Conflicts,
    affinity: &Affinity,
    request: Request,
    able: &[ExpertIndex],
) -> Vec<ExpertIndex> {
    let bench = Bench {
        conflicts,
        employment: Employment::of(season),
        cap: season.rules.balance.max_per_employer,
    };
    let bits = |expert: ExpertIndex| affinity.coverage(expert, request.submission);
    let score = |expert: ExpertIndex| affinity.score(expert, request.submission);
    let fill = |mut team: Vec<ExpertIndex>, without: Option<ExpertIndex>| {
        while team.len() < request.size {
            let covered = team.iter().fold(0, |all, expert| all | bits(*expert));
            let best = able
                .iter()
                .copied()
                .filter(|expert| Some(*expert) != without && bench.fits(*expert, &team))
                .max_by(|a, b| {
                    let new = |expert: ExpertIndex| (bits(expert) & !covered).count_ones();
                    new(*a)
                        .cmp(&new(*b))
                        .then(score(*a).total_cmp(&score(*b)))
                        .then(b.cmp(a))
                });
            match best {
                Some(best) => team.push(best),
                None => break,
            }
        }
        team
    };
    let mut team = fill(Vec::new(), None);
    // Replaces a member who excludes several others (same employer, relatives) by two of them.
    while team.len() < request.size {
        let longer = team.iter().find_map(|leaving| {
            let rest = team.iter().copied().filter(|one| one != leaving).collect();
            Some(fill(rest, Some(*leaving))).filter(|other| other.len() > team.len())
        });
        let Some(longer) = longer else { break };
        team = longer;
    }
    let worth = |team: &[ExpertIndex]| {
        let covered = team.iter().fold(0, |all, expert| all | bits(*expert));
        (
            covered.count_ones(),
            team.iter().map(|expert| score(*expert)).sum::<f64>(),
        )
    };
    // Every exchange strictly improves the team, so the loop ends; the limit guards against
    // rounding.
    for _ in 0..100 {
        let Some(better) = exchange(&bench, able, &team, &worth) else {
            break;
        };
        team = better;
    }
    team.sort_by(|a, b| score(*b).total_cmp(&score(*a)).then(a.cmp(b)));
    team
}

fn exchange(
    bench: &Bench<'_>,
    able: &[ExpertIndex],
    team: &[ExpertIndex],
    worth: &impl Fn(&[ExpertIndex]) -> (u32, f64),
) -> Option<Vec<ExpertIndex>> {
    let now = worth(team);
    for seat in 0..team.len() {
        for expert in able {
            let mut other = team.to_vec();
            other.remove(seat);
            if !bench.fits(*expert, &other) {
                continue;
            }
            other.push(*expert);
            let then = worth(&other);
            if then.0 > now.0 || then.0 == now.0 && then.1 > now.1 + 1e-9 {
                return Some(other);
            }
        }
    }
    None
}

struct Bench<'a> {
    employment: Employment,
    conflicts: &'a Conflicts,
    cap: usize,
}

impl Bench<'_> {
    fn fits(&self, expert: ExpertIndex, team: &[ExpertIndex]) -> bool {
        !team.contains(&expert) && !self.kin_of(expert, team) && self.employer_allows(expert, team)
    }

    fn kin_of(&self, expert: ExpertIndex, team: &[ExpertIndex]) -> bool {
        self.conflicts.kin().iter().any(|pair| {
            pair.a == expert && team.contains(&pair.b) || pair.b == expert && team.contains(&pair.a)
        })
    }

    fn employer_allows(&self, expert: ExpertIndex, team: &[ExpertIndex]) -> bool {
        let own = self.employment.employers(expert).iter();
        let mut own = own.map(|employer| {
            let of = |other: &&ExpertIndex| self.employment.employers(**other).contains(employer);
            team.iter().filter(of).count()
        });
        self.cap == 0 || own.all(|colleagues| colleagues < self.cap)
    }
}
