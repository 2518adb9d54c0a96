//! The workbook, the page and the summary, read back as the office reads them.

#[path = "report/large.rs"]
mod large;
#[path = "report/toy.rs"]
mod toy;

use empanel::affinity::Affinity;
use empanel::conflict::Conflicts;
use empanel::report::{Story, page, summary, workbook};
use empanel::text::Lang;

/// Where the outputs of these tests stay for a person to look at.
fn keep(name: &str, bytes: &[u8]) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(path, bytes).expect("the build directory is writable");
}

fn with_toy(use_it: impl FnOnce(&Story)) {
    let season = toy::season();
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let plan = toy::plan(&season);
    use_it(&Story::new(&season, &conflicts, &affinity, &plan));
}

fn with_large(use_it: impl FnOnce(&Story)) {
    let season = large::season();
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let plan = large::plan(&season, &conflicts, &affinity);
    use_it(&Story::new(&season, &conflicts, &affinity, &plan));
}

#[test]
fn the_large_workbook_is_written_in_both_languages() {
    with_large(|story| {
        for (lang, name) in [(Lang::Zh, "large-zh.xlsx"), (Lang::En, "large-en.xlsx")] {
            let bytes = workbook::write(story, lang).expect("it fits");
            keep(name, &bytes);
            let page = page::render(story, lang);
            keep(&name.replace("xlsx", "html"), page.as_bytes());
            keep(
                &name.replace("xlsx", "txt"),
                summary::text(story, lang).as_bytes(),
            );
        }
    });
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    with_toy(|story| {
        let first = workbook::write(story, Lang::Zh).expect("it fits");
        let again = workbook::write(story, Lang::Zh).expect("it fits");
        keep("toy-zh.xlsx", &first);
        keep("toy-zh.html", page::render(story, Lang::Zh).as_bytes());
        keep("toy-en.html", page::render(story, Lang::En).as_bytes());
        assert!(first == again);
    });
}
