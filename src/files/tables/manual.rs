//! A plan made by hand in a spreadsheet.

use super::ProblemCode;
use super::container::book;
use super::container::content::{Content, content};
use super::container::csv;
use super::container::file::File;
use super::container::grid::{Grid, GridRow};
use super::findings::{Findings, Problems};
use super::folder::plain;
use super::folder::source;
use super::folder::unreadable::workbook_fault;
use super::headers::fold;
use super::meant;
use super::nearest::nearest_id;
use super::sheet::header::HEADER_WITHIN;
use crate::bilingual;
use crate::model::plan::{Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Status};
use crate::model::reference::{Book, Found};
use crate::model::{Place, Season};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads a plan made in a spreadsheet (XLSX or CSV), for a season. The sheets may be those of our
/// own workbook (`专业组名单`, `分组申报`, `评审分配`, in either language) or one table of three columns:
/// submission, group and reviewers (several separated by `;`, or in several columns). Sheets are
/// recognised by their headers; others are ignored. People may be named by id, by a unique name, or
/// as `姓名（编号）`.
///
/// Members are those in the list of seats, plus reviewers missing from it; without such a list, the
/// members of a group are its reviewers, and the first who may lead is the leader. Nothing is
/// corrected: the checker counts whatever rules the plan breaks.
///
/// # Errors
/// The file cannot be read, no sheet holds reviews, or an id or name is unknown.
pub fn read_manual(path: &Path, season: &Season) -> Result<Plan, Problems> {
    let mut findings = Findings::default();
    let grids = plain::read(path, &mut findings).map(|file| grids(&file, &mut findings));
    let mut hand = Hand::new(season, path);
    let mut grids = grids.unwrap_or_default();
    if grids.iter().any(is_ours) {
        // The other sheets of our workbook are derived from these and may be outdated.
        grids.retain(is_ours);
    }
    for grid in grids {
        hand.sheet(&grid, &mut findings);
    }
    // An unreadable file has already been reported.
    if hand.reviews.is_empty() && findings.errors() == 0 {
        hand.no_reviews(&mut findings);
    }
    let plan = hand.plan();
    findings.finish().map(|_| plan)
}

/// Whether a sheet belongs to our workbook and holds a part of the plan.
fn is_ours(grid: &Grid<'_>) -> bool {
    let ours = [
        "专业组名单",
        "分组申报",
        "评审分配",
        "Seats",
        "Submissions",
        "Reviews",
    ];
    let name = grid.sheet.as_deref().unwrap_or_default();
    ours.iter().any(|own| fold(own) == fold(name))
}

fn grids(file: &File, findings: &mut Findings) -> Vec<Grid<'static>> {
    if content(file.bytes.as_ref()) == Content::Text {
        let Some(text) = source::text(file, findings) else {
            return Vec::new();
        };
        let wide = |delimiter: &u8| {
            let sample = csv::sample(&text, *delimiter, HEADER_WITHIN);
            sample.rows.iter().map(|row| row.cells.len()).max()
        };
        let delimiter = [b'\t', b';', b',']
            .into_iter()
            .max_by_key(wide)
            .unwrap_or(b',');
        let grid = csv::parse(&text, delimiter).ok();
        return grid.map(Grid::into_owned).into_iter().collect();
    }
    match book::sheets(&file.bytes) {
        Ok(grids) => grids,
        Err(fault) => {
            workbook_fault(fault, Place::file(file.name.as_str()), findings);
            Vec::new()
        }
    }
}

/// The meaning of a column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Group,
    GroupName,
    Submission,
    Reviewers,
    Expert,
    Role,
}

fn column(header: &str) -> Option<Column> {
    let folded = fold(header);
    // Headers such as "reviewer 1", "reviewer 2".
    let word = folded.trim_end_matches(|c: char| c.is_numeric());
    match word {
        "组号" | "组别" | "分组" | "group" | "groupid" => Some(Column::Group),
        "专业组" | "组名" | "groupname" => Some(Column::GroupName),
        "申报编号" | "submission" | "submissionid" => Some(Column::Submission),
        "评审专家" | "评审人" | "评审人编号" | "reviewer" | "reviewers" | "reviewerid" => {
            Some(Column::Reviewers)
        }
        "专家编号" | "expert" | "expertid" => Some(Column::Expert),
        "职务" | "role" => Some(Column::Role),
        _ => None,
    }
}

/// A plan under construction, filled sheet by sheet.
struct Hand<'a> {
    season: &'a Season,
    file: String,
    people: Book,
    works: Book,
    committee: Committee,
    /// The groups, in the order in which they are first mentioned.
    groups: Vec<Group>,
    reviews: BTreeMap<String, (String, Vec<String>)>,
}

