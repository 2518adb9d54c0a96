//! Spellings of references, with who is meant.

use super::{Book, Found, How, Part};
use crate::model::SeasonBuilder;

fn experts() -> Book {
    let named = |name: &'static str, title: &'static str| {
        move |expert: &mut crate::model::Expert| {
            expert.name = name.to_owned();
            expert.title = title.to_owned();
        }
    };
    let season = SeasonBuilder::new()
        .expert(
            "E001",
            "示例质量协会",
            "C",
            "Q06.01",
            named("王建国", "研究员"),
        )
        .expert(
            "E003",
            "示例机械研究院",
            "C",
            "Q06.01",
            named("张伟", "正高级工程师"),
        )
        .expert(
            "E008",
            "示例制造学院",
            "C",
            "Q06.01",
            named("周强", "副教授"),
        )
        .expert("E011", "甲院", "C", "Q06.01", named("李娜", ""))
        .expert("E012", "乙院", "C", "Q06.01", named("李娜", ""))
        .expert("A06", "丙院", "C", "Q06.01", named("Zhang Wei", ""))
        .expert("0007", "丁院", "C", "Q06.01", named("岑某某", ""))
        .expert("010", "戊院", "C", "Q06.01", named("阿依古丽·买买提", ""))
        .expert("0010", "己院", "C", "Q06.01", named("赵敏", ""))
        .build();
    Book::experts(&season.experts)
}

fn meant(book: &Book, text: &str) -> Vec<String> {
    let say = |part: &Part| match part.found {
        Found::One(at, _) => book.id(at).to_owned(),
        Found::Two(one, other, _) => format!("{}|{}", book.id(one), book.id(other)),
        Found::Contradiction(at, other) => {
            format!(
                "{}!{}",
                book.id(at),
                other.map_or("", |other| book.id(other))
            )
        }
        Found::None => format!("-{}", part.text),
    };
    book.cell(text).iter().map(say).collect()
}

#[test]
fn one_is_meant_however_it_is_written() {
    let book = experts();
    for (text, id) in [
        ("E003", "E003"),
        ("e003", "E003"),
        ("E3", "E003"),
        ("E0003", "E003"),
        ("E-003", "E003"),
        ("E003\u{200b}", "E003"),
        ("E003张伟", "E003"),
        ("张伟E003", "E003"),
        ("E003 张伟", "E003"),
        ("E003/张伟", "E003"),
        ("E003，张伟", "E003"),
        ("张伟（E003）", "E003"),
        ("E003-张伟", "E003"),
        ("专家E003", "E003"),
        ("编号：E003", "E003"),
        ("No.E003", "E003"),
        ("E003(已核实)", "E003"),
        ("E003 张老师", "E003"),
        ("E003 张伟 正高级工程师", "E003"),
        ("E003 示例机械研究院 张伟", "E003"),
        ("张伟", "E003"),
        ("张　伟", "E003"),
        ("张伟 教授", "E003"),
        ("张伟老师", "E003"),
        ("专家张伟", "E003"),
        ("张伟（示例机械研究院）", "E003"),
        ("示例机械研究院 张伟", "E003"),
        ("示例机械研究院张伟", "E003"),
        ("李娜（乙院）", "E012"),
        ("7", "0007"),
        ("7.0", "0007"),
        ("07", "0007"),
        ("0007 岑某某", "0007"),
        ("岑某某（0007）", "0007"),
        ("7 岑某某", "0007"),
        ("A6", "A06"),
        ("zhang wei", "A06"),
        ("阿依古丽・买买提", "010"),
        ("0010", "0010"),
    ] {
        assert_eq!(meant(&book, text), [id], "{text:?}");
    }
}

#[test]
fn several_are_several() {
    let book = experts();
    for text in [
        "E003、E008",
        "E003；E008",
        "E003;E008",
        "E003,E008",
        "E003，E008",
        "E003 E008",
        "E003\nE008",
        "E003/E008",
        "E003和E008",
        "E3、E8",
        "E003张伟、E008周强",
        "张伟、周强",
        "张伟 周强",
        "E003 张伟 E008 周强",
        "张伟（E003）、周强（E008）",
    ] {
        assert_eq!(meant(&book, text), ["E003", "E008"], "{text:?}");
    }
    assert_eq!(meant(&book, "E003、李四"), ["E003", "-李四"]);
}

