//! An instance read from a folder.

use super::super::compact::PLACES;
use super::super::problems::Findings;
use super::super::read::{Scored, read_demands, read_loads, read_pairs, scored};
use super::scale::Scale;
use super::tables::Tables;
use super::{Instance, Names};
use crate::bilingual;
use crate::model::Problem as Finding;
use std::path::Path;

impl Instance {
    /// Reads a folder: the scores, `loads.csv`, `demands.csv` and, if they exist, `conflicts.csv`
    /// and `forced.csv` (`submission_id,reviewer_id`: pairs that must be used). The scores are
    /// `scores.csv`, or `scores.bin` in the compact form, or all parts of either
    /// (`scores-2-of-8.bin`). O(pairs log pairs
    /// of a submission); the scores are read as a stream.
    ///
    /// # Errors
    /// All problems of all files, the first fifty in full.
    pub fn read(folder: &Path) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let mut findings = Findings::default();
        if !folder.is_dir() {
            let shown = folder.display().to_string();
            findings.error(
                "A100",
                "",
                0,
                shown.as_bytes(),
                bilingual!("没有这个文件夹。", "There is no such folder."),
                bilingual!("请检查路径。", "Check the path."),
            );
            return Err(findings.into_problems());
        }
        let (submissions, demands, demand_lines) = read_demands(folder, &mut findings);
        let (reviewers, floors, caps) = read_loads(folder, &mut findings);
        let conflicts = read_pairs(
            folder,
            "conflicts.csv",
            &submissions,
            &reviewers,
            &mut findings,
        );
        let forced = read_pairs(
            folder,
            "forced.csv",
            &submissions,
            &reviewers,
            &mut findings,
        );
        let ids = (&submissions, &reviewers);
        let read = scored(folder, ids, &mut findings);
        let tables = Tables {
            submissions: Names::Listed(submissions.into_names()),
            reviewers: Names::Listed(reviewers.into_names()),
            demands,
            demand_lines,
            floors,
            caps,
            conflicts,
            forced,
        };
        match read {
            Scored::Table(raw) => tables.instance(&raw, findings),
            Scored::Compact(rows) => {
                let places = -(PLACES as i32);
                tables.instance_of_rows(rows, Scale::exact(places), findings)
            }
        }
    }
}
