//! File names of the sheets of a plan.

use super::Owner;
use crate::model::plan::Plan;
use crate::model::words::FileNames;

/// Unique file names for the sheets of a plan, made from ids rather than names of people.
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

    /// The file name of the sheet of an owner in a group.
    pub fn get(&self, group: &str, owner: &Owner) -> String {
        match owner {
            Owner::Expert(id) => format!("scores-{}.xlsx", self.experts.get_joined([group, id])),
            Owner::Group(id) => format!("consensus-{}.xlsx", self.groups.get(id)),
        }
    }

    /// The file name of the consensus sheet for a member who signs in place of the leader.
    pub fn signed(&self, group: &str, signer: &str) -> String {
        let name = self.experts.get_joined([group, signer]);
        format!("consensus-{name}.xlsx")
    }
}
