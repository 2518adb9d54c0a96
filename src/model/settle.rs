//! Resolving organization names with the help of all cells of a season.

use super::{Liberty, Organizations, Party, Relation, Role, Season};
use std::collections::BTreeSet;

impl Season {
    /// Registers the organizations that are alone in some cell, so that cells with several, or with
    /// a department, can be read; and splits relations that name several organizations at one end.
    /// Called once, after all tables are read.
    pub fn settle_organizations(&mut self) {
        self.organizations = known(self);
        self.relations = apart(self);
    }
}

/// The season's comparison, with every name that is alone in a cell registered.
fn known(season: &Season) -> Organizations {
    let plain = &season.organizations;
    let mut all = plain.clone();
    let mut alone = BTreeSet::new();
    let mut know = |cell: &str, role| {
        let reading = plain.read(cell, role);
        if reading.liberty == Liberty::None {
            if let [named] = &reading.named[..] {
                alone.insert((named.name.clone(), role));
            }
            reading.named.iter().for_each(|named| all.know(&named.name));
        } else if reading.liberty == Liberty::Several {
            // 甲公司；乙大学 names both as clearly as two cells would.
            reading.named.iter().for_each(|named| all.know(&named.name));
        }
    };
    for expert in &season.experts {
        know(&expert.employer, Role::Employer);
    }
    for submission in &season.submissions {
        know(&submission.organization, Role::Party);
        know(&submission.recommender, Role::Party);
    }
    for relation in &season.relations {
        for name in organizations(relation).into_iter().flatten() {
            know(name, Role::Party);
        }
    }
    // 甲公司会同乙公司 is not a single name if 甲公司 and 乙公司 appear elsewhere.
    let composed = |(name, role): &(String, Role)| {
        let reading = all.read_as_stranger(name, *role);
        let own = all.key(name);
        reading.liberty > Liberty::None && reading.named.iter().any(|named| named.key != own)
    };
    let composed: Vec<_> = alone.iter().filter(|own| composed(own)).collect();
    for (name, _) in composed {
        all.forget(name);
    }
    all
}

/// The ends of a relation that are names of organizations: subject and object.
fn organizations(relation: &Relation) -> [Option<&str>; 2] {
    let [first, second] = relation.kind.people().map(|people| !people);
    [
        named(&relation.subject, first),
        named(&relation.object, second),
    ]
}

fn named(party: &Party, is_organization: bool) -> Option<&str> {
    match party {
        Party::Named(name) if is_organization => Some(name),
        _ => None,
    }
}

/// The relations, with one for each organization that an end names.
fn apart(season: &Season) -> Vec<Relation> {
    let mut all = Vec::with_capacity(season.relations.len());
    for relation in &season.relations {
        let [subjects, objects] = organizations(relation).map(|name| {
            let name = name?;
            names(season, name, relation.kind.is_between_organizations())
        });
        let subjects = parties(&relation.subject, subjects);
        let objects = parties(&relation.object, objects);
        for subject in &subjects {
            for object in &objects {
                all.push(Relation {
                    subject: subject.clone(),
                    object: object.clone(),
                    ..relation.clone()
                });
            }
        }
    }
    all
}

fn parties(whole: &Party, names: Option<Vec<String>>) -> Vec<Party> {
    match names {
        Some(names) => names.into_iter().map(Party::Named).collect(),
        None => vec![whole.clone()],
    }
}

/// The organizations of a relation's end; `None` if it is a single name. Between two organizations
/// (`between`) a department is a separate end: 甲集团 控股 甲集团乙分公司.
fn names(season: &Season, name: &str, between: bool) -> Option<Vec<String>> {
    let reading = season.organizations.read(name, Role::Party);
    let several = reading.liberty == Liberty::Several;
    let taken = several || reading.liberty > Liberty::None && !between;
    let names: Vec<String> = reading.named.into_iter().map(|named| named.name).collect();
    (taken && !names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use crate::model::{Party, RelationKind, SeasonBuilder};

    #[test]
    fn a_relation_to_several_organizations_is_one_to_each() {
        let season = SeasonBuilder::new()
            .expert("E0", "丁院", "38", "Q06.01", |_| ())
            .submission("S0", "乙大学", "38", "Q06.01", |_| ())
            .relation("E0", RelationKind::Advises, "甲公司；乙大学")
            .relation("E0", RelationKind::Advises, "乙大学质量系")
            .relation("E0", RelationKind::KinOf, "张三、李四")
            .relation("甲集团公司", RelationKind::ParentOf, "甲集团公司乙分公司")
            .build();
        let objects: Vec<&str> = season
            .relations
            .iter()
            .map(|relation| match &relation.object {
                Party::Named(name) => name.as_str(),
                _ => "",
            })
            .collect();
        let departments = [
            "甲公司",
            "乙大学",
            "乙大学质量系",
            "乙大学",
            "张三、李四",
            "甲集团公司乙分公司",
        ];
        assert_eq!(objects, departments);
    }
}
