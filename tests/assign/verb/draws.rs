//! Many small random instances of every kind, each solved independently by dynamic programming over
//! the loads: no claim may be false. `EMPANEL_DRAWS=1000` sets their number.

use empanel::assign::{
    Assignment, Instance, Leximin, Probability, leximin, maxmin, partial, randomized, total, wef1,
};
use rand::{RngExt as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

/// Number of draws in the suite.
const USUAL: u64 = 300;

/// An instance as drawn, and the reference's own view of it.
struct Drawn {
    folder: tempfile::TempDir,
    zero: bool,
    /// Score of each pair in thousandths; `None` where it may not be used.
    scores: Vec<Vec<Option<i128>>>,
    demands: Vec<usize>,
    loads: Vec<(u32, u32)>,
    forced: Vec<(usize, usize)>,
}

fn draw(seed: u64) -> Drawn {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let (rows, columns) = (random.random_range(2..5), random.random_range(3..6));
    let zero = random.random_range(0..3) == 0;
    let (mut scores, mut lines) = (Vec::new(), String::new());
    let kind = random.random_range(0..5);
    for row in 0..rows {
        let mut own = Vec::new();
        for column in 0..columns {
            let score: i128 = match kind {
                // Bids; wanted or not; any; some below zero; wanted or nearly so.
                0 => [0, 1000, 2000, 4000][random.random_range(0..4)],
                1 => [100, 1000][usize::from(column < 2)],
                2 => random.random_range(0..1000),
                3 => random.random_range(-500..1000),
                _ => [1000, 100 + random.random_range(0..30)][usize::from(column > 1)],
            };
            let absent = random.random_range(0..10) < if zero { 4 } else { 1 };
            if absent {
                own.push(zero.then_some(0));
            } else {
                let sign = if score < 0 { "-" } else { "" };
                let size = score.unsigned_abs();
                lines.push_str(&format!(
                    "s{row},r{column},{sign}{}.{:03}\n",
                    size / 1000,
                    size % 1000
                ));
                own.push(Some(score));
            }
        }
        scores.push(own);
    }
    // The table must not be empty.
    lines.push_str("s0,r0,0\n");
    let lines = if scores[0][0].is_some_and(|_| lines.starts_with("s0,r0,")) {
        lines.trim_end_matches("s0,r0,0\n").to_owned()
    } else {
        scores[0][0] = Some(0);
        lines
    };
    let demands: Vec<usize> = (0..rows).map(|_| random.random_range(0..4)).collect();
    let demands: Vec<usize> = demands.into_iter().map(|k| k.min(columns)).collect();
    let loads: Vec<(u32, u32)> = (0..columns)
        .map(|_| {
            let cap = random.random_range(1..4);
            let floor = [0, 0, 0, 1, 2][random.random_range(0..5)];
            (cap.min(floor), cap)
        })
        .collect();
    let (mut forced, mut banned) = (Vec::new(), Vec::new());
    for (row, own) in scores.iter().enumerate() {
        let column = random.random_range(0..columns);
        match random.random_range(0..6) {
            0 => banned.push((row, column)),
            1 if own[column].is_some() && demands[row] > 0 => {
                let known = forced
                    .iter()
                    .filter(|pair: &&(usize, usize)| pair.1 == column);
                if known.count() < loads[column].1 as usize {
                    forced.push((row, column));
                }
            }
            _ => {}
        }
    }
    for &(row, column) in &banned {
        scores[row][column] = None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let pairs = |pairs: &[(usize, usize)]| -> String {
        let lines = pairs
            .iter()
            .map(|(row, column)| format!("s{row},r{column}\n"));
        lines.collect()
    };
    let load_lines = loads.iter().enumerate();
    let load_lines: String = load_lines
        .map(|(at, (floor, cap))| format!("r{at},{floor},{cap}\n"))
        .collect();
    let demand_lines = demands.iter().enumerate();
    let demand_lines: String = demand_lines.map(|(at, k)| format!("s{at},{k}\n")).collect();
    super::write(folder.path(), &lines, &load_lines, &demand_lines);
    for (name, lines) in [
        ("conflicts.csv", pairs(&banned)),
        ("forced.csv", pairs(&forced)),
    ] {
        let text = format!("submission_id,reviewer_id\n{lines}");
        fs::write(folder.path().join(name), text).expect("writable");
    }
    Drawn {
        folder,
        zero,
        scores,
        demands,
        loads,
        forced,
    }
}

impl Drawn {
    /// Every set of reviewers that a submission may have, with its sum; includes smaller sets if
    /// reviews may stay open.
    fn sets(&self, row: usize, open: bool) -> Vec<(Vec<usize>, i128)> {
        let columns = self.loads.len();
        let mut sets = Vec::new();
        for set in 0..1u32 << columns {
            let chosen: Vec<usize> = (0..columns).filter(|at| set >> at & 1 == 1).collect();
            let size = if open {
                chosen.len() <= self.demands[row]
            } else {
                chosen.len() == self.demands[row]
            };
            let must = self.forced.iter().filter(|pair| pair.0 == row);
            let kept = must.clone().all(|pair| chosen.contains(&pair.1));
            let sums = chosen.iter().map(|&column| self.scores[row][column]);
            let sum: Option<i128> = sums.sum();
            if let Some(sum) = sum.filter(|_| size && kept) {
                sets.push((chosen, sum));
            }
        }
        sets
    }

    /// The best value of all assignments, built row by row from what `add` makes of a value, a
    /// submission's sum and its number of reviewers.
    fn best<V: Ord + Clone>(
        &self,
        open: bool,
        none: V,
        add: impl Fn(&V, i128, usize, usize) -> Option<V>,
    ) -> Option<V> {
        let mut states: BTreeMap<Vec<u32>, V> = BTreeMap::new();
        states.insert(vec![0; self.loads.len()], none);
        for row in 0..self.demands.len() {
            let sets = self.sets(row, open);
            let mut next: BTreeMap<Vec<u32>, V> = BTreeMap::new();
            for (loads, value) in &states {
                for (chosen, sum) in &sets {
                    let fits = |&column: &usize| loads[column] < self.loads[column].1;
                    if !chosen.iter().all(fits) {
                        continue;
                    }
                    let Some(value) = add(value, *sum, chosen.len(), self.demands[row]) else {
                        continue;
                    };
                    let mut loads = loads.clone();
                    chosen.iter().for_each(|&column| loads[column] += 1);
                    let held = next.entry(loads).or_insert_with(|| value.clone());
                    if *held < value {
                        *held = value;
                    }
                }
            }
            states = next;
        }
        let met = |loads: &[u32]| {
            loads
                .iter()
                .zip(&self.loads)
                .all(|(load, own)| *load >= own.0)
        };
        let last = states.into_iter().filter(|(loads, _)| met(loads));
        last.map(|(_, value)| value).max()
    }

    /// The highest total; with reviews left open the fewest of those first.
    fn total(&self, open: bool) -> Option<(i128, i128)> {
        self.best(open, (0, 0), |value, sum, count, _| {
            Some((
                value.0 + if open { count as i128 } else { 0 },
                value.1 + sum,
            ))
        })
    }

    /// The sums of those who ask for anybody, sorted, as great as possible from below.
    fn leximin(&self) -> Option<Vec<i128>> {
        self.best(false, Vec::new(), |value, sum, _, demand| {
            let mut value = value.clone();
            if demand > 0 {
                value.push(sum);
                value.sort_unstable();
            }
            Some(value)
        })
    }

    /// The highest total among the assignments whose worst is at least `worst`.
    fn total_above(&self, worst: i128) -> Option<i128> {
        self.best(false, 0, |value, sum, _, demand| {
            (demand == 0 || sum >= worst).then_some(value + sum)
        })
    }

    fn read(&self) -> Instance {
        let (mut instance, _) = Instance::read(self.folder.path()).expect("nothing wrong");
        assert!(!self.zero || instance.allow_zero());
        instance
    }

    /// The fault of an assignment that claims to satisfy everything but `unfilled` reviews.
    fn sound(&self, instance: &Instance, found: &Assignment) -> Result<(), String> {
        let mut loads = vec![0; self.loads.len()];
        let mut open = 0;
        for (row, held) in found.reviewers.iter().enumerate() {
            for &(column, score) in held {
                let column = column as usize;
                let right = self.scores[row][column].ok_or("a pair that may not be")?;
                same(instance, score, right)?;
                loads[column] += 1;
            }
            if held.windows(2).any(|two| two[0].0 == two[1].0) {
                return Err("a reviewer twice".into());
            }
            let kept = |pair: &&(usize, usize)| held.iter().any(|one| one.0 as usize == pair.1);
            if !self
                .forced
                .iter()
                .filter(|pair| pair.0 == row)
                .all(|pair| kept(&pair))
            {
                return Err("a forced pair is missing".into());
            }
            open += self.demands[row]
                .checked_sub(held.len())
                .ok_or("too many reviewers")?;
        }
        let loads = loads.iter().zip(&self.loads);
        if loads
            .clone()
            .any(|(load, own)| *load < own.0 || *load > own.1)
        {
            return Err("a load".into());
        }
        if open as u64 != found.unfilled {
            return Err(format!("{open} open, {} said", found.unfilled));
        }
        Ok(())
    }
}

/// Whether an amount of the instance equals `right` thousandths.
fn same(instance: &Instance, amount: i128, right: i128) -> Result<(), String> {
    let value = instance.value(amount);
    if (value - right as f64 / 1000.0).abs() < 1e-9 {
        Ok(())
    } else {
        Err(format!("{value} is not {right} thousandths"))
    }
}

fn need(amount: Option<i128>) -> Result<i128, String> {
    amount.ok_or_else(|| "no bound".to_owned())
}

/// Every false claim of the objectives about one instance.
fn judge(drawn: &Drawn) -> Result<(), String> {
    let instance = drawn.read();
    let best = drawn.total(false);
    let found = total(&instance).ok();
    if found.is_some() != best.is_some() {
        return Err(format!("total {} although {best:?}", found.is_some()));
    }
    let Some((_, best)) = best else {
        let none = maxmin(&instance, None).is_err()
            && leximin(&instance, None).is_err()
            && wef1(&instance).is_err();
        return none
            .then_some(())
            .ok_or("others find what total does not".into())
            .and_then(|()| filled(drawn, &instance));
    };
    let found = found.expect("told above");
    drawn.sound(&instance, &found)?;
    same(&instance, found.total(), best)?;
    same(&instance, need(found.bound)?, best)?;
    filled(drawn, &instance)?;
    let order = drawn.leximin().expect("there is one");
    worst_first(drawn, &instance, &order)?;
    let turns = wef1(&instance).map_err(|_| "wef1 finds none")?;
    drawn.sound(&instance, &turns)?;
    spread(drawn, &instance, best)
}

/// `maxmin` and `leximin`, with and without enough time.
fn worst_first(drawn: &Drawn, instance: &Instance, order: &[i128]) -> Result<(), String> {
    let count = drawn.demands.len();
    let sums = |found: &Assignment| -> Vec<i128> {
        let asked = (0..count).filter(|&row| drawn.demands[row] > 0);
        let mut sums: Vec<i128> = asked.map(|row| found.sum(row)).collect();
        sums.sort_unstable();
        sums
    };
    let worst = order.first().copied();
    let highest = drawn.total_above(worst.unwrap_or(0)).ok_or("no total")?;
    let found = maxmin(instance, None).map_err(|_| "maxmin finds none")?;
    drawn.sound(instance, &found)?;
    same(instance, found.total(), highest)?;
    same(instance, need(found.bound)?, highest)?;
    if let Some(worst) = worst {
        same(instance, sums(&found)[0], worst)?;
        same(instance, need(found.worst_bound)?, worst)?;
    }
    let Leximin { assignment, levels } = leximin(instance, None).map_err(|_| "leximin: none")?;
    drawn.sound(instance, &assignment)?;
    for (sum, &right) in sums(&assignment).into_iter().zip(order) {
        same(instance, sum, right)?;
    }
    if !levels.iter().all(|level| level.proven) {
        return Err("a level is not proven".into());
    }
    let soon = Some(Instant::now() + Duration::from_micros(50));
    let hurried = maxmin(instance, soon).map_err(|_| "maxmin finds none in a hurry")?;
    drawn.sound(instance, &hurried)?;
    let least = |bound: Option<i128>, right: i128| -> Result<(), String> {
        let bound = instance.value(need(bound)?);
        let told = bound > right as f64 / 1000.0 - 1e-9;
        told.then_some(())
            .ok_or(format!("bound {bound} below {right}"))
    };
    if let Some(worst) = worst {
        least(hurried.worst_bound, worst)?;
        let own = instance.value(sums(&hurried)[0]);
        let reached = own > worst as f64 / 1000.0 - 1e-9;
        // The bound on the total holds for assignments whose worst is as high as attained.
        if reached {
            least(hurried.bound, highest)?;
        }
    }
    let hurried = leximin(instance, soon).map_err(|_| "leximin finds none in a hurry")?;
    drawn.sound(instance, &hurried.assignment)?;
    let told = hurried
        .levels
        .iter()
        .flat_map(|level| vec![level; level.submissions]);
    for (level, &right) in told.zip(order).take_while(|(level, _)| level.proven) {
        same(instance, level.score, right)?;
    }
    Ok(())
}

/// `--allow-unfilled`.
fn filled(drawn: &Drawn, instance: &Instance) -> Result<(), String> {
    let best = drawn.total(true);
    let found = partial(instance).ok();
    if found.is_some() != best.is_some() {
        return Err(format!("partial {} although {best:?}", found.is_some()));
    }
    let (Some(found), Some((held, best))) = (found, best) else {
        return Ok(());
    };
    drawn.sound(instance, &found)?;
    let asked: usize = drawn.demands.iter().sum();
    if found.unfilled as i128 != asked as i128 - held {
        return Err(format!(
            "{} unfilled, {held} of {asked} can be",
            found.unfilled
        ));
    }
    same(instance, found.total(), best)?;
    same(instance, need(found.bound)?, best)
}

/// `--max-probability`: at 1 the total itself; below, the draw satisfies everything and the
/// expected total is between the attained value and the bound.
fn spread(drawn: &Drawn, instance: &Instance, best: i128) -> Result<(), String> {
    let whole = Probability::parse("1").expect("a probability");
    let found = randomized(instance, whole, 7, None).map_err(|_| "no draw at 1")?;
    drawn.sound(instance, &found.drawn)?;
    same(instance, found.expected / i128::from(found.parts), best)?;
    let most = Probability::parse("0.75").expect("a probability");
    let found = randomized(instance, most, 7, None).ok();
    #[cfg(feature = "highs")]
    {
        let told = found
            .as_ref()
            .map(|found| found.expected as f64 / f64::from(found.parts));
        let told = told.map(|told| told * instance.value(1));
        let right = expected_by_program(drawn, 0.75);
        let agree = match (told, right) {
            (Some(told), Some(right)) => (told - right).abs() < 1e-6,
            (None, None) => true,
            _ => false,
        };
        if !agree {
            return Err(format!(
                "expected {told:?} under a cap, by program {right:?}"
            ));
        }
    }
    let Some(found) = found else {
        return Ok(());
    };
    drawn.sound(instance, &found.drawn)?;
    let parts = f64::from(found.parts);
    if found.marginals.iter().any(|pair| {
        let certain = drawn.forced.contains(&(pair.0 as usize, pair.1 as usize));
        !certain && f64::from(pair.2) > 0.75 * parts + 1e-9
    }) {
        return Err("a pair is too likely".into());
    }
    let (expected, bound) = (found.expected as f64, found.bound as f64);
    let most = best as f64 / 1000.0 / instance.value(1) * parts;
    if expected > bound + 1e-6 || expected > most + 1e-6 * most.abs().max(1.0) {
        return Err(format!("expected {expected}, bound {bound}, best {most}"));
    }
    if (expected - bound).abs() > 1e-6 {
        return Err(format!("expected {expected} is not proven: {bound}"));
    }
    Ok(())
}

/// The highest expected total with no pair more likely than `most`, by linear program.
#[cfg(feature = "highs")]
fn expected_by_program(drawn: &Drawn, most: f64) -> Option<f64> {
    use good_lp::{Expression, Solution as _, SolverModel as _, constraint, default_solver};
    use good_lp::{variable, variables};
    let mut model = variables!();
    let mut pairs = Vec::new();
    for (row, own) in drawn.scores.iter().enumerate() {
        for (column, score) in own.iter().enumerate() {
            let Some(score) = score else { continue };
            let certain = drawn.forced.contains(&(row, column));
            let (low, high) = if certain { (1.0, 1.0) } else { (0.0, most) };
            let likely = model.add(variable().min(low).max(high));
            pairs.push((row, column, *score as f64 / 1000.0, likely));
        }
    }
    let aim: Expression = pairs.iter().map(|pair| pair.2 * pair.3).sum();
    let mut problem = model.maximise(aim.clone()).using(default_solver);
    let sum = |is: &dyn Fn(usize, usize) -> bool| -> Expression {
        let own = pairs.iter().filter(|pair| is(pair.0, pair.1));
        own.map(|pair| Expression::from(pair.3)).sum()
    };
    for (row, &k) in drawn.demands.iter().enumerate() {
        problem = problem.with(constraint!(sum(&|at, _| at == row) == k as f64));
    }
    for (column, &(floor, cap)) in drawn.loads.iter().enumerate() {
        problem = problem.with(constraint!(sum(&|_, at| at == column) >= f64::from(floor)));
        problem = problem.with(constraint!(sum(&|_, at| at == column) <= f64::from(cap)));
    }
    problem.solve().ok().map(|solution| solution.eval(&aim))
}

#[test]
fn nothing_that_is_claimed_of_small_random_instances_is_false() {
    let asked = std::env::var("EMPANEL_DRAWS").ok();
    let draws = asked.and_then(|text| text.parse().ok()).unwrap_or(USUAL);
    let mut wrong = Vec::new();
    let mut possible = 0;
    for seed in 0..draws {
        let drawn = draw(seed);
        possible += u64::from(drawn.total(false).is_some());
        if let Err(why) = judge(&drawn) {
            wrong.push(format!("seed {seed}: {why}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {draws}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        possible * 3 > draws,
        "only {possible} of {draws} have an assignment"
    );
}
