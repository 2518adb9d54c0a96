//! Reads a whole season from its folder.

use super::ProblemCode;
use super::applications;
use super::experts;
use super::findings::{Findings, Problems};
use super::folder::leftover;
use super::folder::plain;
use super::folder::season_folder::Folder;
use super::folder::source;
use super::groups;
use super::headers::{self, TableSpec};
use super::holidays;
use super::judged;
use super::pins;
use super::pins::GroupIds;
use super::references::{self, AllHeaders, Headers, NameRow};
use super::relations;
use super::relations::Known;
use super::rules;
use super::scores;
use super::screening;
use super::sheet::table::Table;
use super::submissions;
use super::synonyms;
use super::taxa::Taxa;
use super::taxonomies;
use super::tiers;
use super::{mix, wishes};
use crate::bilingual;
use crate::model::reference::Book;
use crate::model::taxonomy::{DomainTaxonomy, IndustryTaxonomy};
use crate::model::{
    Applications, InputFile, Judgements, Organizations, Place, Problem, RULES_FILE, Rules,
    ScreenPolicy, Season, Severity,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// A usable season, with warnings and notes about its tables.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The season.
    pub season: Season,
    /// Warnings and notes, in the order of the tables.
    pub problems: Vec<Problem>,
}

/// Submissions for the form check, with warnings and notes about the tables.
#[derive(Debug, Clone)]
pub struct LoadedApplications {
    /// The submissions before the check.
    pub applications: Applications,
    /// Warnings and notes, in the order of the tables.
    pub problems: Vec<Problem>,
}

/// Reads the part of the season in `dir` that the form check needs: submissions, recommenders,
/// aliases and rules. An existing `screening` table is ignored. Linear in the size of the tables.
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

/// Reads the season in `dir`. If `rules` is given, that file replaces the folder's `rules.toml`.
/// Linear in the size of the tables; files of more than 256 MB are rejected.
///
/// # Errors
/// All problems of all tables when at least one of them is an error.
pub fn read_season(dir: &Path, rules: Option<&Path>) -> Result<Loaded, Problems> {
    let mut reader = Reader::open(dir)?;
    let season = reader.season(rules);
    reader.look_at(&[&headers::RECOMMENDERS, &headers::HOLIDAYS]);
    leftover::tell(&reader.folder, &mut reader.findings);
    // A name may be in the wrong column, so names are removed from all messages.
    reader.findings.hide(&season.names());
    let problems = reader.findings.finish()?;
    Ok(Loaded { season, problems })
}

/// Reads the season in `dir` like [`read_season`], and also the tables needed only by later steps
/// of the year (recommenders, holidays), so that a check reports the problems of all tables at
/// once.
///
/// # Errors
/// All problems of all tables when at least one of them is an error.
pub fn check_season(dir: &Path, rules: Option<&Path>) -> Result<Loaded, Problems> {
    let mut reader = Reader::open(dir)?;
    let season = reader.season(rules);
    let units = reader.table(&headers::RECOMMENDERS, |table, findings| {
        applications::recommenders(table, &season.organizations, findings)
    });
    let units = units.unwrap_or_default().into_iter();
    let rows: Vec<NameRow> = units
        .map(|unit| NameRow {
            place: unit.place,
            names: vec![unit.name],
        })
        .collect();
    references::check_names(&season, &rows, &mut reader.findings);
    reader.table(&headers::HOLIDAYS, holidays::read);
    leftover::tell(&reader.folder, &mut reader.findings);
    reader.findings.hide(&season.names());
    let problems = reader.findings.finish()?;
    Ok(Loaded { season, problems })
}

