//! Names and titles for the ids of a plan, and the words of the award that it is for.

use crate::bilingual;
use crate::model::Season;
use crate::model::settings::AwardRules;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;

/// Names of experts and titles of submissions; an id without an entry is shown as it is. With them,
/// what a comparison says of itself: whose award it is, and which two plans.
#[derive(Debug, Clone, Default)]
pub struct Names {
    experts: BTreeMap<String, String>,
    submissions: BTreeMap<String, String>,
    award: Option<(AwardRules, i32)>,
    plans: Option<[Bilingual; 2]>,
}

impl Names {
    /// Collects the names from seasons; a later season takes precedence.
    pub fn of<'s>(seasons: impl IntoIterator<Item = &'s Season>) -> Self {
        let mut names = Self::default();
        for season in seasons {
            let experts = season.experts.iter();
            names
                .experts
                .extend(experts.map(|expert| (expert.id.clone(), expert.name.clone())));
            let submissions = season.submissions.iter();
            let titled = submissions.map(|other| (other.id.clone(), other.title.clone()));
            names.submissions.extend(titled);
            let rules = &season.rules;
            names.award = Some((rules.award.clone(), rules.conflicts.year));
        }
        names
    }

    /// Also says which plans are compared: the version before and the one after.
    #[must_use]
    pub fn between(mut self, before: Bilingual, after: Bilingual) -> Self {
        self.plans = Some([before, after]);
        self
    }

    /// The plans that are compared; empty where nobody said which.
    pub fn plans(&self) -> Bilingual {
        let Some([before, after]) = &self.plans else {
            return Bilingual::default();
        };
        Bilingual::new(
            format!("{} → {}", before.zh, after.zh),
            format!("{} → {}", before.en, after.en),
        )
    }

    /// The title of a comparison.
    pub fn heading(&self) -> Bilingual {
        match &self.award {
            Some((award, year)) => {
                let Bilingual { zh, en } = award.heading(*year);
                bilingual!(
                    "{zh}评审委员会变动对照",
                    "Changes of the review committee {en}"
                )
            }
            None => bilingual!("评审委员会变动对照", "Changes of the review committee"),
        }
    }

    /// What the title of a submission is called.
    pub fn work(&self) -> Bilingual {
        let award = self.award.as_ref().map(|(award, _)| award.work_word());
        award.unwrap_or_else(|| AwardRules::default().work_word())
    }

    /// The office that the letters are from.
    pub fn issuer(&self) -> Bilingual {
        let award = self.award.as_ref().map(|(award, _)| award.issuer());
        award.unwrap_or_else(|| AwardRules::default().issuer())
    }

    /// The name of an expert, or the id if unknown.
    pub fn expert<'a>(&'a self, id: &'a str) -> &'a str {
        known(&self.experts, id).unwrap_or(id)
    }

    /// The title of a submission; empty if unknown.
    pub fn title<'a>(&'a self, id: &str) -> &'a str {
        known(&self.submissions, id).unwrap_or_default()
    }

    /// The id and the name of an expert; the id alone if both are equal.
    pub fn expert_with_id(&self, id: &str) -> String {
        known(&self.experts, id).map_or_else(|| id.to_owned(), |name| format!("{id} {name}"))
    }

    /// The id and the title of a submission.
    pub fn submission_with_id(&self, id: &str) -> String {
        known(&self.submissions, id).map_or_else(|| id.to_owned(), |title| format!("{id} {title}"))
    }
}

fn known<'a>(names: &'a BTreeMap<String, String>, id: &str) -> Option<&'a str> {
    names
        .get(id)
        .map(String::as_str)
        .filter(|name| !name.is_empty())
}