#[test]
fn what_fits_two_or_contradicts_is_not_guessed() {
    let book = experts();
    for (text, said) in [
        ("李娜", "E011|E012"),
        ("10", "010|0010"),
        ("E003 李四", "E003!"),
        ("E003李四", "E003!"),
        ("E003 周强", "E003!E008"),
        ("E003（周强）", "E003!E008"),
    ] {
        assert_eq!(meant(&book, text), [said], "{text:?}");
    }
}

/// Names end with characters that are words too: 李新 is no 李, and 王和 is one person.
#[test]
fn short_words_are_no_titles_where_they_end_a_name() {
    let mut season = SeasonBuilder::new();
    for (id, name) in [
        ("E003", "张伟"),
        ("E007", "李新"),
        ("E008", "周强"),
        ("E011", "李娜"),
        ("E015", "冯刚"),
        ("E016", "欧阳修远"),
        ("E017", "周工"),
    ] {
        season = season.expert(id, "甲院", "C", "Q06.01", |own| {
            own.name = name.to_owned();
        });
    }
    let book = Book::experts(&season.build().experts);
    for (text, said) in [
        ("E003 李新", "E003!E007"),
        ("E011 李新", "E011!E007"),
        ("李新（E011）", "E011!E007"),
        ("E003 李新等", "E003!E007"),
        ("E003（王和）", "E003!"),
        ("E011 李和", "E011!"),
        ("E003 冯总", "E003!"),
        ("E008 周工", "E008!E017"),
        ("E003 张伟新", "E003"),
        ("E007 李新", "E007"),
        ("E003 张伟等", "E003"),
        ("E003 张工", "E003"),
        ("E003 张老师", "E003"),
        ("E015 冯总", "E015"),
        ("E016 欧阳总", "E016"),
        ("E017 周工", "E017"),
        ("李新 男", "E007"),
        ("李新教授", "E007"),
        ("张伟等", "E003"),
        ("张伟新", "-张伟新"),
    ] {
        assert_eq!(meant(&book, text), [said], "{text:?}");
    }
}

#[test]
fn nobody_is_meant_by_other_words() {
    let book = experts();
    for text in [
        "E99",
        "E099",
        "王五",
        "张伟之妻",
        "张伟（李四的配偶）",
        "示例齿轮股份有限公司",
        "3M中国有限公司",
        "7天酒店有限公司",
        "",
        "—",
        "教授",
    ] {
        let found = book.cell(text);
        assert!(
            found.iter().all(|part| part.found == Found::None),
            "{text:?}: {found:?}"
        );
    }
}

#[test]
fn submissions_are_meant_by_title_too() {
    let season = SeasonBuilder::new()
        .submission(
            "S002",
            "示例齿轮股份有限公司",
            "3453",
            "Q04.01",
            |own| {
                own.title = "齿轮精益生产与六西格玛融合经验".to_owned();
            },
        )
        .submission("S003", "示例泵业有限公司", "3453", "Q04.01", |own| {
            own.title = "泵、阀可靠性".to_owned();
        })
        .submission("058", "丙公司", "3453", "Q04.01", |_| ())
        .build();
    let book = Book::submissions(&season.submissions);
    for (text, id) in [
        ("《齿轮精益生产与六西格玛融合经验》", "S002"),
        ("S002 齿轮精益生产与六西格玛融合经验", "S002"),
        ("S002（示例齿轮股份有限公司）", "S002"),
        ("S‑002", "S002"),
        ("S2", "S002"),
        ("泵、阀可靠性", "S003"),
        ("58", "058"),
    ] {
        assert_eq!(meant(&book, text), [id], "{text:?}");
    }
    assert_eq!(meant(&book, "S002 示例泵业有限公司"), ["S002!"]);
    assert_eq!(meant(&book, "58同城有限公司"), ["-58同城有限公司"]);
    assert_eq!(book.by_id("S002"), Found::One(0, How::Exact));
}
