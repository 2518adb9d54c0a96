//! Tables and JSON document of each audience.

use super::Audience;
use super::document::{Applicant, Led, Member, Named, PacketDocument, Person, Public, Submitted};
use super::mask::mask;
use crate::bilingual;
use crate::model::plan::{Group, Plan, Review};
use crate::model::words::TextTable;
use crate::model::words::{Bilingual, FileNames, without_contacts};
use crate::model::{Expert, ExpertIndex, Season, Submission};
use std::collections::BTreeMap;

/// The export for one audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Packet {
    /// File name without extension.
    pub name: String,
    /// Whether its pages are marked as confidential.
    pub confidential: bool,
    /// The tables for the workbook and the terminal.
    pub tables: Vec<TextTable>,
    /// The same data as JSON.
    pub document: PacketDocument,
}

/// Creates the export for an audience. Linear in the season.
pub fn packet(season: &Season, plan: &Plan, audience: Audience) -> Packet {
    let mut season = season.clone();
    for expert in &mut season.experts {
        expert.name = without_contacts(&expert.name);
        expert.employer = without_contacts(&expert.employer);
    }
    for submission in &mut season.submissions {
        submission.title = without_contacts(&submission.title);
        submission.organization = without_contacts(&submission.organization);
        submission.recommender = without_contacts(&submission.recommender);
    }
    let season = &season;
    let desk = Desk {
        plan,
        work: season.rules.award.work_word(),
        experts: season
            .experts
            .iter()
            .map(|expert| (expert.id.as_str(), expert))
            .collect(),
        submissions: season
            .submissions
            .iter()
            .map(|submission| (submission.id.as_str(), submission))
            .collect(),
        reviews: plan
            .reviews
            .iter()
            .map(|review| (review.submission.as_str(), review))
            .collect(),
    };
    match audience {
        Audience::Office => desk.office(),
        Audience::Group(at) => desk.group(&plan.groups[at]),
        Audience::Expert(index) => desk.expert(season, index),
        Audience::Public => desk.public(season),
    }
}

struct Desk<'a> {
    plan: &'a Plan,
    /// What the title of a submission is called.
    work: Bilingual,
    experts: BTreeMap<&'a str, &'a Expert>,
    submissions: BTreeMap<&'a str, &'a Submission>,
    reviews: BTreeMap<&'a str, &'a Review>,
}

fn chair() -> Bilingual {
    bilingual!("主任委员", "chair")
}

fn vice_chair() -> Bilingual {
    bilingual!("副主任委员", "vice chair")
}

fn role(group: &Group, id: &str) -> Bilingual {
    if group.leader == id {
        bilingual!("组长", "leader")
    } else {
        bilingual!("组员", "member")
    }
}

fn expert_names(season: &Season) -> FileNames {
    FileNames::of(season.experts.iter().map(|one| one.id.as_str()))
}

