//! A whole season from its folder.

use super::ProblemCode;
use super::findings::{Findings, Problems};
use super::folder::{self, Folder};
use super::headers::{self, TableSpec};
use super::pins::GroupIds;
use super::references::{self, AllHeaders, Headers};
use super::relations::Known;
use super::table::Table;
use super::taxa::Taxa;
use super::{
    applications, experts, groups, holidays, leftover, pins, relations, rules, scores, screening,
    source, submissions, taxonomies,
};
use crate::bilingual;
use crate::model::{
    Applications, InputFile, Place, Problem, RULES_FILE, Rules, ScreenPolicy, Season,
};
use crate::taxonomy::{DomainTaxonomy, IndustryTaxonomy};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// A season that can be used, with what a person should know about its tables.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The season.
    pub season: Season,
    /// Warnings and notes, in the order of the tables.
    pub problems: Vec<Problem>,
}

/// Submissions for the form check, with what a person should know about the tables.
#[derive(Debug, Clone)]
pub struct LoadedApplications {
    /// The submissions as they came in.
    pub applications: Applications,
    /// Warnings and notes, in the order of the tables.
    pub problems: Vec<Problem>,
}

/// Reads what the form check needs of the season in `dir`: submissions, recommenders, aliases and
/// rules. A `screening` table that is there already is not looked at. Linear in the size of the
/// tables.
///
/// # Errors
/// All problems of these tables when at least one of them is an error.
pub fn read_applications(dir: &Path, rules: Option<&Path>) -> Result<LoadedApplications, Problems> {
    let mut reader = Reader::open(dir)?;
    let applications = reader.applications(rules);
    leftover::tell(&reader.folder, &mut reader.findings);
    let problems = reader.findings.finish()?;
    Ok(LoadedApplications {
        applications,
        problems,
    })
}

/// Reads the season in `dir`. With `rules`, that file stands in place of the folder's
/// `rules.toml`. Linear in the size of the tables; no file of more than 256 MB is read.
///
/// # Errors
/// All problems of all tables when at least one of them is an error.
pub fn read_season(dir: &Path, rules: Option<&Path>) -> Result<Loaded, Problems> {
    let mut reader = Reader::open(dir)?;
    let season = reader.season(rules);
    leftover::tell(&reader.folder, &mut reader.findings);
    // Cells get mixed up: a name may have been found wrong in any column.
    reader.findings.hide(&season.names());
    let problems = reader.findings.finish()?;
    Ok(Loaded { season, problems })
}

/// Reads the season in `dir` as [`read_season`] does, and the tables that only steps of the year
/// need (recommenders, holidays): whoever checks a season wants to hear of all of them at once.
///
/// # Errors
/// All problems of all tables when at least one of them is an error.
pub fn check_season(dir: &Path, rules: Option<&Path>) -> Result<Loaded, Problems> {
    let mut reader = Reader::open(dir)?;
    let season = reader.season(rules);
    reader.table(&headers::RECOMMENDERS, |table, findings| {
        applications::recommenders(table, &season.organizations, findings)
    });
    reader.table(&headers::HOLIDAYS, holidays::read);
    leftover::tell(&reader.folder, &mut reader.findings);
    reader.findings.hide(&season.names());
    let problems = reader.findings.finish()?;
    Ok(Loaded { season, problems })
}

struct Reader {
    folder: Folder,
    inputs: BTreeMap<String, InputFile>,
    headers: AllHeaders,
    findings: Findings,
}

impl Reader {
    fn open(dir: &Path) -> Result<Self, Problems> {
        let mut findings = Findings::default();
        let Some(folder) = Folder::open(dir, &mut findings) else {
            return Err(findings
                .finish()
                .err()
                .unwrap_or_else(|| Problems(Vec::new())));
        };
        Ok(Self {
            folder,
            inputs: BTreeMap::new(),
            headers: AllHeaders::default(),
            findings,
        })
    }

