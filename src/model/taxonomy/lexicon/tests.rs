use super::*;
use crate::model::taxonomy::{WordKind, Words};

fn industries() -> Lexicon<IndustryTaxonomy> {
    let words = Words::built_in(WordKind::Industry);
    Lexicon::new(IndustryTaxonomy::built_in(), Words::default(), words)
}

fn domains() -> Lexicon<DomainTaxonomy> {
    let words = Words::built_in(WordKind::Domain);
    Lexicon::new(DomainTaxonomy::built_in(), Words::default(), words)
}

/// A list in short form: codes joined by `+` for synonyms, `?` for ambiguous and `!` for unknown
/// items.
fn said<T: Taxonomy>(lexicon: &Lexicon<T>, text: &str) -> Vec<String> {
    let all = |codes: &[T::Code]| -> Vec<String> {
        codes.iter().map(|code| T::text(code).to_owned()).collect()
    };
    let items = lexicon.list(text, true).into_iter();
    items
        .map(|item| match item.reading {
            None => format!("!{}", item.text),
            Some(Reading::Listed(code)) => T::text(&code).to_owned(),
            Some(Reading::Word(codes)) => all(&codes).join("+"),
            Some(Reading::Beside(codes, name)) => format!("{}~{name}", all(&codes).join("+")),
            Some(Reading::Several(_)) => format!("?{}", item.text),
            Some(Reading::Differ(..)) => format!("≠{}", item.text),
        })
        .collect()
}

#[test]
fn codes_stand_alone_or_beside_their_names() {
    let industries = industries();
    for text in [
        "C35",
        "35",
        "c35",
        "Ｃ３５",
        "C-35",
        "C 35",
        "C35 专用设备制造业",
        "35专用设备制造业",
        "C35专用设备制造业",
        "专用设备制造业(35)",
        "专用设备制造业（C35）",
        "专用设备制造业 35",
        "（C35）专用设备制造业",
        "【C35】专用设备制造业",
        "C35-专用设备制造业",
        "C35：专用设备制造业",
        "35.专用设备制造业",
        "专用设备制造业-35",
        "制造业-专用设备",
        "制造业/专用设备制造业",
        "制造业—专用设备制造业",
        "制造业>专用设备制造业",
        "C 35 专用设备制造业",
        "专用设备制造",
        "专用设备行业",
        "C35 专用设备",
        "C/35",
        "“C35”",
        "35 special-purpose machinery",
        "C35、专用设备制造业",
        "C35（属专用设备制造业）",
        "C35 专用设备制造业大类",
        "35.0",
        "C35\u{200b}",
        "\u{feff}35\u{a0}",
    ] {
        assert_eq!(said(&industries, text), ["35"], "{text}");
    }
    for text in [
        "3072 非金属矿物制品业",
        "3072（属非金属矿物制品业）",
        "C3072 非金属矿物制品业",
        "非金属矿物制品业 3072",
    ] {
        assert_eq!(said(&industries, text), ["3072"], "{text}");
    }
    assert_eq!(
        said(&industries, "3072 特种陶瓷制品制造"),
        ["3072~特种陶瓷制品制造"]
    );
    assert_eq!(
        said(&industries, "C39 计算机、通信和其他电子设备制造业"),
        ["39"]
    );
    assert_eq!(said(&industries, "E50 建筑装饰、装修和其他建筑业"), ["50"]);
    assert_eq!(
        said(&industries, "铁路船舶航空航天和其他运输设备制造业"),
        ["37"]
    );
    assert_eq!(said(&industries, "C35 医药制造业"), ["≠C35 医药制造业"]);
    assert_eq!(said(&industries, "C制造业"), ["C"]);
}

#[test]
fn several_codes_in_a_cell_are_several() {
    let industries = industries();
    for text in [
        "36 34",
        "36/34",
        "36,34",
        "36，34",
        "36、34",
        "36；34",
        "36\n34",
        "36|34",
        "[36 34]",
        "36+34",
        "C36 C34",
        "C36汽车制造业 C34通用设备制造业",
        "36 汽车制造业、34 通用设备制造业",
        "汽车、通用设备",
        "汽车和通用设备",
        "汽车（36）、通用设备（34）",
        "[\"36\", \"34\"]",
        "1.汽车 2.通用设备",
        "①汽车②通用设备",
        "1、汽车 2、通用设备",
        "一、汽车；二、通用设备",
    ] {
        assert_eq!(said(&industries, text), ["36", "34"], "{text}");
    }
    assert_eq!(said(&industries, "[344 345]"), ["344", "345"]);
    assert_eq!(said(&industries, "C39,C38"), ["39", "38"]);
    assert_eq!(said(&industries, "装备制造，钢铁有色"), ["34+35", "31+32"]);
    assert_eq!(
        said(&industries, "轻工/食品加工/纺织服装"),
        ["19+21+22+24", "13+14", "17+18"]
    );
    assert_eq!(said(&industries, "无此业、39"), ["!无此业", "39"]);
    assert_eq!(
        said(&industries, "36、无此业 也没有、39"),
        ["36", "!无此业 也没有", "39"]
    );
    assert_eq!(said(&industries, "50强企业"), ["!50强企业"]);
    assert_eq!(said(&industries, "T恤"), ["!T恤"]);
    assert_eq!(said(&industries, " ；; "), [""; 0]);
}

