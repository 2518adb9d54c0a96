//! A season divided into parts, each formed by a run of its own.

use super::{Error, Season};
use crate::bilingual;
use crate::model::plan::{Plan, PlanPart};
use crate::model::words::sha256;
use crate::model::{Part, Problem};
use crate::solve::division::{Division, Undivided, divide};

/// A plan with the file it was read from.
pub type Named = (String, Plan);

/// A season with its parts.
#[derive(Debug, Clone)]
pub struct Parts {
    whole: Season,
    pub(super) division: Division,
    digest: String,
}

impl Parts {
    /// A part as a season of its own. Plans formed for it say which part they are; put them
    /// together with [`Season::merge`].
    ///
    /// # Panics
    /// When the season is divided into another number of parts.
    pub fn season(&self, part: Part) -> Season {
        assert_eq!(
            part.of,
            self.division.parts.len(),
            "another number of parts"
        );
        let model = self.division.season(&self.whole, part.number - 1);
        self.whole.as_part(model, self.mark(part))
    }

    /// What a plan of a part says of itself.
    fn mark(&self, part: Part) -> PlanPart {
        PlanPart {
            number: part.number,
            of: part.of,
            division: self.digest.clone(),
        }
    }
}

impl Season {
    /// Divides the season by field into so many parts of like size. The same season always gives
    /// the same parts.
    ///
    /// # Errors
    /// [`Error::Input`] when it cannot be divided, [`Error::Impossible`] when it is proven that
    /// not even the whole has a plan.
    pub fn divide(&self, parts: usize) -> Result<Parts, Error> {
        let division = divide(self.model(), self.conflicts(), self.affinity(), parts);
        let division = division.map_err(|why| undivided(why, self, parts))?;
        tracing::info!(parts, groups = division.groups, "season divided");
        Ok(Parts {
            digest: self.digest(&division),
            whole: self.clone(),
            division,
        })
    }

    fn digest(&self, division: &Division) -> String {
        let expert = |at: &crate::model::ExpertIndex| self.experts[at.at()].id.as_str();
        let submission = |at: &crate::model::SubmissionIndex| self.submissions[at.at()].id.as_str();
        let parts = division.parts.iter().map(|own| {
            let experts: Vec<&str> = own.experts.iter().map(expert).collect();
            let submissions: Vec<&str> = own.submissions.iter().map(submission).collect();
            serde_json::json!([own.groups, experts, submissions])
        });
        let parts: Vec<serde_json::Value> = parts.collect();
        let heads = division.heads.map(|head| expert(&head).to_owned());
        sha256(
            serde_json::json!([division.groups, heads, parts])
                .to_string()
                .as_bytes(),
        )
    }

    /// The season that a plan was made for: itself, or the part that the plan says.
    #[must_use]
    pub fn part_of(&self, plan: &Plan) -> Self {
        let Some(own) = &plan.part else {
            return self.clone();
        };
        let part = Part {
            number: own.number.clamp(1, own.of.max(1)),
            of: own.of.max(1),
        };
        // Where it can no longer be divided, the checker says what is missing.
        self.divide(part.of)
            .map_or_else(|_| self.clone(), |parts| parts.season(part))
    }
}

fn undivided(why: Undivided, season: &Season, parts: usize) -> Error {
    let (code, file, what, action) = match why {
        Undivided::Impossible(reasons) => return Error::Impossible(reasons),
        Undivided::FewGroups { groups } => (
            "H140",
            season.rules_file(),
            bilingual!(
                "不能分成 {parts} 份：本届共 {groups} 个专业组，每份至少要有一个",
                "The season cannot be divided into {parts} parts: it has {groups} groups, and each part needs one"
            ),
            bilingual!(
                "份数不要超过专业组数；组数不多时用一台机器、不分份即可",
                "Use no more parts than groups; a season this small is formed whole on one machine"
            ),
        ),
        Undivided::Themes => (
            "H141",
            "themes",
            bilingual!(
                "有主题表的年度不能分份：各组收什么申报已由主题定下",
                "A season with a table of themes cannot be divided: the themes already say what each group takes"
            ),
            bilingual!(
                "不分份组建（去掉 --part），或去掉主题表",
                "Form it whole (without --part), or remove the table of themes"
            ),
        ),
        Undivided::Pins => (
            "H142",
            "pins",
            bilingual!(
                "指定使太多申报、专家或专业组必须在同一份里，分成 {parts} 份放不下",
                "Pins keep so many submissions, experts or groups together that none of {parts} parts can hold them"
            ),
            bilingual!("减少份数，或减少指定", "Use fewer parts, or fewer pins"),
        ),
    };
    Error::Input(vec![Problem::of_file(code, file, parts, what, action)])
}
