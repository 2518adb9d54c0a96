//! Network simplex: minimum cost of a flow with integer capacities.

use super::{Amount, solver::NONE, stopped};
use std::time::Instant;

/// No limit on an arc.
pub(super) const ENDLESS: i64 = i64::MAX / 2;
/// Pivots between checks of the clock.
const GLANCE: usize = 64;

/// Arcs with capacities and costs. A node supplies (above 0) or takes (below 0); the sum is 0.
#[derive(Debug, Default)]
pub(super) struct Network<C> {
    pub sources: Vec<u32>,
    pub targets: Vec<u32>,
    pub costs: Vec<C>,
    pub caps: Vec<i64>,
    pub supplies: Vec<i64>,
}

/// A minimum-cost flow among those that move as much as possible.
#[derive(Debug)]
pub(super) struct Flow<C> {
    /// Flow on each arc.
    pub flows: Vec<i64>,
    /// `cost + potential of the source - potential of the target` is at most 0 on full arcs, at
    /// least 0 on empty ones and 0 on all others.
    pub potentials: Vec<C>,
    /// Supply (above 0) or demand (below 0) of each node beyond what the arcs can move.
    pub unmet: Vec<i64>,
}

/// State of an arc: on the tree, or outside it and empty or full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Tree,
    Empty,
    Full,
}

/// Finds the flow by primal network simplex (Dantzig 1951) with strongly feasible trees, which
/// cannot cycle (Cunningham 1976), and block pricing (Grigoriadis 1986; pivot rules as in the LEMON
/// library, Kiraly and Kovacs 2012). Amounts that no arc can carry go over a root at the cost
/// `dear`, which must exceed that of any path. `None` if `deadline` passed.
pub(super) fn least_cost<C: Amount>(
    network: Network<C>,
    dear: C,
    deadline: Option<Instant>,
) -> Option<Flow<C>> {
    let mut simplex = Simplex::new(network, dear);
    let mut pivots = 0usize;
    while let Some(arc) = simplex.entering() {
        simplex.pivot(arc);
        pivots += 1;
        let look = pivots.is_multiple_of(GLANCE);
        if look && (stopped() || deadline.is_some_and(|deadline| Instant::now() >= deadline)) {
            return None;
        }
    }
    Some(simplex.read())
}

struct Simplex<C> {
    /// Number of given arcs; they are followed by one between each node and the root.
    given: usize,
    sources: Vec<u32>,
    targets: Vec<u32>,
    costs: Vec<C>,
    caps: Vec<i64>,
    flows: Vec<i64>,
    states: Vec<State>,
    /// For each node: its parent, the arc to it, its depth and its potential.
    parent: Vec<u32>,
    hanger: Vec<u32>,
    depth: Vec<u32>,
    potentials: Vec<C>,
    /// The children of each node as a doubly linked list.
    child: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    /// The next arc to price, and the number priced before the best is chosen.
    at: usize,
    block: usize,
}

/// The leaving arc is that of node `out`; `inner` is the end of the entering arc below it, `outer`
/// the other end.
struct Leaving {
    out: u32,
    inner: u32,
    outer: u32,
}

impl<C: Amount> Simplex<C> {
    /// Starts with all flow over the root.
    fn new(network: Network<C>, dear: C) -> Self {
        let (given, nodes) = (network.costs.len(), network.supplies.len());
        let root = nodes as u32;
        let mut simplex = Self {
            given,
            flows: vec![0; given],
            states: vec![State::Empty; given],
            sources: network.sources,
            targets: network.targets,
            costs: network.costs,
            caps: network.caps,
            parent: vec![NONE; nodes + 1],
            hanger: vec![NONE; nodes + 1],
            depth: vec![0; nodes + 1],
            potentials: vec![C::ZERO; nodes + 1],
            child: vec![NONE; nodes + 1],
            next: vec![NONE; nodes + 1],
            previous: vec![NONE; nodes + 1],
            at: 0,
            block: given.isqrt().max(16),
        };
        for (node, &supply) in network.supplies.iter().enumerate() {
            // An empty arc points to the root: the tree is strongly feasible.
            let gives = supply >= 0;
            let ends = (node as u32, root);
            let (source, target) = if gives { ends } else { (root, node as u32) };
            simplex.sources.push(source);
            simplex.targets.push(target);
            simplex.costs.push(if gives { C::ZERO } else { dear });
            simplex.caps.push(ENDLESS);
            simplex.flows.push(supply.abs());
            simplex.states.push(State::Tree);
            simplex.potentials[node] = if gives { C::ZERO } else { dear };
            simplex.depth[node] = 1;
            simplex.hang(node as u32, root, (given + node) as u32);
        }
        simplex
    }

    /// The arc of the next block with the largest gain, or `None` at the optimum.
    fn entering(&mut self) -> Option<usize> {
        let (mut best, mut found) = (C::ZERO, None);
        let mut left = self.block;
        for _ in 0..self.given {
            let arc = self.at;
            self.at = if arc + 1 == self.given { 0 } else { arc + 1 };
            let state = self.states[arc];
            if state != State::Tree {
                let source = self.potentials[self.sources[arc] as usize];
                let reduced = self.costs[arc] + source;
                let reduced = reduced - self.potentials[self.targets[arc] as usize];
                let loss = if state == State::Empty {
                    reduced
                } else {
                    -reduced
                };
                if loss < best {
                    (best, found) = (loss, Some(arc));
                }
            }
            left -= 1;
            if left == 0 {
                if found.is_some() {
                    return found;
                }
                left = self.block;
            }
        }
        found
    }

