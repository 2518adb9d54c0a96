//! Branch and bound over the members of one group: is any group worth more than a threshold?

use super::duals::Duals;
use super::group::Judge;
use super::links::Links;
use super::relaxation::{Relaxation, Standing};
use super::table::Table;

/// Steps that lower the limit of a node.
const STEPS: u32 = 12;
/// The same at the root.
const ROOT_STEPS: u32 = 1_000;
/// Groups after which a search ends: with new columns prices change anyway.
const MOST_FOUND: usize = 10;
/// Nodes between two looks at the clock.
const PATIENCE: u64 = 32;

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// No group is worth more than the threshold.
    Proven,
    /// These are.
    Found(Vec<Vec<u32>>),
    /// Neither was settled in time.
    Open,
}

/// A search at given prices.
pub struct Search<'a> {
    table: &'a Table,
    duals: &'a Duals,
    relaxation: Relaxation<'a>,
    judge: Judge<'a>,
    /// Prices to come back to, by number of members.
    kept: Vec<Links>,
    threshold: i64,
    found: Vec<Vec<u32>>,
    nodes: u64,
    cut: bool,
    is_over: &'a (dyn Fn() -> bool + 'a),
}

impl<'a> Search<'a> {
    /// Prepares a search. Memory O(submissions x experts x members).
    pub fn new(table: &'a Table, duals: &'a Duals, is_over: &'a (dyn Fn() -> bool + 'a)) -> Self {
        Self {
            relaxation: Relaxation::new(table, duals),
            judge: Judge::new(table),
            kept: vec![Links::default(); table.seats + 1],
            threshold: 0,
            found: Vec::new(),
            nodes: 0,
            cut: false,
            table,
            duals,
            is_over,
        }
    }

    /// Searches until it is settled whether a group is worth more than `threshold`. Exponential
    /// in the number of members; what is pruned makes the difference.
    pub fn run(&mut self, threshold: i64) -> Verdict {
        self.threshold = threshold;
        if self.relaxation.lower(ROOT_STEPS, threshold) > threshold {
            self.node();
        }
        match (self.found.is_empty(), self.cut) {
            (false, _) => Verdict::Found(std::mem::take(&mut self.found)),
            (true, true) => Verdict::Open,
            (true, false) => Verdict::Proven,
        }
    }

    /// All groups with the members so far, with and without one expert after the other.
    fn node(&mut self) {
        let mut left_out = Vec::new();
        while self.is_open() {
            let Some(pivot) = self.pivot() else { break };
            self.with(pivot);
            self.relaxation.standing[pivot as usize] = Standing::Out;
            left_out.push(pivot);
        }
        for expert in left_out {
            self.relaxation.standing[expert as usize] = Standing::Free;
        }
    }

    fn is_open(&mut self) -> bool {
        self.nodes += 1;
        if self.nodes.is_multiple_of(PATIENCE) && (self.is_over)() {
            self.cut = true;
        }
        !self.cut && self.found.len() < MOST_FOUND
    }

    /// The expert to decide on next; `None` where nothing above the threshold is left.
    fn pivot(&mut self) -> Option<u32> {
        if self.relaxation.left() == 0 {
            let members = self.relaxation.members.clone();
            self.record(members);
            return None;
        }
        if self.relaxation.lower(STEPS, self.threshold) <= self.threshold {
            return None;
        }
        // The seats of the relaxation are often a good group.
        let mut members = self.relaxation.members.clone();
        for &expert in &self.relaxation.seated {
            if !self.table.clash(&members, expert) {
                members.push(expert);
            }
        }
        self.record(members);
        self.relaxation.pivot()
    }

    /// Everything with one more member.
    fn with(&mut self, pivot: u32) {
        let level = self.relaxation.members.len();
        let mut kept = std::mem::take(&mut self.kept[level]);
        kept.clone_from(&self.relaxation.links);
        let is_free = |other: &u32| self.relaxation.standing[*other as usize] == Standing::Free;
        let clashes = self.table.clashes[pivot as usize].iter().copied();
        let clashes: Vec<u32> = clashes.filter(is_free).collect();
        for &other in &clashes {
            self.relaxation.standing[other as usize] = Standing::Out;
        }
        self.relaxation.join(pivot);
        self.node();
        self.relaxation.leave();
        for &other in &clashes {
            self.relaxation.standing[other as usize] = Standing::Free;
        }
        std::mem::swap(&mut self.relaxation.links, &mut kept);
        self.kept[level] = kept;
    }

    fn record(&mut self, mut members: Vec<u32>) {
        if self.judge.worth(&members, self.duals) > self.threshold {
            members.sort_unstable();
            if !self.found.contains(&members) {
                self.found.push(members);
            }
        }
    }
}
