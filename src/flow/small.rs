//! The transport problem of one group, reoptimised after small changes.

#[cfg(test)]
mod tests;

/// No path: larger than any sum of losses, but two can be added without overflow.
const FAR: i64 = i64::MAX / 4;

/// Members are required for more reviews than the caps allow in any assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overload {
    /// Members (one bit per seat) whose caps together are too small for the submissions that only
    /// they may review; 0 if `submission` itself has too few allowed members.
    pub members: u32,
    /// A submission that has fewer allowed members than its demand.
    pub submission: Option<usize>,
}

/// One group's transport problem: every submission takes `demand` distinct members of those
/// allowed, no member exceeds its cap, and the total score is maximised.
///
/// The solver keeps its last solution and the members' prices (duals). A change marks the
/// submissions it affects; [`Small::solve`] lets these choose again at the old prices and then
/// repairs: it cancels negative cycles and moves overloads along shortest paths in the graph whose
/// nodes are the members and one node for spare capacity (Klein 1967; Busacker and Gowen 1960). An
/// arc from member `a` to member `b` costs the minimum loss over the submissions that can replace
/// `a` by `b`. With at most [`Small::MEMBERS`] members that graph fits the first-level cache, and
/// if no cap binds a solution costs one pass over the scores.
///
/// Does not allocate once the largest number of submissions has been reached.
///
/// ```
/// let mut group = empanel::flow::Small::new();
/// group.clear(3);
/// for member in 0..3 {
///     group.set_cap(member, 1);
/// }
/// group.push(&[9, 8, 0], 0b111, 1);
/// group.push(&[9, 2, 0], 0b111, 1);
/// assert_eq!(group.solve(), Ok(17));
/// assert_eq!(group.reviewers(0), 0b010);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Small {
    members: usize,
    caps: Vec<u32>,
    loads: Vec<u32>,
    prices: Vec<i64>,
    scores: Vec<i64>,
    rows: Vec<Row>,
    graph: Graph,
    /// A repair was aborted, so the prices do not match the assignment.
    broken: bool,
}

/// One submission of a [`Small`].
#[derive(Debug, Clone, Copy)]
struct Row {
    allowed: u32,
    held: u32,
    demand: u32,
    dirty: bool,
}

/// The cheapest way to move one review from one member to another, for all pairs, and the shortest
/// paths in this graph.
#[derive(Debug, Clone, Default)]
struct Graph {
    /// Number of nodes: the members and the node of spare capacity.
    nodes: usize,
    loss: Vec<i64>,
    mover: Vec<u32>,
    distance: Vec<i64>,
    before: Vec<usize>,
}

impl Small {
    /// Maximum number of members of a group.
    pub const MEMBERS: usize = 32;

    /// Creates an empty group; call [`Small::clear`] to set its members.
    pub fn new() -> Self {
        Self::default()
    }

    /// Resets to a group of `members` seats without submissions or caps.
    ///
    /// # Panics
    /// If `members` exceeds [`Small::MEMBERS`].
    pub fn clear(&mut self, members: usize) {
        assert!(
            members <= Self::MEMBERS,
            "a group has at most {} members",
            Self::MEMBERS
        );
        self.members = members;
        self.caps.clear();
        self.caps.resize(members, u32::MAX);
        self.loads.clear();
        self.loads.resize(members, 0);
        self.prices.clear();
        self.prices.resize(members, 0);
        self.scores.clear();
        self.rows.clear();
        self.graph.resize(members + 1);
        self.broken = false;
    }

    /// Returns the number of submissions.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Says whether the group holds no submission.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Sets how many reviews a member may take.
    pub fn set_cap(&mut self, member: usize, cap: u32) {
        self.caps[member] = cap;
    }

    /// Adds a submission with its score for each member, its allowed members (one bit per seat) and
    /// the number it needs; returns its index, the highest so far.
    pub fn push(&mut self, scores: &[i64], allowed: u32, demand: u32) -> usize {
        debug_assert_eq!(scores.len(), self.members);
        self.scores.extend_from_slice(scores);
        self.rows.push(Row {
            allowed,
            held: 0,
            demand,
            dirty: true,
        });
        self.rows.len() - 1
    }

    /// Replaces `submission` by another one.
    pub fn replace(&mut self, submission: usize, scores: &[i64], allowed: u32, demand: u32) {
        let from = submission * self.members;
        self.scores[from..from + self.members].copy_from_slice(scores);
        self.release(submission);
        self.rows[submission] = Row {
            allowed,
            held: 0,
            demand,
            dirty: true,
        };
    }