    fn applications(&mut self, rules_file: Option<&Path>) -> Applications {
        let rules = self.rules(rules_file);
        let taxa = self.taxa();
        let organizations = self
            .table(&headers::ALIASES, |table, findings| {
                taxonomies::aliases(table, findings)
            })
            .unwrap_or_default();
        let read = self.table(&headers::SUBMISSIONS, |table, findings| {
            let (applications, mut unstated) = applications::read(table, &taxa, findings);
            unstated.retain(|condition| condition.policy(&rules.screen) != ScreenPolicy::Off);
            applications::unstated(table.place(), &unstated, findings);
            (applications, unstated)
        });
        let (applications, unstated) = read.unwrap_or_default();
        let recommenders = self.table(&headers::RECOMMENDERS, |table, findings| {
            applications::recommenders(table, &organizations, findings)
        });
        Applications {
            name: self.folder.name(),
            rules,
            organizations,
            applications,
            unstated,
            recommenders,
            inputs: std::mem::take(&mut self.inputs),
        }
    }

    fn season(&mut self, rules_file: Option<&Path>) -> Season {
        let rules = self.rules(rules_file);
        let taxa = self.taxa();
        let organizations = self
            .table(&headers::ALIASES, |table, findings| {
                taxonomies::aliases(table, findings)
            })
            .unwrap_or_default();
        let experts = self.table(&headers::EXPERTS, |table, findings| {
            experts::read(table, &taxa, findings)
        });
        let submissions = self.table(&headers::SUBMISSIONS, |table, findings| {
            submissions::read(table, &taxa, findings)
        });
        // References into a table that could not be read are not its rows' fault.
        let whole = experts.is_some() && submissions.is_some();
        let (experts, expert_ids) = experts.unwrap_or_default();
        let (mut submissions, submission_ids) = submissions.unwrap_or_default();
        let count = submissions.len();
        let screened = self.table(&headers::SCREENING, |table, findings| {
            whole.then(|| screening::read(table, &submission_ids, count, findings))
        });
        if let Some(verdicts) = screened.flatten() {
            screening::apply(&verdicts, &mut submissions, &mut self.findings);
        }
        let (themes, theme_ids) = self
            .table(&headers::GROUPS, |table, findings| {
                groups::read(table, &taxa, findings)
            })
            .unwrap_or_default();
        let known = Known {
            experts: expert_ids,
            submissions: submission_ids,
        };
        let relations = self
            .table(&headers::RELATIONS, |table, findings| {
                relations::read(table, &known, findings)
            })
            .unwrap_or_default();
        let declared = self.table(&headers::DECLARED, |table, findings| {
            relations::read(table, &known, findings)
        });
        let relations = [relations, declared.unwrap_or_default()].concat();
        let groups = GroupIds {
            ids: &theme_ids,
            themes: &themes,
            count: rules.groups.count,
        };
        let pins = self
            .table(&headers::PINS, |table, findings| {
                if whole {
                    pins::read(table, &known, &groups, findings)
                } else {
                    Vec::new()
                }
            })
            .unwrap_or_default();
        let scores = self.table(&headers::SCORES, |table, findings| {
            whole.then(|| scores::read(table, &known, count, findings))
        });
        let season = Season {
            name: self.folder.name(),
            experts,
            submissions,
            relations,
            pins,
            themes,
            scores: scores.flatten(),
            organizations,
            industries: taxa.industries.unwrap_or_else(IndustryTaxonomy::built_in),
            domains: taxa.domains.unwrap_or_else(DomainTaxonomy::built_in),
            rules,
            inputs: std::mem::take(&mut self.inputs),
        };
        if whole {
            references::check(&season, &known, &self.headers, &mut self.findings);
        }
        season
    }

