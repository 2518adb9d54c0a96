//! Submissions that ask for more reviewers than every group has.

use super::AllHeaders;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::Season;

pub(super) fn check(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let Some(smallest) = season.rules.groups.smallest() else {
        return; // told of the rules
    };
    let rules = season.rules_file();
    for submission in &season.submissions {
        let Some(number) = submission.reviewers.filter(|number| *number > smallest) else {
            continue;
        };
        findings.add(
            ProblemCode::ReviewersBad,
            headers.submissions.cell(&submission.place, "reviewers"),
            number.to_string(),
            bilingual!(
                "评审人数 {number} 多于最小专业组的 {smallest} 人",
                "{number} reviewers are more than the {smallest} members of the smallest group"
            ),
            bilingual!(
                "改为不多于 {smallest} 的整数，或在 {rules} 中提高 min_members",
                "Write a number of at most {smallest}, or raise min_members in {rules}"
            ),
        );
    }
}