    /// Removes a submission; the last one gets its index.
    pub fn swap_remove(&mut self, submission: usize) {
        self.release(submission);
        let last = self.rows.len() - 1;
        self.rows.swap_remove(submission);
        let (from, to) = (last * self.members, submission * self.members);
        self.scores.copy_within(from..from + self.members, to);
        self.scores.truncate(from);
    }

    /// Changes the expert in seat `member`: `score(submission)` is the new score, `None` if the
    /// expert may not review it.
    pub fn set_member(
        &mut self,
        member: usize,
        cap: u32,
        mut score: impl FnMut(usize) -> Option<i64>,
    ) {
        self.caps[member] = cap;
        self.prices[member] = 0;
        for submission in 0..self.rows.len() {
            self.release(submission);
            let row = &mut self.rows[submission];
            row.dirty = true;
            match score(submission) {
                Some(value) => {
                    row.allowed |= 1 << member;
                    self.scores[submission * self.members + member] = value;
                }
                None => row.allowed &= !(1 << member),
            }
        }
    }

    /// Finds the maximum total score.
    ///
    /// # Errors
    /// [`Overload`] if no choice of reviewers satisfies the caps, with the members that prove it.
    pub fn solve(&mut self) -> Result<i64, Overload> {
        for submission in 0..self.rows.len() {
            if self.rows[submission].dirty {
                self.choose(submission)?;
            }
        }
        if self.broken || !self.settled() {
            self.broken = true;
            self.repair()?;
            self.broken = false;
        }
        Ok(self.total())
    }

    /// Returns the members (one bit per seat) that review `submission` in the last solution.
    pub fn reviewers(&self, submission: usize) -> u32 {
        self.rows[submission].held
    }

    /// Returns the number of submissions each member reviews.
    pub fn loads(&self) -> &[u32] {
        &self.loads
    }

    /// Returns each member's price: the marginal value of one more unit of its cap. With these,
    /// `sum over submissions of the best demand (score - price) + sum of price * cap` equals the
    /// total, which proves it.
    pub fn prices(&self) -> &[i64] {
        &self.prices
    }

    fn row_scores(&self, submission: usize) -> &[i64] {
        &self.scores[submission * self.members..][..self.members]
    }

    fn total(&self) -> i64 {
        let mut total = 0;
        for (submission, row) in self.rows.iter().enumerate() {
            let scores = self.row_scores(submission);
            for member in bits(row.held) {
                total += scores[member];
            }
        }
        total
    }

    fn release(&mut self, submission: usize) {
        let row = &mut self.rows[submission];
        for member in bits(row.held) {
            self.loads[member] -= 1;
        }
        row.held = 0;
    }

    /// Lets a submission take its best members at the current prices; ties go to the member with
    /// the smaller load, then to the lower seat.
    fn choose(&mut self, submission: usize) -> Result<(), Overload> {
        self.release(submission);
        let row = self.rows[submission];
        if row.allowed.count_ones() < row.demand {
            return Err(Overload {
                members: 0,
                submission: Some(submission),
            });
        }
        let scores = &self.scores[submission * self.members..][..self.members];
        let mut held = 0u32;
        for _ in 0..row.demand {
            let best = bits(row.allowed & !held)
                .max_by_key(|&member| {
                    let value = scores[member] - self.prices[member];
                    (
                        value,
                        std::cmp::Reverse(self.loads[member]),
                        std::cmp::Reverse(member),
                    )
                })
                .expect("fewer are held than are allowed");
            held |= 1 << best;
            self.loads[best] += 1;
        }
        self.rows[submission].held = held;
        self.rows[submission].dirty = false;
        Ok(())
    }

    /// Complementary slackness of the members: no load above the cap, no positive price below it.
    fn settled(&self) -> bool {
        (0..self.members).all(|member| match self.loads[member].cmp(&self.caps[member]) {
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Less => self.prices[member] == 0,
        })
    }

    fn repair(&mut self) -> Result<(), Overload> {
        loop {
            self.fill_graph();
            if let Some(node) = self.graph.potentials() {
                self.shift_cycle(node);
                continue;
            }
            let over = (0..self.members).filter(|&member| self.loads[member] > self.caps[member]);
            let over = over.fold(0u32, |mask, member| mask | 1 << member);
            if over == 0 {
                break;
            }
            let reached = self.graph.paths_from(over);
            if self.graph.distance[self.members] >= FAR {
                return Err(Overload {
                    members: reached,
                    submission: None,
                });
            }
            self.shift_path();
        }
        let spare = self.graph.distance[self.members];
        for member in 0..self.members {
            self.prices[member] = spare - self.graph.distance[member];
        }
        Ok(())
    }