    /// Reads a table, if it is there, and keeps its name and hash.
    fn table<T>(
        &mut self,
        spec: &'static TableSpec,
        read: impl FnOnce(&Table<'_>, &mut Findings) -> T,
    ) -> Option<T> {
        let found = self.folder.table(spec, &mut self.findings)?;
        self.inputs.insert(spec.key.to_owned(), found.file.input());
        let (found, headers) =
            source::with_table(spec, &found, &mut self.findings, |table, findings| {
                (read(table, findings), Headers::of(table))
            })?;
        self.headers.keep(spec.key, headers);
        Some(found)
    }

    fn taxa(&mut self) -> Taxa {
        let industries = self.folder.holds(&headers::INDUSTRIES);
        let domains = self.folder.holds(&headers::DOMAINS);
        let own_industries = self
            .table(&headers::INDUSTRIES, |table, findings| {
                taxonomies::read(table, IndustryTaxonomy::from_rows, findings)
            })
            .flatten();
        let own_domains = self
            .table(&headers::DOMAINS, |table, findings| {
                taxonomies::read(table, DomainTaxonomy::from_rows, findings)
            })
            .flatten();
        Taxa {
            industries: if industries {
                own_industries
            } else {
                Some(IndustryTaxonomy::built_in())
            },
            domains: if domains {
                own_domains
            } else {
                Some(DomainTaxonomy::built_in())
            },
        }
    }

    fn rules(&mut self, path: Option<&Path>) -> Rules {
        let before = self.findings.errors();
        let own = self.folder.has("rules.toml");
        let file = match path {
            Some(path) => folder::read(path, &mut self.findings).map(Rc::new),
            None if own => self.folder.read("rules.toml", &mut self.findings),
            None => {
                self.findings.add(
                    ProblemCode::RulesAssumed,
                    Place::file("rules.toml"),
                    "",
                    bilingual!(
                        "没有 rules.toml，全部规则采用默认值",
                        "There is no rules.toml; every rule has its default"
                    ),
                    bilingual!("需要调整规则时添加该文件", "Add the file to change a rule"),
                );
                None
            }
        };
        let text = file.as_ref().and_then(|file| {
            self.inputs.insert("rules".to_owned(), file.input());
            source::text(file, &mut self.findings)
        });
        let mut rules = match (&file, text) {
            (Some(file), Some(text)) => rules::read(&file.name, &text, &mut self.findings),
            _ => Rules::default(),
        };
        if rules.conflicts.year == 0 {
            let year = i32::from(jiff::ZonedDateTime::now().year());
            rules.conflicts.year = year;
            // Rules that could not be read may well name one.
            if self.findings.errors() > before {
                return rules;
            }
            self.findings.add(
                ProblemCode::YearAssumed,
                Place::file(file.as_ref().map_or(RULES_FILE, |own| own.name.as_str())),
                "",
                bilingual!(
                    "规则没有写明年份，按今年 {year} 年计算",
                    "The rules name no year; this year, {year}, is used"
                ),
                bilingual!(
                    "要固定年份，请在 [conflicts] 中写 year = {year}",
                    "To fix it, write year = {year} under [conflicts]"
                ),
            );
        }
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Party, RelationKind};

    #[test]
    fn the_toy_season_is_read_whole() {
        let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
        let loaded = read_season(&toy, None).expect("the toy season is sound");
        assert_eq!(loaded.problems, []);
        let season = loaded.season;
        assert_eq!((season.experts.len(), season.submissions.len()), (8, 6));
        assert_eq!((season.relations.len(), season.pins.len()), (2, 1));
        assert_eq!(season.name, "toy");
        assert_eq!(season.rules.reviews.per_submission, 2);
        assert_eq!(season.experts[0].served_years, [2024, 2025]);
        assert_eq!(season.experts[7].max_reviews, Some(2));
        assert!(season.experts[0].quality_lead && !season.experts[0].can_lead);
        assert_eq!(season.relations[0].kind, RelationKind::ParentOf);
        assert!(matches!(season.relations[1].subject, Party::Expert(at) if at.at() == 5));
        assert_eq!(season.relations[1].until, Some(2021));
        assert_eq!(season.inputs.len(), 5);
        assert_eq!(season.inputs["experts"].sha256.len(), 64);
    }
}
