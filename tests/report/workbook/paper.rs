//! What is on paper: the order of the page, its plain words, and how the workbook is printed.

use super::*;
use empanel::model::difference::compare;
use std::io::{Cursor, Read as _};

/// The sections of the page in their order.
const SECTIONS: [&str; 7] = [
    "opening",
    "groups",
    "conflicts",
    "suspected",
    "coverage",
    "loads",
    "evidence",
];

/// Words of optimisation, which belong to the appendices.
const COMPUTED: [&str; 22] = [
    "上限",
    "差距",
    "种子",
    "迭代",
    "最优",
    "已证明",
    "求解",
    "总得分",
    "得分",
    "步数",
    "bound",
    "gap",
    "seed",
    "iteration",
    "optimal",
    "proven",
    "solver",
    "score",
    "objective",
    "limit",
    "empanel",
    "version",
];

/// The page from the title to the first appendix, without tags.
fn opening(page: &str) -> String {
    let start = page.find("<h1>").expect("a title");
    let end = page.find("<section id=\"groups\"").expect("an appendix");
    let body = page[start..end]
        .replace("<nav>", "<nav")
        .replace("</nav>", ">");
    let mut text = String::new();
    let mut depth = 0_usize;
    for c in body.chars() {
        match c {
            '<' => depth += 1,
            '>' => {
                depth = depth.saturating_sub(1);
                text.push('\n');
            }
            c if depth == 0 => text.push(c),
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_page_opens_with_answers_and_each_appendix_with_its_title() {
    with_toy(|story| {
        for lang in BOTH {
            let page = page::render(story, lang);
            let found = page.match_indices("<section id=\"").map(|(at, tag)| {
                let rest = &page[at + tag.len()..];
                &rest[..rest.find('"').expect("an end")]
            });
            assert_eq!(found.collect::<Vec<_>>(), SECTIONS);
            for (number, id) in (1..).zip(&SECTIONS[1..]) {
                let open = format!("<section id=\"{id}\" class=\"appendix\">\n<h2>");
                let at = page
                    .find(&open)
                    .unwrap_or_else(|| panic!("no title in {id}"));
                let title = &page[at + open.len()..];
                let word = match lang {
                    Lang::Zh => {
                        format!("附件{}　", ["一", "二", "三", "四", "五", "六"][number - 1])
                    }
                    Lang::En => format!("Appendix {number}: "),
                };
                assert!(title.starts_with(&word), "{id}: {}", &title[..40]);
                assert_eq!(page.matches(&format!("href=\"#{id}\"")).count(), 1);
            }
        }
    });
}

#[test]
fn no_word_of_optimisation_is_in_the_opening() {
    let check = |story: &Story| {
        for lang in BOTH {
            let page = page::render(story, lang);
            let text = opening(&page).to_lowercase();
            for word in COMPUTED {
                assert!(!text.contains(word), "{word}: {text}");
            }
            let first = book::sheet(&book(story, lang), lang.pick("评审委员会", "Committee"));
            for cell in first.iter().flatten() {
                let text = cell.to_string().to_lowercase();
                assert!(!COMPUTED.iter().any(|word| text.contains(word)), "{text}");
            }
            // They are on the page, in the appendices.
            assert!(page.contains(lang.pick("上限", "bound")));
        }
    };
    with_toy(check);
    with_large(check);
    let season = toy::season();
    let before = toy::plan(&season);
    let mut plan = before.clone();
    plan.reviews[0].reviewers[1] = "E008".to_owned();
    plan.committee.vice_chair = "E001".to_owned();
    plan.committee.chair = "E002".to_owned();
    let changes = compare(&before, &plan);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    check(&Story::new(&season, &conflicts, &affinity, &plan).with_changes(&changes));
}

#[test]
fn the_opening_of_the_toy_season() {
    with_toy(|story| {
        insta::assert_snapshot!("opening_zh", opening(&page::render(story, Lang::Zh)));
        insta::assert_snapshot!("opening_en", opening(&page::render(story, Lang::En)));
    });
}

#[test]
fn who_changed_is_on_the_opening_and_on_the_first_sheet() {
    let season = toy::season();
    let before = toy::plan(&season);
    let mut plan = before.clone();
    (plan.committee.chair, plan.committee.vice_chair) = ("E002".to_owned(), "E001".to_owned());
    let changes = compare(&before, &plan);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let story = Story::new(&season, &conflicts, &affinity, &plan).with_changes(&changes);
    let text = opening(&page::render(&story, Lang::Zh));
    assert!(
        text.contains("席位或职务变动 2 人（新增 0、退出 0、调组 0、职务变动 2）"),
        "{text}"
    );
    assert!(
        text.contains("王建国（E001）\n职务变动：主任委员 → 副主任委员"),
        "{text}"
    );
    let first = book::sheet(&book(&story, Lang::En), "Committee");
    let told = first.iter().find(|row| row[0] == "What changed");
    let told = told.expect("an answer")[1].to_string();
    assert!(told.contains("changed for 2 people"), "{told}");
}

#[test]
fn every_printed_page_of_the_report_says_what_it_is_and_of_which_version() {
    with_toy(|story| {
        let page = page::render(story, Lang::En);
        let code = page.split("Plan code ").nth(1).expect("a code");
        let code: String = code.chars().take_while(char::is_ascii_hexdigit).collect();
        assert_eq!(code.len(), 12);
        for rule in [
            "@top-left { content: \"Review\\20 committee\\20 2026\";".to_owned(),
            format!("@bottom-left {{ content: \"Plan\\20 code\\20 {code}\";"),
            "@bottom-right { content: \"Page \" counter(page) \" of \" counter(pages) \"\";"
                .to_owned(),
        ] {
            assert!(page.contains(&rule), "{rule}");
        }
        let title = format!("<title>Review committee 2026 · Plan code {code}</title>");
        assert!(page.contains(&title));
    });
    // Another plan has another code.
    let season = toy::season();
    let mut plan = toy::plan(&season);
    let code = |plan: &Plan| {
        let mut code = String::new();
        tell(&season, plan, |story| {
            let page = page::render(story, Lang::En);
            page.split("Plan code ").nth(1).expect("a code")[..12].clone_into(&mut code);
        });
        code
    };
    let first = code(&plan);
    plan.seed += 1;
    assert_ne!(first, code(&plan));
}

/// A part of a workbook as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("the part");
    file.read_to_string(&mut text).expect("text");
    text
}

/// The texts between `from` and `to`.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    let parts = text.split(from).skip(1);
    parts.filter_map(|part| part.split(to).next()).collect()
}

/// How each sheet of a workbook is printed, in lines.
fn print_settings(bytes: &[u8]) -> String {
    let book = part(bytes, "xl/workbook.xml");
    let mut lines = Vec::new();
    for (at, name) in between(&book, "<sheet name=\"", "\"").iter().enumerate() {
        let sheet = part(bytes, &format!("xl/worksheets/sheet{}.xml", at + 1));
        lines.push(format!("== {name}"));
        let tags = [
            "<pageSetup ",
            "<printOptions ",
            "<pageSetUpPr ",
            "<tabColor ",
        ];
        for tag in tags {
            lines.extend(
                between(&sheet, tag, "/>")
                    .iter()
                    .map(|own| format!("{tag}{own}")),
            );
        }
        for tag in ["oddHeader", "oddFooter"] {
            let own = between(&sheet, &format!("<{tag}>"), "</");
            lines.extend(own.iter().map(|own| format!("{tag} {own}")));
        }
        let breaks = between(&sheet, "<brk id=\"", "\"");
        lines.push(format!("breaks after rows {}", breaks.join(" ")));
        let local = format!("localSheetId=\"{at}\"");
        let names = between(&book, "<definedName name=\"_xlnm.", "</definedName>");
        let names = names.into_iter().filter(|own| own.contains(&local));
        lines.extend(names.map(|own| own.replace(&local, "").replace('>', " ")));
    }
    lines.join("\n")
}

#[test]
fn print_settings_of_the_toy_season() {
    // The mark of the plan and the length of the notes change with every setting that is added.
    let mark = (r"(方案校验码|Plan code) [0-9a-f]{12}", "$1 [mark]");
    let notes = (r"('(附 说明|Appendix Notes)'!\$A\$1:\$D\$)\d+", "$1[rows]");
    insta::with_settings!({filters => vec![mark, notes]}, {
        with_toy(|story| {
            insta::assert_snapshot!("print_zh", print_settings(&book(story, Lang::Zh)));
            insta::assert_snapshot!("print_en", print_settings(&book(story, Lang::En)));
        });
    });
}

#[test]
fn a_printed_page_ends_between_groups_and_columns_for_programs_are_not_printed() {
    with_large(|story| {
        let bytes = book(story, Lang::Zh);
        let rows = book::sheet(&bytes, "评审分配");
        let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
        let breaks = between(&sheet, "<brk id=\"", "\"");
        assert!(!breaks.is_empty());
        for row in breaks {
            let row: usize = row.parse().expect("a row");
            assert_ne!(rows[row - 1][0], rows[row][0], "row {row}");
        }
        let header = book::texts(&rows[0]);
        let last = header.iter().position(|own| own == "回避组员及原因");
        let letter = char::from(b'A' + u8::try_from(last.expect("a column")).expect("few"));
        let area = format!("评审分配!$A$1:${letter}${}</definedName>", rows.len());
        assert!(part(&bytes, "xl/workbook.xml").contains(&area), "{area}");
        assert!(header.iter().any(|own| own == "推荐单位"));
    });
}
