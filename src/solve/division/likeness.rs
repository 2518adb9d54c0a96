//! How much submissions belong together: a graph of those that the same experts would review.

use crate::model::Season;
use crate::solve::instance::Instance;
use crate::solve::search::CandidateLists;

/// Experts of a submission's list that tie it to others.
const TYING: usize = 16;
/// Submissions of one expert up to which each is tied to each; beyond it, each to the next few in
/// the order of fields.
const ALL_PAIRS: usize = 48;
/// How many those are.
const NEXT: usize = 12;
/// The weight of a tie by an expert who fits both submissions as well as anybody.
const FULL: u64 = 10_000;
/// The weight of a tie between neighbours in the order of fields, and how many of them count: it
/// decides only where no expert says anything.
const NEIGHBOURS: (u64, usize) = (300, 3);

/// Submissions, or clusters of them, and how strongly they are tied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    starts: Vec<usize>,
    ties: Vec<(u32, u64)>,
    /// Submissions in each node.
    pub size: Vec<usize>,
}

impl Graph {
    /// The graph of an instance's submissions. `order` is their order by field.
    pub fn of(instance: &Instance, lists: &CandidateLists, order: &[u32]) -> Self {
        let count = instance.submissions.len();
        let mut served: Vec<Vec<(u32, u64)>> = vec![Vec::new(); instance.experts.len()];
        for &submission in order {
            let list = lists.of(submission);
            let appeal = |expert: u32| appeal(instance, submission, expert);
            let Some(&first) = list.first() else { continue };
            let top = appeal(first).max(1);
            for &expert in list.iter().take(TYING) {
                // The fourth power: who fits half as well hardly ties.
                let share = appeal(expert).min(top) * 100 / top;
                let weight = share * share / 100 * share / 100 * share / 100;
                served[expert as usize].push((submission, weight));
            }
        }
        let mut pairs = Vec::new();
        for own in &served {
            let reach = match own.len() {
                0..=ALL_PAIRS => own.len(),
                _ => NEXT,
            };
            for (at, &(one, weight)) in own.iter().enumerate() {
                for &(other, its) in own[at + 1..].iter().take(reach) {
                    pairs.push((one, other, weight * its * FULL / 10_000));
                }
            }
        }
        for (at, &one) in order.iter().enumerate() {
            for &other in order[at + 1..].iter().take(NEIGHBOURS.1) {
                pairs.push((one, other, NEIGHBOURS.0));
            }
        }
        Self::build(vec![1; count], pairs)
    }

    /// A graph of these ties, each given once; those of the same two nodes add up.
    pub fn build(size: Vec<usize>, pairs: Vec<(u32, u32, u64)>) -> Self {
        let mut both: Vec<(u32, u32, u64)> = pairs
            .into_iter()
            .filter(|&(one, other, weight)| one != other && weight > 0)
            .flat_map(|(one, other, weight)| [(one, other, weight), (other, one, weight)])
            .collect();
        both.sort_unstable();
        let mut starts = vec![0; size.len() + 1];
        let mut ties: Vec<(u32, u64)> = Vec::with_capacity(both.len());
        let mut last = None;
        for (one, other, weight) in both {
            match ties.last_mut() {
                Some(tie) if last == Some((one, other)) => tie.1 += weight,
                _ => {
                    ties.push((other, weight));
                    starts[one as usize + 1] += 1;
                    last = Some((one, other));
                }
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { starts, ties, size }
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.size.len()
    }

    /// The nodes tied to one, with the weight of each tie.
    pub fn ties(&self, node: usize) -> &[(u32, u64)] {
        &self.ties[self.starts[node]..self.starts[node + 1]]
    }

    /// The graph of the clusters that the nodes have by `label`, and the cluster of each node;
    /// clusters are numbered in the order of their first node.
    pub fn contracted(&self, label: &[u32]) -> (Self, Vec<u32>) {
        let mut number = vec![u32::MAX; self.len()];
        let mut size = Vec::new();
        let mut of = Vec::with_capacity(self.len());
        for (node, &label) in label.iter().enumerate() {
            let own = &mut number[label as usize];
            if *own == u32::MAX {
                *own = u32::try_from(size.len()).unwrap_or(u32::MAX);
                size.push(0);
            }
            size[*own as usize] += self.size[node];
            of.push(*own);
        }
        let mut pairs = Vec::new();
        for node in 0..self.len() {
            for &(other, weight) in self.ties(node) {
                if (other as usize) > node {
                    pairs.push((of[node], of[other as usize], weight));
                }
            }
        }
        (Self::build(size, pairs), of)
    }
}

/// How well an expert serves a submission, in thousandths of a point: the score, and a fifth of a
/// point for each requirement covered, as in the candidate lists.
pub fn appeal(instance: &Instance, submission: u32, expert: u32) -> u64 {
    let cell = instance.cells.get(submission as usize, expert as usize);
    u64::from(cell.score()) / 1_000_000 + u64::from(cell.mask().count_ones()) * 200
}

/// The submissions by industry, then by domains, then as the table has them.
pub fn by_field(season: &Season, instance: &Instance) -> Vec<u32> {
    let field = |submission: u32| {
        let own = &season.submissions[instance.submissions[submission as usize].season.at()];
        let industry = own.industries.first().map(|own| own.path().to_vec());
        let domains: Vec<&str> = own.domains.iter().map(|own| own.code.as_str()).collect();
        (industry, domains.join(";"))
    };
    let mut order: Vec<u32> = (0..).take(instance.submissions.len()).collect();
    order.sort_by_cached_key(|&submission| (field(submission), submission));
    order
}
