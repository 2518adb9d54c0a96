//! Clusters to parts: each part grows from a first cluster in the order of fields by the one that
//! is tied to it most, up to its size; then submissions change parts where that ties more
//! together, or where a part is too small or too large.

use super::likeness::Graph;
use std::cmp::Reverse;

/// Passes of the improvement.
const PASSES: usize = 8;

/// How many submissions a part has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// The fewest.
    pub least: usize,
    /// Its share.
    pub share: usize,
    /// The most.
    pub most: usize,
}

/// Gives every cluster to one of the parts. `order` is the order of the clusters by field.
pub fn grow(graph: &Graph, order: &[u32], sizes: &[Size]) -> Vec<usize> {
    let last = sizes.len() - 1;
    let mut part = vec![last; graph.len()];
    let mut taken = vec![false; graph.len()];
    for (number, size) in sizes.iter().enumerate().take(last) {
        let mut held = 0;
        let mut tied = vec![0_u64; graph.len()];
        while held < size.share {
            let fits = |node: &&u32| {
                !taken[**node as usize] && graph.size[**node as usize] + held <= size.share
            };
            // The first one in the order of fields where nothing is tied, or several are tied alike.
            let next = order
                .iter()
                .enumerate()
                .filter(|(_, node)| fits(node))
                .max_by_key(|(at, node)| (tied[**node as usize], Reverse(*at)));
            let Some((_, &node)) = next else { break };
            taken[node as usize] = true;
            part[node as usize] = number;
            held += graph.size[node as usize];
            for &(other, weight) in graph.ties(node as usize) {
                tied[other as usize] += weight;
            }
        }
    }
    part
}

/// A division of nodes that changes node by node.
pub struct Spread<'a> {
    graph: &'a Graph,
    sizes: &'a [Size],
    /// The part of each node.
    pub part: Vec<usize>,
    held: Vec<usize>,
}

impl<'a> Spread<'a> {
    /// Starts from the part of each node.
    pub fn new(graph: &'a Graph, sizes: &'a [Size], part: Vec<usize>) -> Self {
        let mut held = vec![0; sizes.len()];
        for (node, &part) in part.iter().enumerate() {
            held[part] += graph.size[node];
        }
        Self {
            graph,
            sizes,
            part,
            held,
        }
    }

    /// How strongly a node is tied to each part.
    fn tied(&self, node: usize) -> Vec<u64> {
        let mut tied = vec![0; self.sizes.len()];
        for &(other, weight) in self.graph.ties(node) {
            tied[self.part[other as usize]] += weight;
        }
        tied
    }

    fn shift(&mut self, node: usize, to: usize) {
        self.held[self.part[node]] -= self.graph.size[node];
        self.held[to] += self.graph.size[node];
        self.part[node] = to;
    }

    /// Moves nodes to the part that they are tied to more, as sizes allow.
    pub fn improve(&mut self) {
        for _ in 0..PASSES {
            let mut moved = false;
            for node in 0..self.graph.len() {
                let (own, size) = (self.part[node], self.graph.size[node]);
                if self.held[own] < self.sizes[own].least + size {
                    continue;
                }
                let tied = self.tied(node);
                let room = |to: &usize| self.held[*to] + size <= self.sizes[*to].most;
                let best = (0..self.sizes.len())
                    .filter(room)
                    .max_by_key(|&to| (tied[to], Reverse(to)));
                if let Some(to) = best.filter(|&to| tied[to] > tied[own]) {
                    self.shift(node, to);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }

    /// Moves nodes out of parts that are too large and into parts that are too small, those first
    /// that lose least. Returns whether all sizes are right then.
    pub fn level(&mut self) -> bool {
        loop {
            let wrong = |part: usize| self.wrong(part, self.held[part]);
            if (0..self.sizes.len()).all(|part| wrong(part) == 0) {
                return true;
            }
            let Some((node, to)) = self.cheapest() else {
                return false;
            };
            self.shift(node, to);
        }
    }

    /// By how much a part that holds so many submissions is too large or too small.
    fn wrong(&self, part: usize, held: usize) -> usize {
        let size = self.sizes[part];
        held.saturating_sub(size.most) + size.least.saturating_sub(held)
    }

    /// Of the moves that make sizes more right, the one that loses least.
    fn cheapest(&self) -> Option<(usize, usize)> {
        let now: Vec<usize> = (0..self.sizes.len())
            .map(|part| self.wrong(part, self.held[part]))
            .collect();
        let mut best: Option<(i128, usize, usize)> = None;
        for node in 0..self.graph.len() {
            let (own, size) = (self.part[node], self.graph.size[node]);
            let without = self.wrong(own, self.held[own] - size);
            let better = |to: &usize| {
                let with = self.wrong(*to, self.held[*to] + size);
                *to != own && without + with < now[own] + now[*to]
            };
            let mut open = (0..self.sizes.len()).filter(better).peekable();
            if open.peek().is_none() {
                continue;
            }
            let tied = self.tied(node);
            for to in open {
                let loss = (i128::from(tied[own]) - i128::from(tied[to])) / size as i128;
                if best.is_none_or(|(least, ..)| loss < least) {
                    best = Some((loss, node, to));
                }
            }
        }
        best.map(|(_, node, to)| (node, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: [Size; 2] = [Size {
        least: 3,
        share: 3,
        most: 3,
    }; 2];

    #[test]
    fn parts_grow_along_the_ties() {
        let pairs = vec![(0, 2, 5), (2, 4, 5), (1, 3, 5), (3, 5, 5), (4, 5, 1)];
        let graph = Graph::build(vec![1; 6], pairs);
        let order: Vec<u32> = (0..6).collect();
        assert_eq!(grow(&graph, &order, &EVEN), [0, 1, 0, 1, 0, 1]);
    }

    #[test]
    fn sizes_become_right_at_the_least_loss() {
        let pairs = vec![(0, 1, 9), (1, 2, 9), (2, 3, 1), (3, 4, 9), (4, 5, 9)];
        let graph = Graph::build(vec![1; 6], pairs);
        let mut spread = Spread::new(&graph, &EVEN, vec![0, 0, 1, 1, 1, 1]);
        assert!(spread.level());
        assert_eq!(spread.part, [0, 0, 0, 1, 1, 1]);
        let mut spread = Spread::new(&graph, &EVEN, vec![0, 0, 0, 0, 1, 1]);
        assert!(spread.level());
        assert_eq!(spread.part, [0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn what_cannot_be_split_is_told() {
        let graph = Graph::build(vec![4, 2], vec![(0, 1, 1)]);
        let mut spread = Spread::new(&graph, &EVEN, vec![0, 1]);
        assert!(!spread.level());
    }
}
