//! What the sheets of a plan are called.

use super::Owner;
use crate::model::plan::Plan;
use crate::model::words::FileNames;

/// The names of the sheets of a plan: ids, never names of people, and no two sheets the same.
#[derive(Debug, Clone)]
pub struct SheetNames {
    experts: FileNames,
    groups: FileNames,
}

impl SheetNames {
    /// The names for all groups and members of a plan.
    pub fn of(plan: &Plan) -> Self {
        let groups = plan.groups.iter();
        let members = groups.clone().flat_map(|group| {
            let members = group.members.iter();
            members.map(|id| [group.id.as_str(), id.as_str()])
        });
        Self {
            experts: FileNames::joined(members),
            groups: FileNames::of(groups.map(|group| group.id.as_str())),
        }
    }

    /// What the sheet of an owner in a group is called.
    pub fn get(&self, group: &str, owner: &Owner) -> String {
        match owner {
            Owner::Expert(id) => format!("scores-{}.xlsx", self.experts.get_joined([group, id])),
            Owner::Group(id) => format!("consensus-{}.xlsx", self.groups.get(id)),
        }
    }

    /// What the consensus sheet of a member who signs in the leader's place is called.
    pub fn signed(&self, group: &str, signer: &str) -> String {
        let name = self.experts.get_joined([group, signer]);
        format!("consensus-{name}.xlsx")
    }
}
