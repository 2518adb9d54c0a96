//! Clusters of submissions, about as large as a group: label propagation with a limit of size
//! (Meyerhenke, Sanders, Schulz 2014), over and over on the graph of the clusters found.

use super::likeness::Graph;

/// Passes over all nodes of one graph.
const PASSES: usize = 5;
/// Graphs of clusters at most; each has fewer nodes than the one before.
const LEVELS: usize = 8;

/// Joins the nodes of a graph to clusters of at most `most` submissions (a node that is larger
/// alone stays), and returns the cluster of each node, numbered from 0.
pub fn clusters(graph: &Graph, most: usize) -> Vec<u32> {
    let mut own = graph.clone();
    let mut of: Vec<u32> = (0..).take(graph.len()).collect();
    for _ in 0..LEVELS {
        let mut label: Vec<u32> = (0..).take(own.len()).collect();
        settle(&own, &mut label, most);
        let (next, map) = own.contracted(&label);
        let before = own.len();
        for cluster in &mut of {
            *cluster = map[*cluster as usize];
        }
        own = next;
        if own.len() == before {
            break;
        }
    }
    // Single nodes go where they belong, now that there is a place to go.
    settle(graph, &mut of, most);
    graph.contracted(&of).1
}

/// Moves nodes to the cluster that they are tied to most, while it has room.
fn settle(graph: &Graph, label: &mut [u32], most: usize) {
    let mut size = vec![0; graph.len()];
    for (node, &label) in label.iter().enumerate() {
        size[label as usize] += graph.size[node];
    }
    let mut tied = vec![0_u64; graph.len()];
    let mut touched: Vec<u32> = Vec::new();
    for _ in 0..PASSES {
        let mut moved = false;
        for node in 0..graph.len() {
            for &(other, weight) in graph.ties(node) {
                let to = label[other as usize];
                if tied[to as usize] == 0 {
                    touched.push(to);
                }
                tied[to as usize] += weight;
            }
            let own = label[node];
            let fits = |to: u32| size[to as usize] + graph.size[node] <= most;
            let better = touched
                .iter()
                .copied()
                .filter(|&to| to != own && fits(to))
                .max_by_key(|&to| (tied[to as usize], std::cmp::Reverse(to)));
            if let Some(to) = better.filter(|&to| tied[to as usize] > tied[own as usize]) {
                size[own as usize] -= graph.size[node];
                size[to as usize] += graph.size[node];
                label[node] = to;
                moved = true;
            }
            for to in touched.drain(..) {
                tied[to as usize] = 0;
            }
        }
        if !moved {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_strongly_comes_together_up_to_the_limit() {
        // Two triangles, and a weak tie between them.
        let ties = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)];
        let mut pairs: Vec<(u32, u32, u64)> = ties.map(|(a, b)| (a, b, 10)).to_vec();
        pairs.push((2, 3, 1));
        let graph = Graph::build(vec![1; 6], pairs);
        assert_eq!(clusters(&graph, 3), [0, 0, 0, 1, 1, 1]);
        assert_eq!(clusters(&graph, 6), [0; 6]);
        assert_eq!(clusters(&graph, 1), [0, 1, 2, 3, 4, 5]);
    }
}