impl<'a> Hand<'a> {
    fn new(season: &'a Season, path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Self {
            season,
            file: name.to_string_lossy().into_owned(),
            people: Book::experts(&season.experts),
            works: Book::submissions(&season.submissions),
            committee: Committee::default(),
            groups: Vec::new(),
            reviews: BTreeMap::new(),
        }
    }

    fn sheet(&mut self, grid: &Grid<'_>, findings: &mut Findings) {
        let Some((header, columns)) = header(grid) else {
            return;
        };
        let has = |wanted: Column| columns.values().any(|&column| column == wanted);
        let about_submissions = has(Column::Submission)
            && !has(Column::Expert)
            && (has(Column::Reviewers) || has(Column::Group));
        let about_seats = has(Column::Expert) && has(Column::Group) && has(Column::Role);
        for row in &grid.rows[header + 1..] {
            let cells = Cells::of(row, &columns);
            let place = Place {
                sheet: grid.sheet.clone(),
                ..Place::row(self.file.as_str(), row.number)
            };
            if about_submissions {
                self.submission(&cells, &place, findings);
            } else if about_seats {
                // The alternates follow the seats, under a heading of their own.
                if cells.heading {
                    break;
                }
                self.seat(&cells, &place, findings);
            }
        }
    }

    fn group(&mut self, id: &str, name: &str) -> Option<&mut Group> {
        let id = if id.is_empty() { name } else { id };
        if id.is_empty() {
            return None;
        }
        let at = self.groups.iter().position(|group| group.id == id);
        let at = at.unwrap_or_else(|| {
            self.groups.push(Group {
                id: id.to_owned(),
                name: name.to_owned(),
                ..Group::default()
            });
            self.groups.len() - 1
        });
        self.groups.get_mut(at)
    }

    fn submission(&mut self, cells: &Cells, place: &Place, findings: &mut Findings) {
        let word = cells.first(Column::Submission);
        if word.is_empty() {
            return;
        }
        let mut reviewers = Vec::new();
        for word in cells.all(Column::Reviewers) {
            reviewers.extend(ids(&self.people, word, place, findings));
        }
        for id in ids(&self.works, word, place, findings) {
            self.reviewed(&id, &reviewers, cells);
        }
    }

    fn reviewed(&mut self, id: &str, reviewers: &[String], cells: &Cells) {
        let (group, name) = (cells.first(Column::Group), cells.first(Column::GroupName));
        let mut home = String::new();
        if let Some(group) = self.group(group, name) {
            home.clone_from(&group.id);
            if !group.submissions.iter().any(|own| own == id) {
                group.submissions.push(id.to_owned());
            }
        }
        let review = self.reviews.entry(id.to_owned()).or_default();
        if !home.is_empty() {
            review.0 = home;
        }
        for reviewer in reviewers {
            if !review.1.contains(reviewer) {
                review.1.push(reviewer.clone());
            }
        }
    }

    fn seat(&mut self, cells: &Cells, place: &Place, findings: &mut Findings) {
        let found = ids(&self.people, cells.first(Column::Expert), place, findings);
        for id in found {
            self.seated(id, cells);
        }
    }

    fn seated(&mut self, id: String, cells: &Cells) {
        let role = fold(cells.first(Column::Role));
        match role.as_str() {
            "主任委员" | "主任" | "chair" => self.committee.chair.clone_from(&id),
            "副主任委员" | "副主任" | "vicechair" => {
                self.committee.vice_chair.clone_from(&id)
            }
            _ => {}
        }
        let leads = matches!(role.as_str(), "组长" | "leader");
        let (group, name) = (cells.first(Column::Group), cells.first(Column::GroupName));
        if let Some(group) = self.group(group, name) {
            if leads {
                group.leader.clone_from(&id);
            }
            if !group.members.contains(&id) {
                group.members.push(id);
            }
        }
    }

    fn no_reviews(&self, findings: &mut Findings) {
        findings.add(
            ProblemCode::ManualBare,
            Place::file(self.file.as_str()),
            "",
            bilingual!(
                "没有哪张工作表的表头含有“申报编号”以及“组号”或“评审专家”",
                "No sheet has a header with the submission id and its group or reviewers"
            ),
            bilingual!(
                "用三列书写：申报编号、组号、评审专家（多人用“；”分隔），或使用本程序的工作簿",
                "Write three columns: submission, group, reviewers (several separated by ;), or use the workbook of this program"
            ),
        );
    }

    fn plan(mut self) -> Plan {
        for (id, (home, reviewers)) in &self.reviews {
            let seated = self
                .groups
                .iter()
                .any(|group| group.submissions.contains(id));
            if let Some(group) = self
                .groups
                .iter_mut()
                .find(|group| seated && group.id == *home)
            {
                for reviewer in reviewers {
                    if !group.members.contains(reviewer) {
                        group.members.push(reviewer.clone());
                    }
                }
            }
        }
        let season = self.season;
        for group in self
            .groups
            .iter_mut()
            .filter(|group| group.leader.is_empty())
        {
            let leads = |id: &&String| {
                let mut experts = season.experts.iter();
                experts.any(|expert| expert.id == **id && expert.can_lead)
            };
            let leader = group.members.iter().find(leads).or(group.members.first());
            group.leader = leader.cloned().unwrap_or_default();
        }
        let place: BTreeMap<&str, usize> = season
            .submissions
            .iter()
            .map(|one| one.id.as_str())
            .zip(0..)
            .collect();
        let mut reviews: Vec<Review> = self
            .reviews
            .into_iter()
            .map(|(submission, (group, reviewers))| Review {
                submission,
                group,
                reviewers,
                recused: Vec::new(),
            })
            .collect();
        reviews.sort_by_key(|review| place.get(review.submission.as_str()).copied());
        Plan {
            schema: PLAN_SCHEMA.to_owned(),
            status: Status::Feasible,
            committee: self.committee,
            groups: self.groups,
            reviews,
            shortfalls: Vec::new(),
            quality: Quality::default(),
            inputs: BTreeMap::new(),
            rules: season.rules.clone(),
            seed: 0,
            version: String::new(),
            pins: Vec::new(),
            withdrawn: Vec::new(),
            round: None,
            exchange: None,
            part: None,
        }
    }
}

