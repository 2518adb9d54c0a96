//! Branch and bound over the members of one group: is any group worth more than a threshold?

use super::duals::Duals;
use super::group::Judge;
use super::links::{Links, Standing};
use super::relaxation::Relaxation;
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

impl Verdict {
    /// For logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Found(_) => "found",
            Self::Open => "open",
        }
    }
}

/// A search at given prices.
pub struct Search<'a> {
    table: &'a Table,
    duals: &'a Duals,
    relaxation: Relaxation<'a>,
    judge: Judge<'a>,
    /// Prices to come back to, by number of members.
    kept: Vec<Links>,
    /// Links at the root.
    root: Option<Links>,
    threshold: i64,
    found: Vec<Vec<u32>>,
    nodes: u64,
    most_nodes: u64,
    cut: bool,
    is_over: &'a (dyn Fn() -> bool + 'a),
}

impl<'a> Search<'a> {
    /// Prepares a search. Memory O(submissions x experts x members).
    /// Link prices to begin with, by place of all rows, save work at the root.
    pub fn new(
        table: &'a Table,
        duals: &'a Duals,
        prices: Option<&[i64]>,
        is_over: &'a (dyn Fn() -> bool + 'a),
    ) -> Self {
        Self {
            relaxation: Relaxation::new(table, duals, prices),
            judge: Judge::new(table),
            kept: vec![Links::default(); table.seats + 1],
            root: None,
            threshold: 0,
            found: Vec::new(),
            nodes: 0,
            most_nodes: 0,
            cut: false,
            table,
            duals,
            is_over,
        }
    }

    /// Searches until it is settled whether a group is worth more than `threshold`, or so many
    /// nodes were opened. Exponential in the number of members; what is pruned makes the
    /// difference.
    pub fn run(&mut self, threshold: i64, most_nodes: u64) -> Verdict {
        (self.threshold, self.most_nodes) = (threshold, most_nodes);
        if self.relaxation.lower(ROOT_STEPS, threshold) > threshold {
            self.root = Some(self.relaxation.links.clone());
            self.node();
        }
        match (self.found.is_empty(), self.cut) {
            (false, _) => Verdict::Found(std::mem::take(&mut self.found)),
            (true, true) => Verdict::Open,
            (true, false) => Verdict::Proven,
        }
    }

    /// Nodes so far.
    pub fn nodes(&self) -> u64 {
        self.nodes
    }

    /// The prices of the links at the root, by place of all rows.
    pub fn prices(&self) -> Vec<i64> {
        let links = self.root.as_ref().unwrap_or(&self.relaxation.links);
        let places = (0_u32..).take(self.table.all_places());
        places.map(|place| links.price(self.table, place)).collect()
    }

    /// All groups with the members so far, with and without one expert after the other. Leaves
    /// the links as they are: whoever called brings its own back.
    fn node(&mut self) {
        while self.is_open() {
            let Some(pivot) = self.pivot() else { break };
            self.with(pivot);
            self.relaxation.links.exclude(self.table, pivot);
        }
    }

    fn is_open(&mut self) -> bool {
        self.nodes += 1;
        let asks = self.nodes.is_multiple_of(PATIENCE);
        if self.nodes > self.most_nodes || asks && (self.is_over)() {
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
        for &other in &self.table.clashes[pivot as usize] {
            if self.relaxation.links.standing[other as usize] == Standing::Free {
                self.relaxation.links.exclude(self.table, other);
            }
        }
        self.relaxation.join(pivot);
        self.node();
        self.relaxation.members.pop();
        std::mem::swap(&mut self.relaxation.links, &mut kept);
        self.kept[level] = kept;
    }

    fn record(&mut self, mut members: Vec<u32>) {
        if self.table.is_led(&members) && self.judge.worth(&members, self.duals) > self.threshold {
            members.sort_unstable();
            if !self.found.contains(&members) {
                self.found.push(members);
            }
        }
    }
}
