//! Finds the most similar of many names without comparing all pairs.

use std::collections::HashMap;

/// Names, indexed by their pairs of adjacent characters.
#[derive(Debug, Clone, Default)]
pub struct Near {
    names: Vec<Vec<char>>,
    by_pair: HashMap<[char; 2], Vec<u32>>,
}

/// Pairs that occur in more names than this are ignored.
const COMMON: usize = 200;
/// Minimum similarity (Dice coefficient of the pairs; 1 is identical).
const ALIKE: f64 = 0.55;

/// Pairs of adjacent characters; the first and the last character also pair with an edge.
fn pairs(name: &[char]) -> impl Iterator<Item = [char; 2]> + '_ {
    let edge = '\0';
    let firsts = std::iter::once(edge).chain(name.iter().copied());
    let seconds = name.iter().copied().chain(std::iter::once(edge));
    firsts.zip(seconds).map(|(a, b)| [a, b])
}

impl Near {
    /// Indexes folded names; results are positions among them.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut near = Self::default();
        for (at, name) in (0_u32..).zip(names) {
            let name: Vec<char> = name.chars().collect();
            for pair in pairs(&name) {
                let own = near.by_pair.entry(pair).or_default();
                if own.len() <= COMMON && own.last() != Some(&at) {
                    own.push(at);
                }
            }
            near.names.push(name);
        }
        near
    }

    /// The position of the most similar name, if it is similar enough; the first of equals.
    #[allow(clippy::cast_precision_loss)] // names are short
    pub fn nearest(&self, name: &str) -> Option<usize> {
        let name: Vec<char> = name.chars().collect();
        let mut common: HashMap<u32, usize> = HashMap::new();
        for pair in pairs(&name) {
            let own = self.by_pair.get(&pair).filter(|own| own.len() <= COMMON);
            for at in own.into_iter().flatten() {
                *common.entry(*at).or_default() += 1;
            }
        }
        let alike = |(at, shared): (u32, usize)| {
            let all = self.names[at as usize].len() + name.len() + 2;
            (2.0 * shared as f64 / all as f64, at)
        };
        let best = common.into_iter().map(alike).max_by(|a, b| {
            let alike = a.0.total_cmp(&b.0);
            alike.then(b.1.cmp(&a.1))
        });
        best.filter(|(alike, _)| *alike >= ALIKE)
            .map(|(_, at)| at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Near;

    #[test]
    fn a_slip_is_near_and_another_name_is_not() {
        let near = Near::new(["示例齿轮", "示例泵业", "张伟", "E003"]);
        assert_eq!(near.nearest("示例齿伦"), Some(0));
        assert_eq!(near.nearest("E0O3"), Some(3));
        assert_eq!(near.nearest("远山重工"), None);
        assert_eq!(near.nearest(""), None);
    }
}
