//! Lookups in a plan. Each call scans the plan; build a map for use in loops.

use super::{Group, Plan, Review, Round};
use crate::model::{Objective, RULES_FILE, Season};
use std::collections::BTreeMap;

impl Plan {
    /// Returns the group called `id`.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// Returns the group that holds a submission.
    pub fn group_of_submission(&self, submission: &str) -> Option<&Group> {
        let holds = |group: &&Group| group.submissions.iter().any(|id| id == submission);
        self.groups.iter().find(holds)
    }

    /// Returns the group in which an expert sits.
    pub fn group_of_expert(&self, expert: &str) -> Option<&Group> {
        let seats = |group: &&Group| group.members.iter().any(|id| id == expert);
        self.groups.iter().find(seats)
    }

    /// Returns the review of a submission.
    pub fn review(&self, submission: &str) -> Option<&Review> {
        let mut reviews = self.reviews.iter();
        reviews.find(|review| review.submission == submission)
    }

    /// Returns the reviewers of a submission; none when it has no review.
    pub fn reviewers(&self, submission: &str) -> &[String] {
        self.review(submission)
            .map_or(&[], |review| review.reviewers.as_slice())
    }

    /// The tables, by name, that changed since the plan was made.
    pub fn changed_inputs(&self, season: &Season) -> Vec<String> {
        let changed = self.inputs.iter().filter(|(table, then)| {
            let now = season.inputs.get(*table);
            now.is_none_or(|now| now.sha256 != then.sha256)
        });
        changed.map(|(table, _)| table.clone()).collect()
    }

    /// The rules file given by an option (`--rules`) when the plan was made, if the rules of the
    /// season as read differ. `None` for a plan without a copy of its rules, and if the season's
    /// own file changed since then: then the season's rules apply.
    pub fn rules_by_option(&self, season: &Season) -> Option<&str> {
        let (then, now) = (self.inputs.get("rules")?, season.inputs.get("rules"));
        let same = now.is_some_and(|now| now.sha256 == then.sha256);
        let copied = self.rules.conflicts.year != 0;
        (copied && !same && then.file != RULES_FILE).then_some(then.file.as_str())
    }

    /// The objective of the plan. The plan's copy of the rules includes the option `--objective`;
    /// for a plan without one, the season's rules decide.
    pub fn objective(&self, season: &Season) -> Objective {
        let rules = match self.rules.conflicts.year {
            0 => &season.rules,
            _ => &self.rules,
        };
        rules.solve.objective
    }

    /// The number of reviews of every group member (0 included), by expert id.
    pub fn loads(&self) -> BTreeMap<&str, usize> {
        let members = self.groups.iter().flat_map(|group| &group.members);
        let mut loads: BTreeMap<&str, usize> = members.map(|id| (id.as_str(), 0)).collect();
        for reviewer in self.reviews.iter().flat_map(|review| &review.reviewers) {
            *loads.entry(reviewer).or_default() += 1;
        }
        loads
    }
}

impl Plan {
    /// Group members without reviews, in the order of their ids.
    pub fn idle(&self) -> Vec<&str> {
        let idle = self.loads().into_iter().filter(|(_, load)| *load == 0);
        idle.map(|(id, _)| id).collect()
    }
}

impl Plan {
    /// The content of `plan.json`. The hashes of the history are those of these bytes.
    ///
    /// # Errors
    /// The plan cannot be serialised, which does not happen for plans that were read or made here.
    pub fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl Round {
    /// Whether the expert sat in the committee of the paper round.
    pub fn sat_before(&self, expert: &str) -> bool {
        let groups = self.paper.values().flatten();
        groups.chain(&self.heads).any(|id| id == expert)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::plan::{Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Status};

    fn plan() -> Plan {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect();
        Plan {
            schema: PLAN_SCHEMA.to_owned(),
            status: Status::Feasible,
            committee: Committee::default(),
            groups: vec![Group {
                id: "G01".to_owned(),
                members: words("E1 E2 E3"),
                submissions: words("S1 S2"),
                ..Group::default()
            }],
            reviews: ["S1", "S2"]
                .map(|submission| Review {
                    submission: submission.to_owned(),
                    group: "G01".to_owned(),
                    reviewers: words(if submission == "S1" { "E1 E2" } else { "E2 E9" }),
                    recused: Vec::new(),
                })
                .to_vec(),
            shortfalls: Vec::new(),
            quality: Quality::default(),
            inputs: Default::default(),
            rules: Default::default(),
            seed: 1,
            version: String::new(),
            pins: Vec::new(),
            withdrawn: Vec::new(),
            round: None,
            exchange: None,
            part: None,
        }
    }

    #[test]
    fn groups_are_found_by_who_and_what_they_hold() {
        let plan = plan();
        for found in [
            plan.group("G01"),
            plan.group_of_submission("S2"),
            plan.group_of_expert("E3"),
        ] {
            assert_eq!(found.map(|group| group.id.as_str()), Some("G01"));
        }
        assert_eq!(plan.group("G02"), None);
        assert_eq!(plan.group_of_submission("S3"), None);
        assert_eq!(plan.group_of_expert("E9"), None);
    }

    #[test]
    fn reviewers_and_loads_count_idle_members_too() {
        let plan = plan();
        assert_eq!(plan.reviewers("S1"), ["E1", "E2"]);
        assert!(plan.reviewers("S9").is_empty());
        let loads: Vec<_> = plan.loads().into_iter().collect();
        assert_eq!(loads, [("E1", 1), ("E2", 2), ("E3", 0), ("E9", 1)]);
    }
}
