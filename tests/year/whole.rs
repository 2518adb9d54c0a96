//! The whole year on the sample season: from the raw table to the final list, both rounds, with
//! withdrawals in between; each step is a command.

use crate::year_support;

use calamine::{Reader as _, Xlsx};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use year_support::{Year, filled, ids, raw};

const PAPER: &str = "out/paper/plan.json";
const DEFENCE: &str = "out/defence/plan.json";

/// Form check: 15 are not legal persons, one made a loss, one makes no statement.
fn form_check(year: &Year) {
    let screened = year.run(&["screen", "season", "--out", "season"]);
    let counts = &screened["screening"]["counts"];
    assert_eq!(counts["submissions"], 286);
    assert_eq!(
        (&counts["failed"], &counts["pending"]),
        (&16.into(), &1.into())
    );
    assert_eq!(
        (&counts["passed"], &counts["over_quota"]),
        (&269.into(), &0.into())
    );
}

/// The committee, and the withdrawal of one of its members.
fn paper_round(year: &Year) -> (Value, String) {
    year.run(&["form", "season", "--out", "out/paper", "--time-limit", "8"]);
    let plan = year.json(PAPER);
    assert_eq!(plan["reviews"].as_array().map(Vec::len), Some(269));
    assert!(plan["inputs"]["screening"].is_object());
    let group = &plan["groups"][0];
    let mut members = ids(&group["members"]).into_iter();
    let leaving = members.find(|id| group["leader"] != id.as_str());
    let leaving = leaving.expect("a member");
    rerun(year, PAPER, &leaving, "因病");
    let plan = year.json(PAPER);
    let quoted = format!("\"{leaving}\"");
    assert!(!plan["groups"].to_string().contains(&quoted));
    year.run(&["verify", "season", PAPER]);
    let told = year.run(&["history", "out/paper"]);
    assert_eq!(told["withdrawn"][0]["id"], leaving);
    assert_eq!(told["withdrawn"][0]["reason"], "因病");
    (plan, leaving)
}

fn rerun(year: &Year, plan: &str, id: &str, reason: &str) {
    let withdraw = ["rerun", "season", "--plan", plan, "--withdraw", id];
    let how = ["--force", "--further", "0", "--reason", reason];
    year.run(&[&withdraw[..], &how].concat());
}

/// Score sheets written and collected, and the shortlist.
fn scored(year: &Year, plan: &Value, [path, sheets, back, out, many]: [&str; 5]) -> Vec<String> {
    year.run(&["sheets", "season", "--plan", path, "--out", sheets]);
    filled(year, plan, sheets, back);
    let collect = ["collect", "season", back, "--plan", path, "--out", out];
    let told = year.run(&[&collect[..], &["--shortlist", many]].concat());
    assert_eq!(
        told["collected"]["missing"].as_array().map(Vec::len),
        Some(0)
    );
    let list = fs::read_to_string(year.path(out).join("shortlist.csv")).expect("the list");
    let selected = list.lines().filter(|line| line.contains(",是,"));
    let ids = selected.map(|line| line.split(',').next().expect("an id").to_owned());
    ids.collect()
}

/// The defence of the shortlist; one submission is withdrawn.
fn defence_round(year: &Year, paper: &Value, shortlist: &[String], left: &str) -> (Value, String) {
    let list = [
        "--shortlist",
        "out/scores/shortlist.csv",
        "--time-limit",
        "4",
    ];
    let form = ["form", "season", "--round", "defence", "--from", PAPER];
    year.run(&[&form[..], &list, &["--out", "out/defence"]].concat());
    let plan = year.json(DEFENCE);
    let heard: BTreeSet<String> = ids_of(&plan, "submissions");
    assert_eq!(heard, shortlist.iter().cloned().collect());
    // Experts who withdrew are not called again, and half of the seated know the submissions.
    let (before, now) = (ids_of(paper, "members"), ids_of(&plan, "members"));
    assert!(!now.contains(left), "{left} withdrew");
    assert!(2 * now.intersection(&before).count() >= now.len());
    // Two rooms: at most two groups meet on a day.
    let mut sittings: BTreeSet<(String, String)> = BTreeSet::new();
    for own in plan["round"]["timetable"].as_array().expect("a timetable") {
        sittings.insert((own["day"].to_string(), own["group"].to_string()));
    }
    let days: BTreeSet<&String> = sittings.iter().map(|(day, _)| day).collect();
    for day in days {
        let on = sittings.iter().filter(|(other, _)| other == day).count();
        assert!(on <= 2, "{on} groups on {day}");
    }
    let calendar = fs::read_to_string(year.path("out/defence/timetable.ics")).expect("a file");
    let hearings = calendar.matches("BEGIN:VEVENT").count();
    assert_eq!(hearings, heard.len() + sittings.len());
    let gone = heard.first().expect("one is heard").clone();
    rerun(year, DEFENCE, &gone, "企业重组，自愿退出");
    year.run(&["verify", "season", DEFENCE]);
    let plan = year.json(DEFENCE);
    assert!(!ids_of(&plan, "submissions").contains(&gone));
    (plan, gone)
}