    fn fill_graph(&mut self) {
        let nodes = self.graph.nodes;
        self.graph.loss.fill(FAR);
        for (submission, row) in self.rows.iter().enumerate() {
            let scores = &self.scores[submission * self.members..][..self.members];
            let free = row.allowed & !row.held;
            for from in bits(row.held) {
                let line = from * nodes;
                for to in bits(free) {
                    let loss = scores[from] - scores[to];
                    if loss < self.graph.loss[line + to] {
                        self.graph.loss[line + to] = loss;
                        self.graph.mover[line + to] = submission as u32;
                    }
                }
            }
        }
        let spare = self.members;
        for member in 0..self.members {
            if self.loads[member] < self.caps[member] {
                self.graph.loss[member * nodes + spare] = 0;
            }
            self.graph.loss[spare * nodes + member] = 0;
        }
    }

    /// Moves one review along the arc `from -> to`; arcs of the spare node move none.
    fn shift(&mut self, from: usize, to: usize) {
        let spare = self.members;
        if from == spare || to == spare {
            return;
        }
        self.loads[from] -= 1;
        self.loads[to] += 1;
        let submission = self.graph.mover[from * self.graph.nodes + to] as usize;
        let row = &mut self.rows[submission];
        row.held = row.held & !(1 << from) | 1 << to;
    }

    fn shift_cycle(&mut self, start: usize) {
        let mut node = start;
        loop {
            let before = self.graph.before[node];
            self.shift(before, node);
            node = before;
            if node == start {
                break;
            }
        }
    }

    fn shift_path(&mut self) {
        let mut node = self.members;
        // An overloaded member may be reached at lower cost from another one, so the path starts at
        // the node without a predecessor.
        while self.graph.before[node] != usize::MAX {
            let before = self.graph.before[node];
            self.shift(before, node);
            node = before;
        }
    }
}

impl Graph {
    fn resize(&mut self, nodes: usize) {
        self.nodes = nodes;
        self.loss.clear();
        self.loss.resize(nodes * nodes, FAR);
        self.mover.clear();
        self.mover.resize(nodes * nodes, 0);
        self.distance.clear();
        self.distance.resize(nodes, 0);
        self.before.clear();
        self.before.resize(nodes, usize::MAX);
    }

    /// Bellman and Ford from all nodes at distance 0. Returns a node on a negative cycle (to be
    /// followed through `before`), or `None` when the distances are potentials.
    fn potentials(&mut self) -> Option<usize> {
        self.distance.fill(0);
        self.before.fill(usize::MAX);
        let changed = self.relax()?;
        let mut node = changed;
        for _ in 0..self.nodes {
            node = self.before[node];
        }
        Some(node)
    }

    /// Shortest paths from a set of members; returns the reachable members.
    fn paths_from(&mut self, members: u32) -> u32 {
        self.distance.fill(FAR);
        self.before.fill(usize::MAX);
        for member in bits(members) {
            self.distance[member] = 0;
        }
        // There is no negative cycle, since `potentials` has just been computed.
        let _ = self.relax();
        let reached = (0..self.nodes - 1).filter(|&node| self.distance[node] < FAR);
        reached.fold(0, |mask, node| mask | 1 << node)
    }

    /// Relaxes until nothing changes; returns a node that still changes in round `nodes`.
    fn relax(&mut self) -> Option<usize> {
        let mut changed = None;
        for _ in 0..self.nodes {
            changed = None;
            for from in 0..self.nodes {
                let start = self.distance[from];
                if start >= FAR {
                    continue;
                }
                let line = &self.loss[from * self.nodes..][..self.nodes];
                for (to, &loss) in line.iter().enumerate() {
                    if loss < FAR && start + loss < self.distance[to] {
                        self.distance[to] = start + loss;
                        self.before[to] = from;
                        changed = Some(to);
                    }
                }
            }
            changed?;
        }
        changed
    }
}

/// Iterates over the positions of the set bits, lowest first.
fn bits(mut mask: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        (mask != 0).then(|| {
            mask &= mask - 1;
            bit as usize
        })
    })
}
