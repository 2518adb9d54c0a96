//! 年度: where the year stands.

use crate::support::Open;
use empanel::Lang;
use std::fs;

#[test]
fn the_next_step_is_named_and_has_a_button_where_it_has_a_screen() {
    let open = Open::toy(Lang::Zh);
    let text = open.get("/").text;
    assert!(
        text.contains("2026 年&#60;度&#62;"),
        "the name is escaped: {text}"
    );
    assert!(text.contains("下一步"));
    fs::write(open.season().join("experts.csv"), "编号\n").expect("written");
    let text = open.get("/").text;
    assert!(
        text.contains(r#"<a class="button main" href="/problems">看问题</a>"#),
        "{text}"
    );
}

#[test]
fn files_changed_elsewhere_are_noticed() {
    let open = Open::toy(Lang::En);
    let state = || {
        open.get("/alive").json()["state"]
            .as_u64()
            .expect("a number")
    };
    let before = state();
    assert_eq!(state(), before);
    fs::write(open.season().join("~$experts.xlsx"), "WPS").expect("written");
    assert_eq!(state(), before, "a mark of an open file is no change");
    fs::write(open.season().join("aliases.csv"), "name,canonical\n").expect("written");
    assert_ne!(state(), before);
}
