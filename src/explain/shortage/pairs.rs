//! Chooses the recommender recusals to lift: as few pairs as necessary, all of them listed.

use super::steps::changed;
use super::trial::Outcome;
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, Party, Place, Relation, RelationKind, Season, SubmissionIndex};
use crate::suitability::conflict::{ConflictKind, Conflicts};

type Pair = (ExpertIndex, SubmissionIndex);

/// Maximum number of smaller sets that are tried to prove that fewer pairs do not suffice.
const SMALLER_SETS: usize = 60;
/// Maximum number of pairs listed in a message.
const NAMED: usize = 12;

/// The fewest pairs of expert and submission whose recommender recusal must be lifted, verified by
/// `run`; `None` if lifting all of them does not help or there are none. Lifting means a waiver for
/// the pair in the relations table.
///
/// Blocks of pairs are removed from the set as long as the rest suffices: halves, then quarters,
/// down to single pairs (delta debugging; Zeller and Hildebrandt, *IEEE TSE* 28(2), 2002), so that
/// no remaining pair can be left out. If there are few smaller sets, all of them are tried.
pub(super) fn recommenders(season: &Season, run: &dyn Fn(&Season) -> Outcome) -> Option<Bilingual> {
    let all = liftable(season);
    let works = |pairs: &[Pair]| run(&lifted(season, pairs));
    if all.is_empty() || works(&all) != Outcome::Works {
        return None;
    }
    let mut needed = all.clone();
    let mut block = needed.len() / 2;
    while block > 0 {
        let mut at = 0;
        while at < needed.len() {
            let mut fewer = needed.clone();
            fewer.drain(at..(at + block).min(needed.len()));
            if !fewer.is_empty() && works(&fewer) == Outcome::Works {
                needed = fewer;
            } else {
                at += block;
            }
        }
        block /= 2;
    }
    let (needed, fewest) = fewer(&all, needed, &works);
    Some(words(season, &needed, fewest))
}

/// Tries every smaller set if there are few; also returns whether it is then proven that fewer
/// pairs do not suffice.
fn fewer(all: &[Pair], needed: Vec<Pair>, works: &dyn Fn(&[Pair]) -> Outcome) -> (Vec<Pair>, bool) {
    let mut tried = 0;
    let mut proven = true;
    for size in 1..needed.len() {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            tried += 1;
            if tried > SMALLER_SETS {
                return (needed, false);
            }
            let pairs: Vec<Pair> = chosen.iter().map(|&at| all[at]).collect();
            match works(&pairs) {
                Outcome::Works => return (pairs, proven),
                Outcome::Impossible => {}
                Outcome::Open => proven = false,
            }
            if !next(&mut chosen, all.len()) {
                break;
            }
        }
    }
    (needed, proven)
}

/// The next choice of as many positions below `count`, in lexicographic order.
fn next(chosen: &mut [usize], count: usize) -> bool {
    let size = chosen.len();
    let movable = (0..size).rev().find(|&at| chosen[at] < count - size + at);
    let Some(at) = movable else { return false };
    chosen[at] += 1;
    for later in at + 1..size {
        chosen[later] = chosen[later - 1] + 1;
    }
    true
}

/// Pairs whose only conflict is that the expert's employer recommends the submission.
fn liftable(season: &Season) -> Vec<Pair> {
    let conflicts = Conflicts::without_suspicions(season);
    let active = |pair: &Pair| {
        let between = conflicts.between(pair.0, pair.1);
        let mut between = between.filter(|conflict| conflict.waived.is_none());
        between.all(|conflict| conflict.kind == ConflictKind::Recommender)
    };
    let recommended = conflicts
        .all()
        .iter()
        .filter(|conflict| conflict.kind == ConflictKind::Recommender && conflict.waived.is_none());
    let mut pairs: Vec<Pair> = recommended
        .map(|conflict| (conflict.expert, conflict.submission))
        .filter(active)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn lifted(season: &Season, pairs: &[Pair]) -> Season {
    changed(season, |season| {
        let waivers = pairs.iter().map(|&(expert, submission)| Relation {
            subject: Party::Expert(expert),
            kind: RelationKind::Waived,
            object: Party::Submission(submission),
            since: None,
            until: None,
            note: "+".to_owned(),
            place: Place::file("relations"),
        });
        season.relations.extend(waivers);
    })
}

fn words(season: &Season, pairs: &[Pair], fewest: bool) -> Bilingual {
    let count = pairs.len();
    let named = |lang: Lang| {
        let named = pairs.iter().take(NAMED).map(|(expert, submission)| {
            let (expert, submission) = (
                &season.experts[expert.at()].id,
                &season.submissions[submission.at()].id,
            );
            match lang {
                Lang::Zh => format!("{expert} 评审 {submission}"),
                Lang::En => format!("{expert} for {submission}"),
            }
        });
        let mut named: Vec<String> = named.collect();
        if count > NAMED {
            named.push(lang.pick("……", "…").to_owned());
        }
        named.join(lang.pick("、", ", "))
    };
    let (pairs_zh, pairs_en) = (named(Lang::Zh), named(Lang::En));
    let Bilingual { zh, en } = if fewest {
        bilingual!("不能更少", "fewer are not enough")
    } else {
        bilingual!(
            "其中一对也不能少；别的组合是否更少未证明",
            "none of them can be left out; it was not proven that no smaller set would do"
        )
    };
    bilingual!(
        "解除 {count} 对推荐单位回避（在关系表中写豁免）：{pairs_zh}；{zh}",
        "lift the recommender recusal (pairs: {count}) by waivers in the relations table: {pairs_en}; {en}"
    )
}
