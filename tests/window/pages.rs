//! Every page as text, in both languages.

use crate::support::Open;
use empanel::Lang;
use insta::assert_snapshot;
use serde_json::json;
use std::fs;

const PAGES: [&str; 8] = [
    "/",
    "/problems",
    "/form",
    "/board",
    "/why",
    "/why?expert=E003",
    "/why?submission=S002",
    "/versions",
];

/// The page without what differs from run to run.
pub fn page(open: &Open, path: &str) -> String {
    let text = open.get(path).text;
    let folder = open.folder.path().display().to_string();
    let mut kept = String::new();
    for line in text.replace(&folder, "[PATH]").lines() {
        let line = line.split("data-state=\"").collect::<Vec<_>>();
        let line = match &line[..] {
            [before, after] => format!(
                "{before}data-state=\"{}",
                &after[after.find('"').unwrap_or(0)..]
            ),
            _ => line.concat(),
        };
        kept.push_str(line.trim());
        kept.push('\n');
    }
    kept
}

fn all(lang: Lang) {
    let open = Open::toy(lang);
    let out = open.season().join(lang.pick("方案", "plan"));
    // A plan made once, since the year and the time of a run differ.
    fs::create_dir_all(&out).expect("a folder");
    let name = lang.pick("zh", "en");
    open.form();
    for path in PAGES {
        let shown = page(&open, path);
        // Dates, times and the person at this machine.
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?", "[DATE]");
        settings.add_filter(
            r"<td>\[DATE\]</td><td>[^<]*</td>",
            "<td>[DATE]</td><td>[NAME]</td>",
        );
        settings.add_filter(r"\[DATE\][^<]*</div>", "[DATE]</div>");
        settings.bind(|| {
            let key = path.trim_start_matches('/').replace(['?', '='], "_");
            let key = if key.is_empty() { "home" } else { &key };
            assert_snapshot!(format!("{key}_{name}"), shown);
        });
    }
    let groups = open.get("/board/verdicts?expert=E003").json();
    let edits = groups["verdicts"][0]["edits"].clone();
    open.post("/board/edit", &json!({ "edits": edits }));
    assert_snapshot!(format!("draft_{name}"), page(&open, "/board"));
}

#[test]
fn pages_in_chinese() {
    all(Lang::Zh);
}

#[test]
fn pages_in_english() {
    all(Lang::En);
    let open = Open::toy(Lang::En);
    for path in ["/", "/problems", "/form", "/board", "/versions", "/lock"] {
        let text = open.get(path).text;
        let said = text.replace("2026 年&#60;度&#62;", "").replace("中文", "");
        let chinese = said.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{path}: {said}");
    }
}