fn ids_of(plan: &Value, key: &str) -> BTreeSet<String> {
    let groups = plan["groups"].as_array().expect("groups").iter();
    groups.flat_map(|group| ids(&group[key])).collect()
}

/// The objection is reviewed by people from neither round.
fn objection(year: &Year, objected: &str, plans: [&Value; 2]) {
    let ask = ["objection", "season", "--plan", DEFENCE];
    let told = year.run(&[&ask[..], &["--submission", objected]].concat());
    let team = told["objection"]["team"].as_array().expect("a team");
    assert_eq!(team.len(), 3);
    for plan in plans {
        let groups = plan["groups"].as_array().expect("groups").iter();
        let mut own =
            groups.filter(|group| ids(&group["submissions"]).contains(&objected.to_owned()));
        let group = own.next().expect("both rounds held it");
        for member in team {
            let id = member["expert"].as_str().expect("an id");
            assert!(
                !ids(&group["members"]).contains(&id.to_owned()),
                "{id} decided on it"
            );
        }
    }
}

/// The lists: for publicity, and the final one without submissions withdrawn since.
fn results(year: &Year, paper: &Value, defence: &Value, gone: [&str; 2]) {
    let [expert, submission] = gone;
    let from = [
        "publicity",
        "season",
        "--from",
        "2026-09-01",
        "--out",
        "out",
    ];
    assert_eq!(year.run(&from)["publicity"]["last"], "2026-09-14");
    let list = ["results", "season", "--plan", DEFENCE, "--shortlist"];
    let list = [&list[..], &["out/defence-scores/shortlist.csv"]].concat();
    let before = year.run(&list);
    let listed = before["outcome"]["publicity"]
        .as_array()
        .expect("a list")
        .clone();
    let objected = listed[0]["submission"].as_str().expect("an id");
    objection(year, objected, [paper, defence]);
    fs::write(
        year.path("withdrawn.csv"),
        format!("申报编号,原因,阶段,日期\n{objected},异议成立,公示期,2026-09-10\n"),
    )
    .expect("written");
    year.run(
        &[
            &list[..],
            &["--withdrawn", "withdrawn.csv", "--out", "out/final"],
        ]
        .concat(),
    );
    let outcome = year.json("out/final/outcome.json");
    let last = outcome["final"].as_array().expect("a list");
    assert_eq!(last.len() + 1, listed.len());
    for out in [objected, submission, "S001", "S002"] {
        assert!(last.iter().all(|line| line["submission"] != out), "{out}");
    }
    assert_eq!(outcome["reviewed"], 269);
    let left = &outcome["withdrawn"];
    assert_eq!(left[0]["submission"], submission);
    assert_eq!(left[0]["reason"], "企业重组，自愿退出");
    assert_eq!(left[1]["reason"], "异议成立");
    assert_eq!(outcome["experts"][0]["expert"], expert);
    assert_eq!(outcome["experts"][0]["reason"], "因病");
    names_nobody(year, [paper, defence]);
}

/// Nothing that an applicant receives discloses the reviewers.
fn names_nobody(year: &Year, plans: [&Value; 2]) {
    let season = empanel::files::tables::read_season(&year.path("season"), None).expect("sound");
    let seated: BTreeSet<String> = plans
        .iter()
        .flat_map(|plan| ids_of(plan, "members"))
        .collect();
    let experts = season.season.experts.iter();
    let seated = experts.filter(|expert| seated.contains(&expert.id));
    let seated: Vec<_> = seated.collect();
    for name in ["publicity-list.xlsx", "final-list.xlsx"] {
        let path = year.path("out/final").join(name);
        let mut book: Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
        let mut text = String::new();
        for (_, range) in book.worksheets() {
            let cells = range.cells().map(|(_, _, cell)| format!("{cell}\n"));
            text.extend(cells);
        }
        assert!(text.contains("经验名称"), "{name}");
        for expert in &seated {
            // A short name may be part of a company's, but never a cell of its own.
            let told = text
                .lines()
                .any(|cell| cell.contains(&expert.id) || cell == expert.name);
            assert!(!told, "{name} tells of {}", expert.id);
        }
    }
}

#[test]
fn the_year_from_the_raw_table_to_the_final_list() {
    let year = raw();
    form_check(&year);
    let (paper, leaving) = paper_round(&year);
    let steps = [PAPER, "out/sheets", "back", "out/scores", "40"];
    let shortlist = scored(&year, &paper, steps);
    assert!(shortlist.len() >= 40, "{shortlist:?}");
    let (defence, gone) = defence_round(&year, &paper, &shortlist, &leaving);
    let steps = [
        DEFENCE,
        "out/defence-sheets",
        "defence-back",
        "out/defence-scores",
        "50%",
    ];
    let proposed = scored(&year, &defence, steps);
    assert!(proposed.len() >= 19 && proposed.len() < shortlist.len());
    results(&year, &paper, &defence, [&leaving, &gone]);
    assert_eq!(year.states(), ["done"; 8]);
    let export = ["export", "season", "--plan", PAPER, "--audience", "public"];
    year.run(&[&export[..], &["--out", "out/public"]].concat());
    let public = fs::read_to_string(year.path("out/public/public.json")).expect("the file");
    assert!(!public.contains(&leaving) && public.contains("**"));
}