/// Reads the season's own taxonomies and synonyms.
pub(super) fn season_taxa(dir: &Path) -> Result<Taxa, Problems> {
    let mut reader = Reader::open(dir)?;
    let taxa = reader.taxa();
    reader.findings.finish()?;
    Ok(taxa)
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
        let (mut organizations, _) = self.organizations();
        let verdicts = self
            .table(&headers::JUDGED, judged::read)
            .unwrap_or_default();
        judged::of_names(&verdicts, &mut organizations);
        let read = self.table(&headers::SUBMISSIONS, |table, findings| {
            let (applications, mut unstated) = applications::read(table, &taxa, findings);
            taxa.tell(findings);
            unstated.retain(|condition| condition.policy(&rules.screen) != ScreenPolicy::Off);
            applications::unstated(table.place(), &unstated, findings);
            (applications, unstated)
        });
        let (applications, unstated) = read.unwrap_or_default();
        let recommenders = self.table(&headers::RECOMMENDERS, |table, findings| {
            applications::recommenders(table, &organizations, findings)
        });
        Applications {
            name: self.folder.listing.name(),
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
        let (organizations, aliases) = self.organizations();
        let mut unread = Vec::new();
        let mut ties = false;
        let experts = self.table(&headers::EXPERTS, |table, findings| {
            unread.extend(table.unread());
            ties = relations::states_relations(table);
            let read = experts::read(table, &taxa, &rules.mix, findings);
            taxa.tell(findings);
            read
        });
        let submissions = self.table(&headers::SUBMISSIONS, |table, findings| {
            unread.extend(table.unread());
            let read = submissions::read(table, &taxa, findings);
            taxa.tell(findings);
            read
        });
        // Rows are not to blame for references into a table that could not be read.
        let whole = experts.is_some() && submissions.is_some();
        let (experts, expert_ids) = experts.unwrap_or_default();
        let (mut submissions, submission_ids) = submissions.unwrap_or_default();
        let count = submissions.len();
        let related = [&headers::RELATIONS, &headers::DECLARED];
        let related = related.iter().any(|spec| self.folder.holds(spec)) || ties;
        let known = Known::new(
            (expert_ids, &experts),
            (submission_ids, &submissions),
            &organizations,
            related,
        );
        let screened = self.table(&headers::SCREENING, |table, findings| {
            whole.then(|| screening::read(table, &known.works, count, findings))
        });
        if let Some(verdicts) = screened.flatten() {
            let taken = screening::apply(&verdicts, &mut submissions, &mut self.findings);
            self.headers.taken_out(taken);
        }
        let (themes, _) = self
            .table(&headers::GROUPS, |table, findings| {
                let read = groups::read(table, &taxa, findings);
                taxa.tell(findings);
                read
            })
            .unwrap_or_default();
        let relations = self
            .table(&headers::RELATIONS, |table, findings| {
                unread.extend(table.unread());
                relations::read(table, &known, findings)
            })
            .unwrap_or_default();
        let declared = self.table(&headers::DECLARED, |table, findings| {
            unread.extend(table.unread());
            relations::read(table, &known, findings)
        });
        let own = if ties && whole {
            self.again(&headers::EXPERTS, |table, findings| {
                relations::of_experts(table, &known, findings)
            })
        } else {
            None
        };
        let declared = declared.unwrap_or_default();
        let relations = [relations, declared, own.unwrap_or_default()].concat();
        let named = themes
            .iter()
            .map(|own| (own.id.as_str(), own.name.as_str()));
        let groups = GroupIds {
            themes: &Book::groups(named),
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
        let wishes = self.table(&headers::WISHES, |table, findings| {
            whole.then(|| wishes::read(table, &known, findings))
        });
        let verdicts = self
            .table(&headers::JUDGED, judged::read)
            .unwrap_or_default();
        let (industries, domains) = taxa.into_taxonomies();
        let mut season = Season {
            name: self.folder.listing.name(),
            experts,
            submissions,
            relations,
            pins,
            themes,
            scores: scores.flatten(),
            wishes: wishes.flatten().unwrap_or_default(),
            organizations,
            judged: Judgements::default(),
            industries,
            domains,
            rules,
            inputs: std::mem::take(&mut self.inputs),
        };
        season.settle_organizations();
        if whole {
            let file = season.inputs.get("rules");
            let file = file.map_or(RULES_FILE, |own| own.file.as_str());
            let count = season.submissions.iter().filter(|own| own.passed).count();
            tiers::check(&season.rules, file, count, &mut self.findings);
            scores::tell(&season, &mut self.findings);
            judged::apply(&verdicts, &mut season, &known, &mut self.findings);
            wishes::tell(&season, &mut self.findings);
            mix::tell(&season, &mut self.findings);
            references::check(&season, &known, &self.headers, &mut self.findings);
            references::check_names(&season, &aliases, &mut self.findings);
            if unread.iter().any(|column| !column.values.is_empty()) {
                let of_season = crate::model::reference::organizations(
                    &season.experts,
                    &season.submissions,
                    &season.organizations,
                );
                references::check_unread(&season, &of_season, &unread, &mut self.findings);
            }
        }
        season
    }

    /// Reads a table once more, after others that its cells refer to; what there is to say about the
    /// table itself has been said.
    fn again<T>(
        &mut self,
        spec: &'static TableSpec,
        read: impl FnOnce(&Table<'_>, &mut Findings) -> T,
    ) -> Option<T> {
        let mut said = Findings::default();
        let found = self.folder.table(spec, &mut said)?;
        let findings = &mut self.findings;
        source::with_table(spec, &found, &mut said, |table, _| read(table, findings))
    }

    /// Reads a table, if it exists, and records its name and hash.
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

    /// Checks tables that only later steps of the year read; their errors are reported as warnings.
    fn look_at(&mut self, tables: &[&'static TableSpec]) {
        for spec in tables {
            let mut own = Findings::default();
            if let Some(source) = self.folder.table(spec, &mut own) {
                source::with_table(spec, &source, &mut own, |_, _| ());
            }
            let Err(Problems(found)) = own.finish() else {
                continue;
            };
            let Some(error) = found.iter().find(|own| own.severity == Severity::Error) else {
                continue;
            };
            let name = spec.name();
            let (zh, en) = (name.zh, name.en);
            let (what_zh, what_en) = (&error.what.zh, &error.what.en);
            self.findings.add(
                ProblemCode::TableBroken,
                error.place.clone(),
                error.value.as_str(),
                bilingual!(
                    "{zh}无法读取：{what_zh}。这一步用不到它，但后面的步骤会因此停下",
                    "{en} cannot be read: {what_en}. This step does not need it, but later ones will stop there"
                ),
                error.action.clone(),
            );
        }
    }

    /// The office's rules for comparing organizations, and the names in its table of aliases.
    fn organizations(&mut self) -> (Organizations, Vec<NameRow>) {
        let aliases = self.table(&headers::ALIASES, taxonomies::aliases);
        let (mut organizations, aliases) = aliases.unwrap_or_default();
        if let Some(words) = self.table(&headers::NOBODY, taxonomies::nobody) {
            organizations.add_nobody(
                words
                    .iter()
                    .map(|(word, meaning)| (word.as_str(), *meaning)),
            );
        }
        (organizations, aliases)
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
        let industries = if industries {
            own_industries
        } else {
            Some(IndustryTaxonomy::built_in())
        };
        let domains = if domains {
            own_domains
        } else {
            Some(DomainTaxonomy::built_in())
        };
        let words = self.table(&headers::SYNONYMS, |table, findings| {
            synonyms::read(table, industries.as_ref(), domains.as_ref(), findings)
        });
        Taxa::new(industries, domains, words.unwrap_or_default())
    }

    /// The name under which a plan records the given rules file. It differs from that of the
    /// season's own file unless it is that file, so that the replacement can be recognised later.
    fn rules_name(&self, path: &Path) -> String {
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.map_or_else(|| path.display().to_string(), String::from);
        let full = |path: &Path| std::fs::canonicalize(path).ok();
        let own = full(&self.folder.listing.path().join(RULES_FILE));
        if name != RULES_FILE || own.is_some() && full(path) == own {
            return name;
        }
        let above = full(path).and_then(|path| Some(path.parent()?.file_name()?.to_owned()));
        let above = above.map_or_else(
            || ".".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        format!("{above}/{name}")
    }

    fn rules(&mut self, path: Option<&Path>) -> Rules {
        let before = self.findings.errors();
        let own = self.folder.listing.has("rules.toml");
        let file = match path {
            Some(path) => plain::read(path, &mut self.findings).map(Rc::new),
            None if own => self.folder.listing.read("rules.toml", &mut self.findings),
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
            let mut input = file.input();
            input.file = path.map_or(input.file, |path| self.rules_name(path));
            self.inputs.insert("rules".to_owned(), input);
            source::text(file, &mut self.findings)
        });
        let mut rules = match (&file, text) {
            (Some(file), Some(text)) => rules::read(&file.name, &text, &mut self.findings),
            _ => Rules::default(),
        };
        if rules.conflicts.year == 0 {
            let year = i32::from(jiff::ZonedDateTime::now().year());
            rules.conflicts.year = year;
            // The year may be in the part of the rules that could not be read.
            if self.findings.errors() > before {
                return rules;
            }
            self.findings.add(
                ProblemCode::YearAssumed,
                Place::file(file.as_ref().map_or(RULES_FILE, |own| own.name.as_str())),
                "",
                bilingual!(
                    "规则没有写明年份，按今年 {year} 年计算",
                    "The rules do not state a year; the current year, {year}, is used"
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
