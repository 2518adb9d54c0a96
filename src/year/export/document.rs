//! What each audience gets as JSON.

use crate::model::plan::{Committee, Group, Review};
use crate::model::words::Bilingual;
use crate::model::{Expert, Submission};
use schemars::JsonSchema;
use serde::Serialize;

/// The JSON document of an audience.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "audience", rename_all = "lowercase")]
pub enum PacketDocument {
    /// The office: everything but contacts.
    Office {
        /// Chair and vice chair.
        committee: Committee,
        /// Every group.
        groups: Vec<Group>,
        /// Every review.
        reviews: Vec<Review>,
        /// Everybody with a seat.
        people: Vec<Person>,
        /// Every submission.
        submissions: Vec<Applicant>,
    },
    /// A group.
    Group {
        /// The group.
        group: Led,
        /// Its members.
        members: Vec<Named>,
        /// Its submissions.
        submissions: Vec<Applicant>,
        /// Their reviews.
        reviews: Vec<Review>,
    },
    /// An expert.
    Expert {
        /// The expert.
        expert: Named,
        /// The expert's role.
        role: Bilingual,
        /// The expert's group; null for the chairs.
        group: Option<Named>,
        /// Submissions to review.
        reviews: Vec<Applicant>,
        /// Submissions of the group that the expert is recused from.
        recused: Vec<Applicant>,
    },
    /// Everybody.
    Public(Public),
}

/// What is announced.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Public {
    /// The committee, names by their first character.
    pub committee: Vec<Member>,
    /// Every submission that is reviewed.
    pub submissions: Vec<Submitted>,
}

/// A person of the committee.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Member {
    /// The person's role.
    pub role: Bilingual,
    /// The first character of the name.
    pub name: String,
}

/// A submission without its id.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Submitted {
    /// The applicant.
    pub organization: String,
    /// What it is called.
    pub title: String,
    /// The recommending unit.
    pub recommender: String,
}

impl Submitted {
    pub(super) fn of(own: &Submission) -> Self {
        Self {
            organization: own.organization.clone(),
            title: own.title.clone(),
            recommender: own.recommender.clone(),
        }
    }
}

/// A submission.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Applicant {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The applicant.
    pub organization: String,
    /// The recommending unit.
    pub recommender: String,
}

impl Applicant {
    pub(super) fn of(own: &Submission) -> Self {
        Self {
            id: own.id.clone(),
            title: own.title.clone(),
            organization: own.organization.clone(),
            recommender: own.recommender.clone(),
        }
    }
}

/// A person with a seat.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Person {
    /// Expert id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
}

impl Person {
    pub(super) fn of(own: &Expert) -> Self {
        Self {
            id: own.id.clone(),
            name: own.name.clone(),
            employer: own.employer.clone(),
        }
    }
}

/// A group or a person.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

impl Named {
    pub(super) fn of(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
        }
    }
}

/// A group with its leader.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Led {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Expert id of the leader.
    pub leader: String,
}