    /// Sends as much as possible around the cycle closed by `arc` and updates the tree.
    fn pivot(&mut self, arc: usize) {
        let ends = (self.sources[arc], self.targets[arc]);
        // Flow goes from `first` over the arc to `second`, up to their common ancestor, and down
        // again.
        let (first, second) = if self.states[arc] == State::Empty {
            ends
        } else {
            (ends.1, ends.0)
        };
        let join = self.meeting(first, second);
        let (amount, leaving) = self.narrowest(arc, (first, second), join);
        if amount > 0 {
            self.send(arc, (first, second), join, amount);
        }
        let Some(leaving) = leaving else {
            // The arc itself is the bottleneck and changes between empty and full, even if its flow
            // is zero.
            self.states[arc] = match self.states[arc] {
                State::Empty => State::Full,
                _ => State::Empty,
            };
            return;
        };
        let left = self.hanger[leaving.out as usize] as usize;
        self.states[arc] = State::Tree;
        self.states[left] = self.beside(left);
        self.rehang(arc as u32, &leaving);
    }

    fn beside(&self, arc: usize) -> State {
        if self.flows[arc] == 0 {
            State::Empty
        } else {
            State::Full
        }
    }

    fn meeting(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            let (deep, other) = (self.depth[a as usize], self.depth[b as usize]);
            if deep >= other {
                a = self.parent[a as usize];
            }
            if other >= deep {
                b = self.parent[b as usize];
            }
        }
        a
    }

    /// Whether a node's arc to its parent points up.
    fn up(&self, node: u32) -> bool {
        self.sources[self.hanger[node as usize] as usize] == node
    }

    /// The residual capacity of a node's arc, upwards or downwards.
    fn room(&self, node: u32, upwards: bool) -> i64 {
        let arc = self.hanger[node as usize] as usize;
        if self.up(node) == upwards {
            self.caps[arc] - self.flows[arc]
        } else {
            self.flows[arc]
        }
    }

    /// The residual capacity of the cycle, and the arc that leaves the tree: the last of equals in
    /// cycle order from the common ancestor, which keeps the tree strongly feasible.
    fn narrowest(
        &self,
        arc: usize,
        (first, second): (u32, u32),
        join: u32,
    ) -> (i64, Option<Leaving>) {
        let (mut amount, mut leaving) = (self.caps[arc], None);
        let mut node = first;
        while node != join {
            let room = self.room(node, false);
            if room < amount {
                amount = room;
                leaving = Some((node, first, second));
            }
            node = self.parent[node as usize];
        }
        node = second;
        while node != join {
            let room = self.room(node, true);
            if room <= amount {
                amount = room;
                leaving = Some((node, second, first));
            }
            node = self.parent[node as usize];
        }
        let leaving = leaving.map(|(out, inner, outer)| Leaving { out, inner, outer });
        (amount, leaving)
    }

    fn send(&mut self, arc: usize, (first, second): (u32, u32), join: u32, amount: i64) {
        let sign = if self.states[arc] == State::Empty {
            1
        } else {
            -1
        };
        self.flows[arc] += sign * amount;
        for (mut node, upwards) in [(first, false), (second, true)] {
            while node != join {
                let sign = if self.up(node) == upwards { 1 } else { -1 };
                self.flows[self.hanger[node as usize] as usize] += sign * amount;
                node = self.parent[node as usize];
            }
        }
    }

    fn hang(&mut self, node: u32, parent: u32, arc: u32) {
        let first = self.child[parent as usize];
        let at = node as usize;
        (self.parent[at], self.hanger[at]) = (parent, arc);
        (self.next[at], self.previous[at]) = (first, NONE);
        if first != NONE {
            self.previous[first as usize] = node;
        }
        self.child[parent as usize] = node;
    }

    fn unhang(&mut self, node: u32) {
        let at = node as usize;
        let (before, after) = (self.previous[at], self.next[at]);
        if before == NONE {
            self.child[self.parent[at] as usize] = after;
        } else {
            self.next[before as usize] = after;
        }
        if after != NONE {
            self.previous[after as usize] = before;
        }
    }

    /// Reverses the tree below the leaving arc and attaches it to the entering one.
    fn rehang(&mut self, entering: u32, leaving: &Leaving) {
        let (mut node, mut parent, mut arc) = (leaving.inner, leaving.outer, entering);
        loop {
            let (above, over) = (self.parent[node as usize], self.hanger[node as usize]);
            self.unhang(node);
            self.hang(node, parent, arc);
            if node == leaving.out {
                break;
            }
            (parent, arc, node) = (node, over, above);
        }
        let inner = leaving.inner as usize;
        let (outer, cost) = (
            self.potentials[leaving.outer as usize],
            self.costs[entering as usize],
        );
        let wanted = if self.up(leaving.inner) {
            outer - cost
        } else {
            outer + cost
        };
        let change = wanted - self.potentials[inner];
        let mut stack = vec![leaving.inner];
        while let Some(node) = stack.pop() {
            let at = node as usize;
            self.potentials[at] += change;
            self.depth[at] = self.depth[self.parent[at] as usize] + 1;
            let mut child = self.child[at];
            while child != NONE {
                stack.push(child);
                child = self.next[child as usize];
            }
        }
    }

    fn read(mut self) -> Flow<C> {
        let over = self.flows.split_off(self.given);
        let sources = &self.sources[self.given..];
        let root = over.len() as u32;
        let signed = over.into_iter().zip(sources);
        let unmet = signed.map(|(flow, &source)| if source == root { -flow } else { flow });
        self.potentials.pop();
        Flow {
            unmet: unmet.collect(),
            flows: self.flows,
            potentials: self.potentials,
        }
    }
}
