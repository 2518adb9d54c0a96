//! The workbook, the page and the summary, read back as the office reads them.

mod book;
mod html;
mod large;
mod paper;
mod toy;

use calamine::Data;
use empanel::bilingual;
use empanel::model::plan::{Plan, Status};
use empanel::model::words::Lang;
use empanel::model::{Amount, MixRule, MixScope, Season, SeasonBuilder};
use empanel::report::{CoursePoint, Handling, Story, Supply, page, summary, workbook};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;

const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

/// Saves an output in the build directory for inspection.
fn keep(name: &str, bytes: &[u8]) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(path, bytes).expect("the build directory is writable");
}

fn tell(season: &Season, plan: &Plan, use_it: impl FnOnce(&Story)) {
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    use_it(&Story::new(season, &conflicts, &affinity, plan));
}

fn with_toy(use_it: impl FnOnce(&Story)) {
    let season = toy::season();
    tell(&season, &toy::plan(&season), use_it);
}

fn with_large(use_it: impl FnOnce(&Story)) {
    let season = large::season();
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let plan = large::plan(&season, &conflicts, &affinity);
    use_it(&Story::new(&season, &conflicts, &affinity, &plan));
}

fn book(story: &Story, lang: Lang) -> Vec<u8> {
    workbook::write(story, lang).expect("it fits the sheets")
}