/// The ids of the people in a cell, given by id, by a unique name, or as `姓名（编号）`.
fn ids(book: &Book, cell: &str, place: &Place, findings: &mut Findings) -> Vec<String> {
    if cell.trim().is_empty() {
        return Vec::new();
    }
    let parts = book.cell(cell);
    if !parts
        .iter()
        .all(|part| matches!(part.found, Found::One(..) | Found::None))
        && !meant::tell(book, cell, &parts, || place.clone(), findings)
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for part in &parts {
        match part.found {
            Found::One(at, _) => found.push(book.id(at).to_owned()),
            _ => unknown(
                &part.text,
                || nearest_id(&part.text, book.ids()),
                place,
                findings,
            ),
        }
    }
    found
}

fn unknown<'a>(
    word: &str,
    near: impl FnOnce() -> Option<&'a str>,
    place: &Place,
    findings: &mut Findings,
) {
    let near = findings.near(ProblemCode::ManualUnknown, &place.file, near);
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::ManualUnknown,
        place.clone(),
        word,
        bilingual!(
            "本届的表中没有这个编号，或同名者不止一位{zh}",
            "The season's tables have no such id, or several entries with this name{en}"
        ),
        bilingual!(
            "改用专家编号或申报编号",
            "Write the id of the expert or of the submission"
        ),
    );
}

/// The row with most known headers: its index, and its columns by position.
fn header(grid: &Grid<'_>) -> Option<(usize, BTreeMap<usize, Column>)> {
    let known = |row: &GridRow<'_>| -> BTreeMap<usize, Column> {
        let cells = row.cells.iter().enumerate();
        cells
            .filter_map(|(at, cell)| Some((at, column(&cell.text())?)))
            .collect()
    };
    let rows = grid.rows.iter().take(HEADER_WITHIN).enumerate();
    let best = rows.map(|(at, row)| (at, known(row)));
    best.filter(|(_, columns)| columns.len() > 1)
        .max_by_key(|(at, columns)| (columns.len(), std::cmp::Reverse(*at)))
}

/// The cells of a row by column.
struct Cells {
    cells: Vec<(Column, String)>,
    /// Whether only the first cell is filled.
    heading: bool,
}

impl Cells {
    fn of(row: &GridRow<'_>, columns: &BTreeMap<usize, Column>) -> Self {
        let cells = columns.iter().filter_map(|(&at, &column)| {
            let cell = row.cells.get(at)?;
            Some((column, cell.text().into_owned()))
        });
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        Self {
            cells: cells.collect(),
            heading: filled == 1,
        }
    }

    fn all(&self, wanted: Column) -> impl Iterator<Item = &str> {
        let cells = self
            .cells
            .iter()
            .filter(move |(column, _)| *column == wanted);
        cells.map(|(_, text)| text.as_str())
    }

    fn first(&self, wanted: Column) -> &str {
        self.all(wanted).find(|text| !text.is_empty()).unwrap_or("")
    }
}
