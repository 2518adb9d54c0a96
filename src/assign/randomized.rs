//! A random assignment whose pairs have capped probabilities.

mod probability;
mod rounding;

pub use self::probability::Probability;

use self::rounding::Rounding;
use super::total::wide;
use super::{Assignment, Instance};
use crate::flow::{Divided, Parts, Problem, Solution, Undivided, solve_parts};
use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use std::time::Instant;

/// The marginals of a random assignment and a draw from it.
#[derive(Debug, Clone)]
pub struct Randomized {
    /// The drawn assignment.
    pub drawn: Assignment,
    /// Probability of each possible pair: submission, reviewer, parts of `parts`.
    pub marginals: Vec<(u32, u32, u32)>,
    /// Number of parts in a probability of 1.
    pub parts: u32,
    /// The cap on probabilities.
    pub cap: Probability,
    /// Expected total, times `parts`.
    pub expected: i128,
    /// Proven upper limit of the expected total under the cap, times `parts`.
    pub bound: i128,
}

/// Finds the random assignment with the highest expected total in which no pair is more likely
/// than `cap`, and draws from it (Jecmen, Zhang, Liu, Shah, Conitzer and Fang 2020, "Mitigating
/// Manipulation in Peer Review via Randomized Reviewer Assignments").
///
/// With the cap `n / d` the marginals, counted in parts of `d`, are a flow: every submission needs
/// `d * k` parts, a pair carries at most `n`, a reviewer `d * load`. The cap is used exactly as
/// written, so the optimum and its proof are for that cap. With `n = 1` a pair is used or not,
/// which the transport solver for whole units solves faster than [`solve_parts`]. The draw rounds
/// the marginals by shifting along cycles and paths of fractional pairs (dependent rounding,
/// Gandhi, Khuller, Parthasarathy and Srinivasan 2006), in integers: every pair is drawn with
/// exactly its probability, demands are met exactly and loads differ from their expectation by less
/// than one. Forced pairs are certain.
///
/// # Errors
/// [`Undivided`] if demands cannot be met under the cap (counts are in parts), or not before
/// `deadline`.
pub fn randomized(
    instance: &Instance,
    cap: Probability,
    seed: u64,
    deadline: Option<Instant>,
) -> Result<Randomized, Undivided> {
    let problem = instance.pairs.widened();
    let parts = Parts {
        whole: cap.denominator,
        most: cap.numerator,
    };
    let Divided {
        parts: held,
        total,
        bound,
    } = match single(&problem, parts) {
        Some(many) => {
            let solution = wide(&many, Vec::new()).map_err(Undivided::Short)?;
            gather(&problem, &solution)
        }
        None => solve_parts(&problem, parts, deadline)?,
    };
    let granted = instance.granted_total();
    let granted = granted.checked_mul(i128::from(cap.denominator));
    let granted = granted.ok_or(Undivided::Large)?;
    // Rounded scores are wide, and their slack is small in comparison.
    let slack = instance.rounding * i128::from(instance.asked()) * i128::from(cap.denominator);
    let mut rounding = Rounding::new(&problem, &held, cap.denominator);
    rounding.run(&mut Xoshiro256PlusPlus::seed_from_u64(seed));
    let (mut starts, mut columns, mut scores) = (vec![0u32], Vec::new(), Vec::new());
    for row in 0..problem.rows() {
        for at in problem.row(row).filter(|&at| rounding.parts[at] > 0) {
            columns.push(problem.columns[at]);
            scores.push(problem.scores[at]);
        }
        starts.push(columns.len() as u32);
    }
    Ok(Randomized {
        drawn: instance.grant(&starts, &columns, &scores, None),
        marginals: marginals(instance, &problem, &held, cap),
        parts: cap.denominator,
        cap,
        expected: total + granted,
        bound: bound + granted + slack,
    })
}

fn marginals(
    instance: &Instance,
    problem: &Problem<i128>,
    held: &[u32],
    cap: Probability,
) -> Vec<(u32, u32, u32)> {
    let certain = instance.forced.iter();
    let mut marginals: Vec<(u32, u32, u32)> = certain
        .map(|pair| (pair.0, pair.1, cap.denominator))
        .collect();
    for row in 0..problem.rows() {
        let likely = problem.row(row).filter(|&at| held[at] > 0);
        marginals.extend(likely.map(|at| (row as u32, problem.columns[at], held[at])));
    }
    marginals.sort_unstable();
    marginals
}

/// The problem in parts if a pair carries at most one of them and counts fit 32 bits.
fn single(problem: &Problem<i128>, parts: Parts) -> Option<Problem<i128>> {
    if parts.most != 1 {
        return None;
    }
    let times = |counts: &[u32]| -> Option<Vec<u32>> {
        let counts = counts.iter();
        counts.map(|count| count.checked_mul(parts.whole)).collect()
    };
    Some(Problem {
        demands: times(&problem.demands)?,
        floors: times(&problem.floors)?,
        caps: times(&problem.caps)?,
        ..problem.clone()
    })
}