#[test]
fn the_workbook_has_its_sheets_in_both_languages() {
    with_toy(|story| {
        let names = |lang| -> Vec<String> {
            let sheets = book::sheets(&book(story, lang));
            sheets.into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(
            names(Lang::Zh),
            [
                "评审委员会",
                "专业组名单",
                "评审分配",
                "缺口",
                "回避表",
                "疑似回避",
                "附 覆盖明细",
                "附 说明"
            ]
        );
        assert_eq!(
            names(Lang::En),
            [
                "Committee",
                "Seats",
                "Reviews",
                "Shortfalls",
                "Conflicts",
                "Suspected",
                "Appendix Coverage",
                "Appendix Notes"
            ]
        );
    });
}

#[test]
fn the_sheets_hold_a_row_for_each_thing_they_list() {
    with_toy(|story| {
        let bytes = book(story, Lang::Zh);
        let seats = book::sheet(&bytes, "专业组名单");
        assert_eq!(
            book::texts(&seats[0][..5]),
            ["组号", "专业组", "职务", "专家编号", "姓名"]
        );
        assert_eq!(seats.len(), 1 + 8);
        assert_eq!(book::texts(&seats[1][2..5]), ["主任委员", "E001", "王建国"]);
        assert_eq!(
            book::texts(&seats[3][..5]),
            ["G01", "装备制造组", "组长", "E003", "张伟"]
        );

        let reviews = book::sheet(&bytes, "评审分配");
        assert_eq!(reviews.len(), 1 + 6);
        let third = book::texts(&reviews[3]);
        assert_eq!(third[1], "S003");
        // E005 and E008 know division 36, E003 does not; E005 has a conflict.
        assert_eq!(reviews[3][5], Data::Float(1.0));
        assert_eq!(third[6], "张伟（E003）");
        assert!(third[8].starts_with("刘洋（E005）："), "{}", third[8]);
        assert_eq!(reviews[3][9], Data::Float(1.025));

        // S001 and S002 ask for 1 and 2 domains, S003 1, S004 2, S005 2, S006 1; all one industry.
        // Each submission also asks for members who know its industry.
        let coverage = book::sheet(&bytes, "附 覆盖明细");
        assert_eq!(coverage.len(), 1 + 6 + 9 + 6);
        let marked: Vec<_> = coverage.iter().filter(|row| row[8] == "缺口").collect();
        let short = book::sheet(&bytes, "缺口");
        assert_eq!((marked.len(), short.len()), (1, 1 + 1));
        assert_eq!(marked[0][..], short[1][..9]);
        assert!(book::texts(&short[1])[4].starts_with("Q12.01 "));

        let conflicts = book::sheet(&bytes, "回避表");
        assert_eq!(conflicts.len(), 1 + 2);
        let proof = &book::texts(&conflicts[1])[8];
        assert!(
            proof.contains("experts.csv") && proof.contains("submissions.csv"),
            "{proof}"
        );
    });
}

#[test]
fn ids_stay_text_and_scores_are_numbers() {
    with_large(|story| {
        let bytes = book(story, Lang::En);
        let seats = book::sheet(&bytes, "Seats");
        assert!(
            seats[1..]
                .iter()
                .all(|row| matches!(&row[3], Data::String(id) if id.len() == 4))
        );
        assert!(
            seats[3..]
                .iter()
                .all(|row| matches!(row[9], Data::Float(_)))
        );
        let reviews = book::sheet(&bytes, "Reviews");
        assert_eq!(reviews.len(), 1 + story.figures.reviews.len());
        let listed = ["Conflicts", "Appendix Not seated"].map(|name| book::sheet(&bytes, name));
        assert_eq!(
            listed.map(|rows| rows.len() - 1).iter().sum::<usize>(),
            story.figures.conflicts.len()
        );
    });
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    for lang in BOTH {
        with_toy(|first| {
            with_toy(|again| {
                assert!(book(first, lang) == book(again, lang));
                assert!(page::render(first, lang) == page::render(again, lang));
            });
        });
    }
}

#[test]
fn the_page_is_well_nested_and_needs_nothing_from_outside() {
    let check = |story: &Story, name: &str| {
        for lang in BOTH {
            let page = page::render(story, lang);
            let code = lang.pick("zh", "en");
            keep(&format!("{name}-{code}.html"), page.as_bytes());
            keep(&format!("{name}-{code}.xlsx"), &book(story, lang));
            keep(
                &format!("{name}-{code}.txt"),
                summary::text(story, lang).as_bytes(),
            );
            assert_eq!(html::nesting_fault(&page), None);
            for outside in ["http:", "https:", "src=", "url(", "@import", "<script"] {
                assert!(!page.contains(outside), "{outside}");
            }
            assert_eq!(page.matches("<svg").count(), 5);
        }
    };
    with_toy(|story| check(story, "toy"));
    with_large(|story| check(story, "large"));
}

#[test]
fn names_from_the_tables_are_escaped() {
    let mut season = toy::season();
    let bad = "<script>alert(\"1\")</script>&";
    season.experts[2].name = bad.to_owned();
    season.submissions[0].organization = bad.to_owned();
    season.submissions[4].title = bad.to_owned();
    season.experts[3].employer = bad.to_owned();
    season.name = bad.to_owned();
    let plan = toy::plan(&season);
    tell(&season, &plan, |story| {
        let page = page::render(story, Lang::Zh);
        assert!(!page.contains("<script"));
        assert!(page.contains("&lt;script&gt;") || page.contains("&#60;script&#62;"));
        assert_eq!(html::nesting_fault(&page), None);
        let seats = book::sheet(&book(story, Lang::Zh), "专业组名单");
        assert_eq!(seats[3][4].to_string(), bad);
    });
}

#[test]
fn summaries_of_the_toy_season() {
    with_toy(|story| {
        insta::assert_snapshot!("summary_zh", summary::text(story, Lang::Zh));
        insta::assert_snapshot!("summary_en", summary::text(story, Lang::En));
    });
}

#[test]
fn figures_of_the_toy_season_are_those_found_by_hand() {
    with_toy(|story| {
        let figures = &story.figures;
        let loads: Vec<usize> = figures.seats.iter().map(|seat| seat.load).collect();
        assert_eq!(loads, [0, 0, 3, 1, 2, 3, 1, 2]);
        let sum: f64 = figures.reviews.iter().map(|review| review.sum).sum();
        assert!((sum - 8.0125).abs() < 1e-9);
        let short: Vec<_> = figures.shortfalls().collect();
        assert_eq!(short.len(), 1);
        assert_eq!(short[0].code, "Q12.01");
        assert_eq!(short[0].supply, Some(Supply::default()));
        let handling: Vec<_> = figures
            .conflicts
            .iter()
            .map(|row| {
                (
                    row.expert.id.as_str(),
                    row.submission.id.as_str(),
                    row.handling,
                )
            })
            .collect();
        assert_eq!(
            handling,
            [
                ("E004", "S001", Handling::Apart),
                ("E005", "S003", Handling::Recused)
            ]
        );
        assert_eq!(
            (
                figures.totals.conflicts,
                figures.totals.recusals,
                figures.totals.broken
            ),
            (2, 1, 0)
        );
    });
}

#[test]
fn a_plan_that_ignores_a_conflict_is_called_broken() {
    let season = toy::season();
    let mut plan = toy::plan(&season);
    // E005 is recused from S003 and reviews it nevertheless.
    plan.reviews[2].reviewers[1] = "E005".to_owned();
    tell(&season, &plan, |story| {
        assert_eq!(story.figures.totals.broken, 1);
        let summary = summary::text(story, Lang::En);
        let words: Vec<&str> = summary.split_whitespace().collect();
        assert!(words.join(" ").contains("must not be used"), "{summary}");
        assert!(page::render(story, Lang::Zh).contains("未落实"));
    });
}

#[test]
fn english_outputs_are_english_throughout() {
    let mut builder = SeasonBuilder::new();
    for id in [
        "E001", "E002", "E003", "E004", "E005", "E006", "E007", "E008",
    ] {
        builder = builder.expert(
            id,
            &format!("Institute {id}"),
            "344;3453",
            "Q04.01:2",
            |expert| {
                expert.name = format!("Person {id}");
                expert.can_lead = true;
                expert.quality_lead = true;
            },
        );
    }
    for id in ["S001", "S002", "S003", "S004", "S005", "S006"] {
        builder = builder.submission(id, "Institute E001", "3441", "Q06.01", |submission| {
            submission.title = format!("Title {id}");
            submission.recommender = "Institute E005".to_owned();
            submission.category = Some(6);
        });
    }
    let season = builder
        .change(|season| season.name = "plain".to_owned())
        .build();
    let mut plan = toy::plan(&season);
    plan.groups
        .iter_mut()
        .for_each(|group| group.name = "Machines".to_owned());
    plan.status = Status::Feasible;
    plan.quality.bound = Some(9.0);
    tell(&season, &plan, |story| {
        assert!(!html::has_chinese(&page::render(story, Lang::En)));
        assert!(!html::has_chinese(&summary::text(story, Lang::En)));
        for (name, rows) in book::sheets(&book(story, Lang::En)) {
            for cell in rows.iter().flatten() {
                assert!(!html::has_chinese(&cell.to_string()), "{name}: {cell}");
            }
        }
    });
}

#[test]
fn alternates_stand_below_the_seats_and_on_the_page() {
    let season = toy::season();
    let mut plan = toy::plan(&season);
    plan.groups[1].alternates = vec!["E002".to_owned()];
    tell(&season, &plan, |story| {
        let seats = book::sheet(&book(story, Lang::Zh), "专业组名单");
        assert_eq!(seats[10][0].to_string(), "递补专家");
        assert_eq!(
            book::texts(&seats[12][..5]),
            ["G02", "食品医药组", "1", "E002", "李明华"]
        );
        assert!(page::render(story, Lang::En).contains("Alternates: 李明华 (E002)"));
    });
}

#[test]
fn an_empty_plan_and_a_plan_without_a_bound_still_print() {
    let season = toy::season();
    let mut plan = toy::plan(&season);
    plan.quality.bound = None;
    plan.quality.gap = None;
    plan.status = Status::Feasible;
    tell(&season, &plan, |story| {
        assert!(page::render(story, Lang::En).contains("No upper bound was computed"));
    });
    plan.groups.clear();
    plan.reviews.clear();
    plan.committee.chair = "nobody".to_owned();
    tell(&season, &plan, |story| {
        for lang in BOTH {
            assert_eq!(html::nesting_fault(&page::render(story, lang)), None);
            assert_eq!(book::sheets(&book(story, lang)).len(), 8);
        }
    });
}

#[test]
fn a_notice_about_the_data_stands_first_everywhere() {
    let season = toy::season();
    let plan = toy::plan(&season);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let notice = bilingual!("专家均为虚构。", "All experts are made up.");
    let story = Story::new(&season, &conflicts, &affinity, &plan).with_notice(notice);
    assert!(page::render(&story, Lang::Zh).contains("专家均为虚构。"));
    let bytes = book(&story, Lang::En);
    let notes = book::sheet(&bytes, "Appendix Notes");
    assert_eq!(notes[1][2].to_string(), "All experts are made up.");
    let first = book::sheet(&bytes, "Committee");
    assert_eq!(first[2][0].to_string(), "All experts are made up.");
}

#[test]
fn the_page_plots_the_run_where_its_course_is_known() {
    let season = toy::season();
    let plan = toy::plan(&season);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let story = Story::new(&season, &conflicts, &affinity, &plan);
    assert!(!page::render(&story, Lang::Zh).contains("class=\"course\""));
    let point = |seconds, total, shortfalls, complete| CoursePoint {
        seconds,
        total,
        shortfalls,
        complete,
        bound: Some(9.0),
    };
    let story = story.with_course(vec![
        point(0.1, 6.0, 3, false),
        point(0.2, 7.0, 2, true),
        point(1.5, 6.5, 1, true),
        point(4.0, 8.0, 1, true),
    ]);
    for lang in BOTH {
        let text = page::render(&story, lang);
        assert_eq!(html::nesting_fault(&text), None);
        assert!(text.contains("class=\"course\"") && text.contains("class=\"ceiling\""));
        // The attempt that broke rules is left out: the line starts with two shortfalls.
        let words = match lang {
            Lang::Zh => ["缺口 2", "缺口 1", "缺口 3"],
            Lang::En => ["2 short", "1 short", "3 short"],
        };
        assert_eq!(
            words.map(|words| text.contains(&format!(">{words}<"))),
            [true, true, false]
        );
    }
    keep("course.html", page::render(&story, Lang::Zh).as_bytes());
}

/// E003, E004 and E006 are professors: G01 has one of three, G02 two; of the submissions, each has
/// one but S005, which has two.
#[test]
fn every_mix_is_named_with_whether_it_is_met() {
    let mut season = toy::season();
    for at in [2, 3, 5] {
        season.experts[at].title = "教授".to_owned();
    }
    let mix = |of, least: Option<u32>, most: Option<u32>, hard| MixRule {
        name: String::new(),
        of,
        column: "title".to_owned(),
        values: vec!["教授".to_owned()],
        at_least: least.map(Amount::Count),
        at_most: most.map(Amount::Count),
        hard,
    };
    season.rules.mix = vec![
        mix(MixScope::Group, Some(2), Some(3), false),
        mix(MixScope::Submission, Some(1), None, true),
        mix(MixScope::Submission, None, Some(1), false),
    ];
    tell(&season, &toy::plan(&season), |story| {
        let said: Vec<String> = (story.figures.mixes.iter())
            .map(|own| own.words().en)
            .collect();
        let all = [
            "missed by 1 of 2 groups: G01 (1)",
            "met by all 2 groups",
            "met by all 6 submissions",
            "missed by 1 of 6 submissions: S005 (2)",
        ];
        assert_eq!(said, all);
        let page = page::render(story, Lang::Zh);
        for words in [
            "计为缺口；2 个专业组中 1 个专业组不满足：G01（1 人）",
            "必须满足；6 项申报全部满足",
            "不满足的计为缺口；6 项申报中 1 项申报不满足：S005（2 人）",
            "“title=教授”以外的专家",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert_eq!(html::nesting_fault(&page), None);
        let book = book(story, Lang::En);
        let notes = book::sheet(&book, "Appendix Notes");
        let notes: Vec<Vec<String>> = notes.iter().map(|row| book::texts(row)).collect();
        let mixes = notes
            .iter()
            .filter(|row| row.iter().any(|cell| cell == "[[mix]]"));
        assert_eq!(mixes.count(), 4);
        let rows = book::sheet(&book, "Appendix Coverage");
        let rows: Vec<Vec<String>> = rows.iter().map(|row| book::texts(row)).collect();
        let result = |group: &str, submission: &str| {
            let mut own = rows
                .iter()
                .filter(|row| row[0] == group && row[1] == submission);
            let own = own.find(|row| row[3] == "Mix").expect("a row");
            (own[5].clone(), own[6].clone(), own[8].clone())
        };
        let row = |needed: &str, having: &str, result: &str| {
            (needed.to_owned(), having.to_owned(), result.to_owned())
        };
        assert_eq!(result("G01", ""), row("2", "1", "Shortfall"));
        assert_eq!(result("G02", ""), row("2", "2", "Met"));
        assert_eq!(result("G02", "S005"), row("1", "0", "Shortfall"));
        assert_eq!(result("G02", "S004"), row("1", "1", "Covered"));
    });
}
