//! Properties of every drawn season.

use super::*;

fn text(drawn: &Drawn, table: Table) -> String {
    let mut bytes = Vec::new();
    drawn.write(table, &mut bytes).expect("memory takes it");
    String::from_utf8(bytes).expect("tables are UTF-8")
}

fn all(drawn: &Drawn) -> Vec<String> {
    Table::ALL.map(|table| text(drawn, table)).to_vec()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for shape in [Shape::Plain, Shape::Scarce, Shape::FewEmployers] {
        let recipe = |seed| Recipe::ordinary(60, 40, Some(4), seed, shape).expect("fits");
        assert_eq!(all(&recipe(7).draw()), all(&recipe(7).draw()));
        assert_ne!(all(&recipe(7).draw()), all(&recipe(8).draw()));
    }
    let planted = |seed| Recipe::planted(None, None, Some(2), seed).expect("fits");
    assert_eq!(all(&planted(7).draw()), all(&planted(7).draw()));
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let ordinary = |experts, submissions, groups| {
        Recipe::ordinary(experts, submissions, groups, 1, Shape::Plain)
    };
    assert!(ordinary(62, 40, Some(12)).is_ok());
    assert!(matches!(
        ordinary(61, 40, Some(12)),
        Err(RecipeError::Experts { needed: 62, .. })
    ));
    assert!(matches!(
        ordinary(60, 3, Some(4)),
        Err(RecipeError::Submissions { .. })
    ));
    assert!(matches!(
        ordinary(60, 0, None),
        Err(RecipeError::Submissions { .. })
    ));
    assert!(matches!(
        ordinary(60, 9, Some(0)),
        Err(RecipeError::Submissions { .. })
    ));
    assert!(matches!(
        ordinary(60, 9, Some(usize::MAX)),
        Err(RecipeError::Submissions { .. })
    ));
    assert!(matches!(
        Recipe::planted(None, Some(30), Some(1), 1),
        Err(RecipeError::Planted { expected: 25, .. })
    ));
    assert!(matches!(
        Recipe::planted(None, Some(3), None, 1),
        Err(RecipeError::Planted { .. })
    ));
}

#[test]
fn the_fano_plane_shares_the_loads_out() {
    let mut loads = [0; PLANTED_MEMBERS];
    for (line, share) in planted::SHARE.into_iter().enumerate() {
        for point in [line, line + 1, line + 3] {
            loads[point % PLANTED_MEMBERS] += share;
        }
    }
    assert_eq!(planted::SHARE.iter().sum::<usize>(), PLANTED_SUBMISSIONS);
    assert_eq!(loads, [9, 11, 11, 11, 11, 11, 11]);
}

#[test]
fn the_answer_holds_every_submission_once_and_no_expert_twice() {
    let drawn = Recipe::planted(None, None, Some(3), 5)
        .expect("fits")
        .draw();
    let answer = drawn.answer().expect("planted seasons have one");
    let submissions: std::collections::BTreeSet<_> = answer
        .groups
        .iter()
        .flat_map(|group| &group.submissions)
        .collect();
    let members: std::collections::BTreeSet<_> = answer
        .groups
        .iter()
        .flat_map(|group| &group.members)
        .collect();
    assert_eq!((submissions.len(), members.len()), (75, 21));
    assert_eq!(answer.reviews.len(), 75);
    assert!(
        answer
            .groups
            .iter()
            .all(|group| group.members[0] == group.leader)
    );
    // The tables do not contain it.
    assert!(all(&drawn).iter().all(|table| !table.contains("G01")));
}

#[test]
fn ordinary_seasons_have_no_answer() {
    let recipe = Recipe::ordinary(60, 40, None, 1, Shape::Dominant).expect("fits");
    assert_eq!(recipe.draw().answer(), None);
}
