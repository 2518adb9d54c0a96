//! Sets of groups.

/// The groups that an expert or a submission may be in; all groups unless narrowed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupSet {
    /// `None` allows every group.
    allowed: Option<Vec<bool>>,
}

impl GroupSet {
    /// The set of all groups.
    pub fn all() -> Self {
        Self::default()
    }

    /// The set of the given groups, out of `groups` in total.
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

    /// Whether the set is not narrowed.
    pub fn is_all(&self) -> bool {
        self.allowed.is_none()
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.allowed
            .as_ref()
            .is_some_and(|allowed| !allowed.contains(&true))
    }

    /// Removes `group` from the set.
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