#[test]
fn words_that_may_mean_several_are_asked() {
    let industries = industries();
    assert_eq!(said(&industries, "新能源"), ["?新能源"]);
    assert_eq!(said(&industries, "C38 新能源"), ["38"]);
    assert_eq!(said(&industries, "新能源（44）"), ["44"]);
    assert_eq!(said(&industries, "不限")[0].split('+').count(), 20);
}

#[test]
fn methods_are_known_by_their_usual_names() {
    let domains = domains();
    for (text, code) in [
        ("卓越绩效", "Q01.01"),
        ("卓越绩效管理模式", "Q01.01"),
        ("精益六西格玛", "Q03.01"),
        ("6σ", "Q03.01"),
        ("QC小组活动", "Q05.01"),
        ("QCC", "Q05.01"),
        ("tpm管理", "Q04.03"),
        ("5S现场管理", "Q04.02"),
        ("6S管理", "Q04.02"),
        ("ＦＭＥＡ", "Q06.03"),
        ("失效模式与影响分析（FMEA）", "Q06.03"),
        ("SPC（统计过程控制）", "Q03.02"),
        ("QFD质量功能展开", "Q07.02"),
        ("可靠性", "Q06.01"),
        ("智能制造", "Q09.02"),
        ("质量信得过班组", "Q05.02"),
        ("Q06.01 可靠性管理", "Q06.01"),
        ("可靠性管理(Q06.01)", "Q06.01"),
        ("Q06.01可靠性管理", "Q06.01"),
        ("DOE", "Q03.03"),
        ("质量管理体系(ISO9001)", "Q02.02"),
        ("标准化", "Q11.01"),
        ("PDCA循环", "Q02.01"),
        ("现场管理(5S)", "Q04.02"),
        ("质量管理小组(QC小组)", "Q05.01"),
        ("C2F与大规模定制质量管理", "Q09.03"),
    ] {
        assert_eq!(said(&domains, text), [code], "{text}");
    }
    assert_eq!(
        said(&domains, "5S现场管理 六西格玛 智能制造"),
        ["Q04.02", "Q03.01", "Q09.02"]
    );
    assert_eq!(said(&domains, "六西格玛和精益生产"), ["Q03.01", "Q04.01"]);
    assert_eq!(said(&domains, "QC+TPM"), ["Q05.01", "Q04.03"]);
    assert_eq!(said(&domains, "大数据、人工智能与区块链应用"), ["Q09.04"]);
    assert_eq!(said(&domains, "占星术"), ["!占星术"]);
}

#[test]
fn levels_stand_behind_a_domain() {
    let domains = domains();
    let level = |text: &str| {
        let mut items = domains.list(text, true);
        assert_eq!(items.len(), 1, "{text}");
        items.pop().and_then(|item| item.level)
    };
    assert_eq!(level("Q06.01:2").as_deref(), Some("2"));
    assert_eq!(level("卓越绩效模式：3").as_deref(), Some("3"));
    assert_eq!(level("卓越绩效模式（精通）").as_deref(), Some("精通"));
    assert_eq!(level("六西格玛(2)").as_deref(), Some("2"));
    assert_eq!(level("六西格玛:5").as_deref(), Some("5"));
    assert_eq!(level("现场管理(5S)"), None);
}

#[test]
fn an_office_has_the_last_word_on_words() {
    let mut own = Words::default();
    own.add("装备制造", vec!["37".to_owned()], "");
    own.add("甲产业", vec!["36".to_owned()], "");
    let built_in = Words::built_in(WordKind::Industry);
    let lexicon = Lexicon::new(IndustryTaxonomy::built_in(), own, built_in);
    assert_eq!(
        said(&lexicon, "装备制造、甲产业、电子信息"),
        ["37", "36", "39"]
    );
}

#[test]
fn a_cell_full_of_letters_is_read_at_once() {
    let industries = industries();
    let start = std::time::Instant::now();
    for cell in [
        "甲".repeat(30_000),
        "甲 ".repeat(15_000),
        "甲、".repeat(15_000),
        "((".repeat(15_000),
    ] {
        assert_eq!(industries.list(&cell, true).len(), 1);
    }
    assert!(start.elapsed().as_secs() < 5);
}
