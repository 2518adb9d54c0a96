//! Audiences of an export.

use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, Season};

/// A recipient of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The office itself.
    Office,
    /// A group, by position in the plan.
    Group(usize),
    /// An expert.
    Expert(ExpertIndex),
    /// Everybody.
    Public,
}

/// Keywords of the audiences.
pub const KINDS: [&str; 6] = ["office", "group", "expert", "public", "groups", "experts"];

/// Why words do not name an audience.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AudienceError {
    /// Unknown keyword.
    #[error("no such audience: {0}")]
    Unknown(String),
    /// Keyword that requires the id of a group or expert.
    #[error("{0} asks for an id")]
    NoId(String),
    /// Keyword that takes no id.
    #[error("{0} takes no id")]
    ExtraId(String),
    /// A group that the plan does not have.
    #[error("no such group: {id}")]
    NoGroup {
        /// The id given.
        id: String,
        /// Ids of the plan's groups.
        known: Vec<String>,
    },
    /// An expert whom the season does not have or the plan does not seat.
    #[error("no seat: {0}")]
    NoSeat(String),
}

impl AudienceError {
    /// Describes the error and the possible values.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Unknown(word) => bilingual!(
                "没有「{word}」这种读者。可用：office、group 组号、expert 专家编号、groups、experts、public。",
                "There is no audience [{word}]. Known: office, group ID, expert ID, groups, experts, public."
            ),
            Self::NoId(word) => bilingual!(
                "--audience {word} 后面要写编号，如 group G01、expert E007。",
                "--audience {word} needs an id: group G01, expert E007."
            ),
            Self::ExtraId(word) => bilingual!(
                "--audience {word} 后面不写编号。",
                "--audience {word} takes no id."
            ),
            Self::NoGroup { id, known } => {
                let (zh, en) = (known.join("、"), known.join(", "));
                bilingual!(
                    "方案中没有专业组「{id}」。方案中的组：{zh}。",
                    "The plan has no group [{id}]. Its groups: {en}."
                )
            }
            Self::NoSeat(id) => bilingual!(
                "专家「{id}」不在本方案的评审委员会中。",
                "Expert [{id}] has no seat in this plan's committee."
            ),
        }
    }
}

impl Audience {
    /// Parses the audiences, without repeats and in their order: `office`, `group G01`, `expert
    /// E007`, `public`, and `groups` and `experts` for each of them; keyword and id may be two
    /// words or one.
    ///
    /// # Errors
    /// An unknown audience, group or expert.
    pub fn parse(
        words: &[String],
        season: &Season,
        plan: &Plan,
    ) -> Result<Vec<Self>, AudienceError> {
        let mut words = words.iter().flat_map(|word| parted(word)).peekable();
        let mut audiences = Vec::new();
        while let Some(kind) = words.next() {
            let audience = match kind {
                "office" => Self::Office,
                "public" => Self::Public,
                "groups" | "experts" => {
                    Self::no_id(kind, words.peek())?;
                    let several = match kind {
                        "groups" => (0..plan.groups.len()).map(Self::Group).collect(),
                        _ => Self::experts(season, plan),
                    };
                    for own in several {
                        if !audiences.contains(&own) {
                            audiences.push(own);
                        }
                    }
                    continue;
                }
                "group" | "expert" => match words.next_if(|id| !KINDS.contains(id)) {
                    None => return Err(AudienceError::NoId(kind.to_owned())),
                    Some(id) if kind == "group" => Self::group(id, plan)?,
                    Some(id) => Self::expert(id, season, plan)?,
                },
                _ => return Err(AudienceError::Unknown(kind.to_owned())),
            };
            if matches!(audience, Self::Office | Self::Public) {
                Self::no_id(kind, words.peek())?;
            }
            if !audiences.contains(&audience) {
                audiences.push(audience);
            }
        }
        Ok(audiences)
    }

    fn no_id(kind: &str, next: Option<&&str>) -> Result<(), AudienceError> {
        match next.is_some_and(|next| !KINDS.contains(next)) {
            true => Err(AudienceError::ExtraId(kind.to_owned())),
            false => Ok(()),
        }
    }

    /// Everybody whom the plan seats, the chairs first, then group by group.
    fn experts(season: &Season, plan: &Plan) -> Vec<Self> {
        let heads = [&plan.committee.chair, &plan.committee.vice_chair].into_iter();
        let seated = plan.groups.iter().flat_map(|group| &group.members);
        let index = |id: &String| season.experts.iter().position(|own| own.id == *id);
        let mut all: Vec<Self> = Vec::new();
        for at in heads.chain(seated).filter_map(index) {
            let own = Self::Expert(ExpertIndex::new(at));
            if !all.contains(&own) {
                all.push(own);
            }
        }
        all
    }

    fn group(id: &str, plan: &Plan) -> Result<Self, AudienceError> {
        let found = plan.groups.iter().position(|group| group.id == id);
        found
            .map(Self::Group)
            .ok_or_else(|| AudienceError::NoGroup {
                id: id.to_owned(),
                known: plan.groups.iter().map(|group| group.id.clone()).collect(),
            })
    }

    fn expert(id: &str, season: &Season, plan: &Plan) -> Result<Self, AudienceError> {
        let heads = [&plan.committee.chair, &plan.committee.vice_chair];
        let seated = plan.group_of_expert(id).is_some() || heads.iter().any(|head| *head == id);
        let found = season.experts.iter().position(|expert| expert.id == id);
        found
            .filter(|_| seated)
            .map(|at| Self::Expert(ExpertIndex::new(at)))
            .ok_or_else(|| AudienceError::NoSeat(id.to_owned()))
    }
}

/// Splits keyword and id that were given as one quoted word.
fn parted(word: &str) -> Vec<&str> {
    let word = word.trim();
    match word.split_once(char::is_whitespace) {
        Some((kind, id)) if KINDS.contains(&kind) => vec![kind, id.trim()],
        _ => vec![word],
    }
}
