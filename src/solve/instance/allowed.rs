//! Sets of groups.

/// The groups that somebody or something may be in; every group unless narrowed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupSet {
    /// `None` allows every group.
    allowed: Option<Vec<bool>>,
}

impl GroupSet {
    /// Every group.
    pub fn all() -> Self {
        Self::default()
    }

    /// Just these of `groups` groups.
    pub fn only(groups: usize, members: impl IntoIterator<Item = usize>) -> Self {
        let mut allowed = vec![false; groups];
        for group in members {
            allowed[group] = true;
        }
        Self {
            allowed: Some(allowed),
        }
    }

    /// Whether `group` is in the set.
    #[inline]
    pub fn allows(&self, group: usize) -> bool {
        self.allowed.as_ref().is_none_or(|allowed| allowed[group])
    }

    /// Whether nothing was narrowed.
    pub fn is_all(&self) -> bool {
        self.allowed.is_none()
    }

    /// Whether no group is left.
    pub fn is_empty(&self) -> bool {
        self.allowed
            .as_ref()
            .is_some_and(|allowed| !allowed.contains(&true))
    }

    /// Takes `group` out of the set.
    pub fn remove(&mut self, groups: usize, group: usize) {
        self.allowed.get_or_insert_with(|| vec![true; groups])[group] = false;
    }

    /// Keeps only the groups that are in both sets.
    pub fn intersect(&mut self, groups: usize, other: &Self) {
        for group in (0..groups).filter(|&group| !other.allows(group)) {
            self.remove(groups, group);
        }
    }
}