impl Desk<'_> {
    fn group_names(&self) -> FileNames {
        FileNames::of(self.plan.groups.iter().map(|one| one.id.as_str()))
    }

    fn name(&self, id: &str) -> &str {
        self.experts.get(id).map_or("", |expert| &expert.name)
    }

    fn people(&self, ids: &[String]) -> Bilingual {
        let shown: Vec<String> = ids
            .iter()
            .map(|id| format!("{id} {}", self.name(id)).trim_end().to_owned())
            .collect();
        Bilingual::new(shown.join("、"), shown.join(", "))
    }

    fn review(&self, id: &str) -> (&[String], &[String]) {
        self.reviews
            .get(id)
            .map_or((&[], &[]), |review| (&review.reviewers, &review.recused))
    }

    fn office(&self) -> Packet {
        let mut seats = seats_table(bilingual!("评审委员会", "Committee"), true);
        let heads = [
            (chair(), &self.plan.committee.chair),
            (vice_chair(), &self.plan.committee.vice_chair),
        ];
        for (office, id) in heads.into_iter().filter(|(_, id)| !id.is_empty()) {
            seats.push(self.seat(id, office, Some("")));
        }
        let mut work = self.work_table(bilingual!("申报与评审", "Submissions and reviews"), true);
        for group in &self.plan.groups {
            for id in &group.members {
                seats.push(self.seat(id, role(group, id), Some(&group.id)));
            }
            for id in &group.submissions {
                work.push(self.work(id, Some(&group.id)));
            }
        }
        Packet {
            name: "office".to_owned(),
            confidential: true,
            document: PacketDocument::Office {
                committee: self.plan.committee.clone(),
                groups: self.plan.groups.clone(),
                reviews: self.plan.reviews.clone(),
                people: self
                    .experts
                    .values()
                    .filter(|own| self.seated(&own.id))
                    .map(|own| Person::of(own))
                    .collect(),
                submissions: self
                    .submissions
                    .values()
                    .map(|own| Applicant::of(own))
                    .collect(),
            },
            tables: vec![seats, work],
        }
    }

    fn group(&self, group: &Group) -> Packet {
        let mut seats = seats_table(bilingual!("本组组员", "Members"), false);
        for id in &group.members {
            seats.push(self.seat(id, role(group, id), None));
        }
        let mut work = self.work_table(bilingual!("本组申报", "Submissions"), false);
        for id in &group.submissions {
            work.push(self.work(id, None));
        }
        let own = group.submissions.iter();
        Packet {
            name: format!("group-{}", self.group_names().get(&group.id)),
            confidential: true,
            document: PacketDocument::Group {
                group: Led {
                    id: group.id.clone(),
                    name: group.name.clone(),
                    leader: group.leader.clone(),
                },
                members: group
                    .members
                    .iter()
                    .map(|id| Named::of(id, self.name(id)))
                    .collect(),
                submissions: own
                    .clone()
                    .filter_map(|id| self.submissions.get(id.as_str()))
                    .map(|own| Applicant::of(own))
                    .collect(),
                reviews: own
                    .filter_map(|id| self.reviews.get(id.as_str()))
                    .map(|own| (*own).clone())
                    .collect(),
            },
            tables: vec![seats, work],
        }
    }

    fn expert(&self, season: &Season, index: ExpertIndex) -> Packet {
        let expert = &season.experts[index.at()];
        let id = &expert.id;
        let group = self.plan.group_of_expert(id);
        let office = if *id == self.plan.committee.chair {
            Some(chair())
        } else if *id == self.plan.committee.vice_chair {
            Some(vice_chair())
        } else {
            None
        };
        let role = office
            .or_else(|| group.map(|group| role(group, id)))
            .unwrap_or_default();
        let mut seat = TextTable::new(bilingual!("本人席位", "Your seat"))
            .text(bilingual!("专家编号", "expert"), 12.0)
            .text(bilingual!("姓名", "name"), 14.0)
            .text(bilingual!("职务", "role"), 16.0)
            .text(bilingual!("专业组", "group"), 30.0);
        let place = group.map_or_else(String::new, |g| format!("{} {}", g.id, g.name));
        seat.push(vec![
            Bilingual::same(id),
            Bilingual::same(&expert.name),
            role.clone(),
            Bilingual::same(place.trim()),
        ]);
        let of = |wanted: &dyn Fn(&Review) -> bool| -> Vec<&Submission> {
            let reviews = self.plan.reviews.iter().filter(|review| wanted(review));
            reviews
                .filter_map(|review| self.submissions.get(review.submission.as_str()).copied())
                .collect()
        };
        let reviews = of(&|review| review.reviewers.contains(id));
        let recused = of(&|review| review.recused.contains(id));
        let list = |name, all: &[&Submission]| {
            let mut table = self.submissions_table(name);
            for submission in all {
                table.push(submission_row(submission));
            }
            table
        };
        Packet {
            name: format!("expert-{}", expert_names(season).get(id)),
            confidential: true,
            document: PacketDocument::Expert {
                expert: Named::of(id, &expert.name),
                role,
                group: group.map(|group| Named::of(&group.id, &group.name)),
                reviews: reviews.iter().map(|own| Applicant::of(own)).collect(),
                recused: recused.iter().map(|own| Applicant::of(own)).collect(),
            },
            tables: vec![
                seat,
                list(bilingual!("本人评审的申报", "To review"), &reviews),
                list(bilingual!("须回避的申报", "Recused from"), &recused),
            ],
        }
    }

    /// Contains neither ids of experts nor employers, which would identify a person together with
    /// the first character of the name. Neither members nor submissions are listed by group.
    fn public(&self, season: &Season) -> Packet {
        let mut members: Vec<(Bilingual, String)> = Vec::new();
        let heads = [
            (chair(), &self.plan.committee.chair),
            (vice_chair(), &self.plan.committee.vice_chair),
        ];
        for (office, id) in heads.into_iter().filter(|(_, id)| !id.is_empty()) {
            members.push((office, mask(self.name(id))));
        }
        // In an order that does not reveal the groups.
        let mut rest: Vec<String> = self
            .plan
            .groups
            .iter()
            .flat_map(|group| &group.members)
            .map(|id| mask(self.name(id)))
            .collect();
        rest.sort();
        members.extend(
            rest.into_iter()
                .map(|name| (bilingual!("委员", "member"), name)),
        );
        let mut committee = TextTable::new(bilingual!("评审委员会", "Committee"))
            .text(bilingual!("职务", "role"), 16.0)
            .text(bilingual!("姓名", "name"), 14.0);
        for (office, name) in &members {
            committee.push(vec![office.clone(), Bilingual::same(name)]);
        }
        let reviewed: Vec<&Submission> = season
            .submissions
            .iter()
            .filter(|submission| self.reviews.contains_key(submission.id.as_str()))
            .collect();
        let mut list = TextTable::new(bilingual!("参评申报", "Submissions"))
            .text(bilingual!("申报单位", "organization"), 36.0)
            .text(self.work.clone(), 56.0)
            .text(bilingual!("推荐单位", "recommending unit"), 32.0);
        for submission in &reviewed {
            list.push(vec![
                Bilingual::same(&submission.organization),
                Bilingual::same(&submission.title),
                Bilingual::same(&submission.recommender),
            ]);
        }
        Packet {
            name: "public".to_owned(),
            confidential: false,
            document: PacketDocument::Public(Public {
                committee: members
                    .iter()
                    .map(|(office, name)| Member {
                        role: office.clone(),
                        name: name.clone(),
                    })
                    .collect(),
                submissions: reviewed.iter().map(|own| Submitted::of(own)).collect(),
            }),
            tables: vec![committee, list],
        }
    }

    fn seated(&self, id: &str) -> bool {
        let heads = [&self.plan.committee.chair, &self.plan.committee.vice_chair];
        heads.iter().any(|head| *head == id) || self.plan.group_of_expert(id).is_some()
    }

    fn seat(&self, id: &str, role: Bilingual, group: Option<&str>) -> Vec<Bilingual> {
        let employer = self.experts.get(id).map_or("", |expert| &expert.employer);
        let mut row = vec![
            Bilingual::same(id),
            Bilingual::same(self.name(id)),
            Bilingual::same(employer),
            role,
        ];
        row.extend(group.map(Bilingual::same));
        row
    }

    fn submissions_table(&self, name: Bilingual) -> TextTable {
        TextTable::new(name)
            .text(bilingual!("申报编号", "submission"), 12.0)
            .text(self.work.clone(), 46.0)
            .text(bilingual!("申报单位", "organization"), 32.0)
            .text(bilingual!("推荐单位", "recommending unit"), 28.0)
    }

    fn work_table(&self, name: Bilingual, with_group: bool) -> TextTable {
        let table = self
            .submissions_table(name)
            .text(bilingual!("评审专家", "reviewers"), 36.0)
            .text(bilingual!("回避", "recused"), 24.0);
        if with_group {
            table.text(bilingual!("专业组", "group"), 10.0)
        } else {
            table
        }
    }

    fn work(&self, id: &str, group: Option<&str>) -> Vec<Bilingual> {
        let mut row = match self.submissions.get(id) {
            Some(submission) => submission_row(submission),
            None => {
                let mut row = vec![Bilingual::default(); 4];
                row[0] = Bilingual::same(id);
                row
            }
        };
        let (reviewers, recused) = self.review(id);
        row.push(self.people(reviewers));
        row.push(self.people(recused));
        row.extend(group.map(Bilingual::same));
        row
    }
}

fn seats_table(name: Bilingual, with_group: bool) -> TextTable {
    let table = TextTable::new(name)
        .text(bilingual!("专家编号", "expert"), 12.0)
        .text(bilingual!("姓名", "name"), 14.0)
        .text(bilingual!("工作单位", "employer"), 36.0)
        .text(bilingual!("职务", "role"), 14.0);
    if with_group {
        table.text(bilingual!("专业组", "group"), 10.0)
    } else {
        table
    }
}

fn submission_row(submission: &Submission) -> Vec<Bilingual> {
    vec![
        Bilingual::same(&submission.id),
        Bilingual::same(&submission.title),
        Bilingual::same(&submission.organization),
        Bilingual::same(&submission.recommender),
    ]
}