/// The parts of each pair, for a solution that says which pairs carry one.
fn gather(problem: &Problem<i128>, solution: &Solution<i128>) -> Divided {
    let mut parts = vec![0; problem.columns.len()];
    for row in 0..problem.rows() {
        // Both are in column order.
        let mut held = solution.columns[solution.row(row)].iter().peekable();
        for at in problem.row(row) {
            if held
                .next_if(|&&column| column == problem.columns[at])
                .is_some()
            {
                parts[at] = 1;
            }
        }
    }
    Divided {
        parts,
        total: solution.total,
        bound: solution.bound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::tests::instance;
    use crate::flow::Shortage;

    /// Two submissions, three reviewers, at most half a chance each: the best marginals give A r1
    /// and r2 by halves, B the same, and the draws keep them.
    #[test]
    fn draws_follow_the_marginals() {
        let instance = instance(
            "s,r,x\nA,r1,9\nA,r2,5\nA,r3,1\nB,r1,8\nB,r2,6\nB,r3,1\n",
            "r1,0,1\nr2,0,1\nr3,0,1\n",
            "A,1\nB,1\n",
        );
        let half = Probability::parse("0.5").expect("a probability");
        let first = randomized(&instance, half, 0, None).expect("enough");
        assert_eq!(first.parts, 2);
        assert_eq!(
            first.marginals,
            [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]
        );
        assert_eq!((first.expected, first.bound), (28, 28));
        let mut seen = 0;
        for seed in 0..1000 {
            let draw = randomized(&instance, half, seed, None)
                .expect("enough")
                .drawn;
            assert_eq!(draw.unfilled, 0);
            assert_eq!(draw.loads(3), [1, 1, 0]);
            seen += u32::from(draw.reviewers[0][0].0 == 0);
        }
        assert!(
            (430..=570).contains(&seen),
            "{seen} of 1000: four standard deviations are 63"
        );
    }

    /// Marginals in thirds over a larger instance: loads stay within one of their expectation.
    #[test]
    fn draws_keep_demands_and_loads() {
        let mut lines = "s,r,x\n".to_owned();
        for submission in 0..12 {
            for reviewer in 0..8 {
                lines.push_str(&format!(
                    "s{submission},r{reviewer},{}\n",
                    (submission * 5 + reviewer * 7) % 11
                ));
            }
        }
        let loads: String = (0..8)
            .map(|reviewer| format!("r{reviewer},1,5\n"))
            .collect();
        let demands: String = (0..12)
            .map(|submission| format!("s{submission},2\n"))
            .collect();
        let instance = instance(&lines, &loads, &demands);
        let cap = Probability::parse("0.4").expect("a probability");
        for seed in 0..50 {
            let random = randomized(&instance, cap, seed, None).expect("enough");
            assert_eq!(random.drawn.unfilled, 0);
            let mut expected = vec![0; 8];
            for &(_, reviewer, parts) in &random.marginals {
                assert!(parts <= 2);
                expected[reviewer as usize] += parts;
            }
            for (load, parts) in random.drawn.loads(8).iter().zip(expected) {
                assert!(
                    (load * 5).abs_diff(parts) < 5,
                    "load {load}, expected {parts} fifths"
                );
            }
        }
    }

    /// A scores 1 with r1 and nothing with the others: the expected total is the cap itself, all
    /// of its digits.
    #[test]
    fn the_cap_is_kept_to_the_last_digit() {
        let instance = instance(
            "s,r,x\nA,r1,1\nA,r2,0\nA,r3,0\nA,r4,0\n",
            "r1,0,1\nr2,0,1\nr3,0,1\nr4,0,1\n",
            "A,1\n",
        );
        for text in ["0.3333", "0.4999", "0.333333333"] {
            let cap = Probability::parse(text).expect("a probability");
            let random = randomized(&instance, cap, 1, None).expect("enough");
            let expected = random.expected as f64 / f64::from(random.parts);
            assert_eq!(expected.to_string(), text);
            assert_eq!(random.bound, random.expected);
        }
    }

    /// Least loads times parts are beyond 32 bits: still a shortage.
    #[test]
    fn least_loads_in_parts_are_counted_in_full() {
        let instance = instance(
            "s,r,x\nA,r1,1\nA,r2,1\n",
            "r1,858993460,900000000\nr2,0,1\n",
            "A,1\n",
        );
        let cap = Probability::parse("0.6").expect("a probability");
        let found = randomized(&instance, cap, 1, None).expect_err("too few submissions");
        let expected = Shortage::Demand {
            columns: vec![0],
            needed: 858_993_460 * 5,
            available: 3,
        };
        assert_eq!(found, Undivided::Short(expected));
    }

    /// If scores were rounded, the bound is not exact in the last digit.
    #[test]
    fn rounded_scores_widen_the_bound() {
        let scores = "s,r,x\nA,r1,5\nA,r2,1e-40\n";
        let instance = instance(scores, "r1,0,1\nr2,0,1\n", "A,1\n");
        let cap = Probability::parse("0.6").expect("a probability");
        let random = randomized(&instance, cap, 1, None).expect("enough");
        assert_eq!(random.bound - random.expected, 5);
    }
}
