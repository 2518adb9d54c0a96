//! Problems of the pairwise form in the words of the matcher's options: who gives a venue's files has
//! never seen `scores.csv` or `loads.csv`.

use crate::model::Problem;
use crate::model::words::Bilingual;

/// What the pairwise form calls something, and the option that it comes from.
const NAMES: [(&str, &str); 9] = [
    ("scores.csv", "--scores"),
    ("forced.csv", "--constraints"),
    ("conflicts.csv", "--constraints"),
    ("loads.csv", "--max_papers"),
    ("demands.csv", "--num_reviewers"),
    ("max_load", "--max_papers"),
    ("min_load", "--min_papers_default"),
    ("--max-probability", "--probability_limits"),
    ("--allow-zero", "--allow_zero_score_assignments"),
];

/// A text with the names of the options.
fn renamed(text: &str) -> String {
    NAMES.iter().fold(text.to_owned(), |text, (own, option)| {
        text.replace(own, option)
    })
}

/// Words with the names of the options.
pub fn in_options(words: &Bilingual) -> Bilingual {
    Bilingual::new(renamed(&words.zh), renamed(&words.en))
}

/// A problem with the names of the options.
pub fn problem_in_options(mut problem: Problem) -> Problem {
    problem.place.file = renamed(&problem.place.file);
    problem.what = in_options(&problem.what);
    problem.action = in_options(&problem.action);
    problem
}
