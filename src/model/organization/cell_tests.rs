//! Cells as offices write them, and how they are read.

use super::*;

/// A season in which these organizations are known.
fn names() -> Organizations {
    let mut names = Organizations::new([("一汽", "中国第一汽车集团有限公司")]);
    for name in [
        "远昌集团有限公司",
        "样例大学",
        "示例研究院",
        "中国科学院",
        "原子能研究院",
        "华为技术有限公司",
    ] {
        names.know(name);
    }
    names
}

/// Present and former organizations of an employer's cell, in short.
fn employer(cell: &str) -> String {
    short(&names().read(cell, Role::Employer))
}

fn short(reading: &Reading) -> String {
    let shown = reading.named.iter().map(|named| match named.tie {
        Tie::Present => named.name.clone(),
        Tie::Former(None) => format!("-{}", named.name),
        Tie::Former(Some(year)) => format!("-{}@{year}", named.name),
    });
    shown.collect::<Vec<_>>().join("|")
}

#[test]
fn one_name_is_read_as_it_stands() {
    for cell in [
        "远昌集团有限公司",
        "浙江省经济和信息化厅",
        "上海材料与器件研究院",
        "博世汽车部件（苏州）有限公司",
        "上海振华重工（集团）股份有限公司",
        "马钢（集团）控股有限公司",
        "联想（北京）有限公司",
        "中国建筑一局(集团)有限公司",
        "示例食品（一、二）有限公司",
        "Novo A/S",
        "Alder & Birch Ltd.",
        "Foo Co., Ltd.",
        "原子能研究院",
        "中国原子能科学研究院",
        "退役军人事务厅",
        "示例退休职工大学",
        "浙江省台州医院",
        "国网浙江杭州市萧山区供电有限公司",
        "示例大学出版社有限公司",
        "示例大学附属第一医院",
        "厦门ＡＢＢ开关有限公司",
        "中国质量协会",
        "示例设计总院",
        "北京空间飞行器总体设计部",
        "工业和信息化部",
        "一汽",
    ] {
        let reading = names().read(cell, Role::Employer);
        assert_eq!(
            (short(&reading).as_str(), reading.liberty),
            (cell, Liberty::None)
        );
    }
}

#[test]
fn several_organizations_count_each() {
    let two = "甲公司|乙大学";
    for cell in [
        "甲公司；乙大学",
        "甲公司;乙大学",
        "甲公司、乙大学",
        "甲公司/乙大学",
        "甲公司／乙大学",
        "甲公司\n乙大学",
        "甲公司\r\n乙大学",
        "甲公司，乙大学",
        "甲公司, 乙大学",
        "甲公司 乙大学",
        "甲公司　乙大学",
        "甲公司|乙大学",
        "甲公司 / 乙大学；",
        "甲公司+乙大学",
        "1.甲公司 2.乙大学",
        "1、甲公司；2、乙大学",
        "①甲公司②乙大学",
        "甲公司；无；乙大学",
        "甲公司；乙大学（兼职）",
        "甲公司（兼乙大学）",
        "工作单位：甲公司；兼职单位：乙大学",
    ] {
        assert_eq!(employer(cell), two, "{cell}");
    }
    assert_eq!(employer("乙大学、甲公司质量部"), "乙大学|甲公司");
    assert_eq!(employer("乙大学，甲公司独立董事"), "乙大学|甲公司");
    assert_eq!(
        employer("乙大学兼甲公司顾问"),
        "乙大学兼甲公司顾问|乙大学|甲公司"
    );
    assert_eq!(
        employer("甲公司（借调至乙大学）"),
        "甲公司（借调至乙大学）|甲公司|乙大学"
    );
    assert_eq!(
        employer("甲公司 副总经理 张三"),
        "甲公司 副总经理 张三|甲公司"
    );
    assert_eq!(employer("甲；乙；丙"), "甲|乙|丙");
    assert_eq!(employer("华为/中兴"), "华为/中兴|华为|中兴");
    assert_eq!(
        names().read("甲公司；乙大学", Role::Employer).liberty,
        Liberty::Several
    );
    assert_eq!(
        names().read("华为/中兴", Role::Employer).liberty,
        Liberty::Unsure
    );
}

#[test]
fn departments_and_posts_are_left_out_and_told() {
    for (cell, head) in [
        ("甲有限公司质量部", "甲有限公司"),
        ("甲有限公司 总工程师", "甲有限公司"),
        ("甲有限公司总工程师", "甲有限公司"),
        ("甲有限公司CEO", "甲有限公司"),
        ("甲有限公司（质量部）", "甲有限公司"),
        ("甲有限公司质量部部长", "甲有限公司"),
        ("甲有限公司、质量部", "甲有限公司"),
        ("甲有限公司/质量管理部", "甲有限公司"),
        ("甲有限公司，总经理", "甲有限公司"),
        ("甲有限公司-质量部", "甲有限公司"),
        ("甲有限公司\n质量部 经理", "甲有限公司"),
        ("样例大学机械系 教授", "样例大学"),
        ("示例研究院质量室", "示例研究院"),
        ("示例省工业和信息化厅科技处", "示例省工业和信息化厅"),
        ("华为技术有限公司 质量部", "华为技术有限公司"),
        ("甲有限公司（原总工程师）", "甲有限公司"),
        ("甲有限公司（国企）", "甲有限公司"),
        ("甲有限公司（在职）", "甲有限公司"),
        ("甲有限公司（退休返聘）", "甲有限公司"),
        ("甲有限公司（返聘）", "甲有限公司"),
    ] {
        let reading = names().read(cell, Role::Employer);
        let found = (short(&reading), reading.liberty);
        assert_eq!(found, (head.to_owned(), Liberty::Shortened), "{cell}");
    }
    for cell in ["甲有限公司（总部）", "甲有限公司（特聘专家）"] {
        let reading = names().read(cell, Role::Employer);
        let found = (short(&reading), reading.liberty);
        assert_eq!(found, ("甲有限公司".to_owned(), Liberty::None), "{cell}");
    }
    for (cell, all) in [
        ("样例大学机械工程学院 教授", "样例大学"),
        ("样例大学机械工程学院", "样例大学"),
        ("样例大学 机械工程学院", "样例大学"),
        ("样例大学/机械工程学院", "样例大学"),
        ("甲有限公司苏州分公司", "甲有限公司"),
        ("甲集团有限公司乙研究院质量部", "甲集团有限公司"),
        ("中国科学院/计算技术研究所", "中国科学院"),
        ("华为技术质量与流程部", "华为技术"),
    ] {
        let reading = names().read(cell, Role::Employer);
        let found = short(&reading);
        assert!(found.split('|').any(|name| name == all), "{cell}: {found}");
        assert!(reading.liberty >= Liberty::Shortened, "{cell}");
    }
    let institute = names().read("中国科学院/计算技术研究所", Role::Employer);
    assert!(
        institute
            .present()
            .any(|key| *key == names().key("中国科学院计算技术研究所"))
    );
}

#[test]
fn former_employers_are_former() {
    for cell in [
        "原示例研究院",
        "原：示例研究院",
        "原工作单位：示例研究院",
        "曾任职于示例研究院",
        "退休前任职于示例研究院",
        "退休前单位：示例研究院",
        "示例研究院（退休）",
        "示例研究院(已退休)",
        "示例研究院[退休]",
        "示例研究院 退休",
        "示例研究院退休",
        "示例研究院退休教授",
        "示例研究院-退休",
        "退休（原示例研究院）",
        "退休（示例研究院）",
        "退休，原示例研究院",
        "已退休，原单位示例研究院",
        "退休；原示例研究院",
        "无（原示例研究院）",
        "自由职业（原示例研究院）",
        "从示例研究院退休",
        "示例研究院（离职）",
        "示例研究院（退）",
        "原示例研究院（退休）",
    ] {
        let reading = names().read(cell, Role::Employer);
        assert_eq!(short(&reading), "-示例研究院", "{cell}");
        assert_eq!(reading.nobody, Some(Nobody::Stated), "{cell}");
        assert_eq!(reading.liberty, Liberty::Former, "{cell}");
    }
    assert_eq!(employer("示例研究院（2021年退休）"), "-示例研究院@2021");
    assert_eq!(employer("示例研究院（2021.06退休）"), "-示例研究院@2021");
    assert_eq!(employer("样例大学（原示例研究院）"), "样例大学|-示例研究院");
    assert_eq!(employer("样例大学；原示例研究院"), "样例大学|-示例研究院");
    assert_eq!(
        employer("示例研究院退休，样例大学返聘"),
        "-示例研究院|样例大学"
    );
    assert_eq!(employer("示例研究院质量部（退休）"), "-示例研究院");
    assert_eq!(employer("Foo University (retired)"), "-Foo University");
    assert_eq!(employer("Retired from Foo Ltd"), "-Foo Ltd");
    assert_eq!(employer("前示例研究院"), "-示例研究院");
    assert_eq!(employer("前海示例研究院"), "前海示例研究院");
    assert_eq!(
        employer("甲公司 2018-2022；乙大学 2022至今"),
        "-甲公司@2022|乙大学"
    );
    assert_eq!(employer("甲公司（2018-2022）"), "-甲公司@2022");
    assert_eq!(employer("舟山市7412工厂"), "舟山市7412工厂");
    assert_eq!(employer("退休，现受聘于乙大学"), "乙大学");
}

#[test]
fn an_open_end_is_a_present_employer() {
    for cell in [
        "丙公司（2019—）",
        "丙公司 2015-",
        "丙公司 2015年3月至",
        "丙公司 2019年起",
        "丙公司（2019年起）",
        "丙公司（自2019年起）",
        "丙公司（2019年入职）",
        "丙公司（2019至今）",
        "丙公司 2019-至今",
        "丙公司 2019年至今在职",
        "2019年至今在丙公司",
        "2019-至今 丙公司",
        "2019年起任职于丙公司",
        "自2019年起在丙公司",
        "丙公司（质量部，2019—）",
    ] {
        assert_eq!(employer(cell), "丙公司", "{cell}");
        let reading = names().read(cell, Role::Employer);
        assert_eq!(
            (reading.nobody, reading.liberty),
            (None, Liberty::Shortened),
            "{cell}"
        );
    }
    assert_eq!(
        employer("2015-2018 丙公司；2018—2020年在丁公司；戊公司"),
        "-丙公司@2018|-丁公司@2020|戊公司"
    );
    assert_eq!(employer("丙公司（2015年—2018年）"), "-丙公司@2018");
}

#[test]
fn an_organization_in_a_remark_counts_too() {
    for cell in [
        "示例大学（丙公司独立董事）",
        "示例大学（兼丙公司顾问）",
        "示例大学（兼任丙公司独立董事）",
        "示例大学（教授，丙公司独立董事）",
        "示例大学（现任丙公司质量部部长）",
    ] {
        let reading = names().read(cell, Role::Employer);
        assert_eq!(short(&reading), "示例大学|丙公司", "{cell}");
        assert_eq!(reading.liberty, Liberty::Unsure, "{cell}");
    }
    assert_eq!(
        employer("示例大学（丙公司董事、丁公司监事）"),
        "示例大学|丙公司|丁公司"
    );
    assert_eq!(employer("示例大学（原丙公司总工程师）"), "示例大学|-丙公司");
    assert_eq!(
        employer("甲公司（示例研究院顾问）"),
        "甲公司|示例研究院",
        "the season has it"
    );
    assert_eq!(employer("示例大学（机械学院教授）"), "示例大学");
    assert_eq!(employer("甲公司（技术中心质量部）"), "甲公司");
    for cell in ["丙公司（内退）", "丙公司（离岗创业）", "丙公司（退居二线）"]
    {
        assert_eq!(employer(cell), "-丙公司", "{cell}");
    }
}

#[test]
fn nobody_is_nobody() {
    for cell in ["", " ", "无", "/", "N/A", "—", "（无）", "无；无"] {
        let reading = names().read(cell, Role::Employer);
        assert_eq!(
            (short(&reading).as_str(), reading.nobody),
            ("", Some(Nobody::Blank)),
            "{cell}"
        );
    }
    for cell in [
        "退休",
        "自由职业者",
        "无单位",
        "独立专家",
        "退休；自由职业",
        "已退休",
        "无（退休）",
        "无/退休",
        "个体户",
    ] {
        let reading = names().read(cell, Role::Employer);
        assert_eq!(
            (short(&reading).as_str(), reading.nobody),
            ("", Some(Nobody::Stated)),
            "{cell}"
        );
        assert_eq!(reading.liberty, Liberty::None, "{cell}");
    }
}

#[test]
fn joint_applicants_apply_each() {
    let party = |cell: &str| short(&names().read(cell, Role::Party));
    for cell in [
        "甲公司与乙公司联合申报",
        "甲公司和乙公司联合申报",
        "甲公司、乙公司联合申报",
        "甲公司（联合申报单位：乙公司）",
        "甲公司（联合体成员：乙公司）",
        "甲公司（与乙公司联合申报）",
        "甲公司（联合乙公司）",
        "甲公司（牵头）、乙公司（参与）",
        "甲公司；乙公司",
        "甲公司、乙公司",
        "甲公司/乙公司",
        "牵头单位：甲公司；联合单位：乙公司",
        "甲公司联合乙公司申报",
        "甲公司联合乙公司共同申报",
        "甲公司&乙公司",
        "由甲公司与乙公司共同申报",
        "甲公司（合作单位：乙公司）",
    ] {
        assert_eq!(party(cell), "甲公司|乙公司", "{cell}");
    }
    assert_eq!(
        party("甲公司（联合申报单位：乙公司、丙大学）"),
        "甲公司|乙公司|丙大学"
    );
    assert_eq!(party("甲公司与乙公司"), "甲公司与乙公司|甲公司|乙公司");
    assert_eq!(party("甲公司（原乙公司）"), "甲公司|乙公司");
    assert_eq!(party("甲公司（曾用名：乙公司）"), "甲公司|乙公司");
    assert_eq!(party("甲公司（以下简称乙公司）"), "甲公司|乙公司");
    assert_eq!(party("华为与中兴联合申报"), "华为|中兴");
    assert_eq!(
        party("天能电池集团有限公司全生命周期绿色质量管理攻坚团队"),
        "天能电池集团有限公司全生命周期绿色质量管理攻坚团队|天能电池集团有限公司"
    );
    assert_eq!(
        party("北京航天新风机械设备有限责任公司"),
        "北京航天新风机械设备有限责任公司"
    );
}

#[test]
fn cells_without_end_are_read_in_time_and_never_panic() {
    for unit in [
        "甲公司（",
        "与",
        "退休",
        "；",
        "原",
        "a/b ",
        "（原甲公司）",
        "甲公司与乙",
        "\u{1F600}",
        "ß",
        "İ",
        "㈱",
        "ﬃ",
    ] {
        for count in [1, 2, 3, 10, 20, 40, 110, 5_000] {
            let cell = unit.repeat(count);
            for role in [Role::Employer, Role::Party] {
                let _ = names().read(&cell, role);
            }
        }
    }
}

#[test]
fn a_department_behind_a_colon_is_the_companys() {
    for text in [
        "示例齿轮股份有限公司：质量部",
        "示例齿轮股份有限公司:总工程师",
    ] {
        assert_eq!(employer(text), "示例齿轮股份有限公司", "{text}");
    }
}

#[test]
fn long_cells_are_read_in_time_and_keep_their_organizations() {
    let begun = std::time::Instant::now();
    for unit in ["与", "甲公司与乙", "甲公司质量部", "示例", "甲公司/乙、"] {
        for length in [100, 119, 200, 300, 500, 30_000] {
            let cell: String = unit.chars().cycle().take(length).collect();
            let _ = names().read(&cell, Role::Employer);
        }
    }
    // Takes many seconds with an algorithm cubic in the cell's length, well below one otherwise.
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    let many = |by: &str, count: usize| {
        let all = (0..count).map(|one| format!("示例第{one}泵业有限公司"));
        all.collect::<Vec<_>>().join(by)
    };
    for by in ["；", "、", "，", "\n", "/", " "] {
        let cell = format!("{}{by}丙公司质量部", many(by, 60));
        let reading = names().read(&cell, Role::Employer);
        let has = |name: &str| reading.present().any(|key| *key == names().key(name));
        assert!(
            has("示例第0泵业有限公司") && has("示例第59泵业有限公司"),
            "{by}"
        );
        assert!(has("丙公司"), "{by}");
        assert_eq!(reading.liberty, Liberty::Unsure, "{by}");
    }
    assert_eq!(employer("甲公司 与丁公司"), "甲公司|与丁公司|丁公司");
    assert_eq!(employer("和平医院"), "和平医院");
    assert_eq!(
        employer("甲公司和质量部与丁公司"),
        "甲公司和质量部与丁公司|甲公司|丁公司"
    );
    assert_eq!(
        employer("甲公司以及乙大学和丙公司与丁公司"),
        "甲公司以及乙大学和丙公司与丁公司|甲公司|乙大学|丙公司|丁公司"
    );
}

/// Reads a cell in both roles and expects these names.
fn both(cell: &str, names: &[&str]) {
    for role in [Role::Employer, Role::Party] {
        let reading = self::names().read(cell, role);
        let found: Vec<&str> = reading.named.iter().map(|own| own.name.as_str()).collect();
        let all = names.iter().all(|name| found.contains(name));
        assert!(all, "{cell}: {found:?}");
        assert_ne!(reading.liberty, Liberty::None, "{cell} is told");
    }
}

#[test]
fn words_and_remarks_around_a_name_are_none_of_it() {
    for tail in [
        "等",
        "等2家单位",
        "等多家单位",
        "（主）",
        "（兼）",
        "（聘用）",
        "（挂职）",
        "（牵头）",
        "(原)",
        "退休后返聘",
        "借调",
        "公章",
        "（共2家）",
        "（603001）",
        "[1]",
        "（变更中）",
    ] {
        both(&format!("远昌集团有限公司{tail}"), &["远昌集团有限公司"]);
    }
    for head in [
        "前",
        "借调",
        "来自",
        "（原）",
        "【原】",
        "兼：",
        "现",
        "（退休）",
    ] {
        let cell = format!("{head}远昌集团有限公司");
        let reading = names().read(&cell, Role::Employer);
        let found: Vec<&str> = reading.named.iter().map(|own| own.name.as_str()).collect();
        assert_eq!(found, ["远昌集团有限公司"], "{cell}");
        assert_ne!(reading.liberty, Liberty::None, "{cell} is told");
    }
}

#[test]
fn joined_and_numbered_names_are_several() {
    let two = ["远昌集团有限公司", "华为技术有限公司"];
    for by in [
        "会同",
        "并",
        "携手",
        "联合",
        "×",
        "+",
        " and ",
        "&",
        "同",
        "·",
        "_",
        "x",
        "（牵头）",
        "……",
        "◆",
    ] {
        both(&format!("{}{by}{}", two[0], two[1]), &two);
    }
    for (one, other, last) in [
        ("（1）", "（2）", ""),
        ("①", "②", ""),
        ("⑴", "⑵", ""),
        ("1.", "2.", ""),
        ("1．", "2．", ""),
        ("1 ", " 2 ", ""),
        ("甲方：", " 乙方：", ""),
        ("甲：", "乙：", ""),
        ("【1】", "【2】", ""),
        ("主 ", " 协 ", ""),
        ("", "“", "”"),
        ("", "【", "】"),
    ] {
        both(&format!("{one}{}{other}{}{last}", two[0], two[1]), &two);
    }
}

#[test]
fn names_that_begin_or_end_like_such_words_stay_whole() {
    for cell in [
        "北方同仁医院",
        "并州机械有限公司",
        "现代重工有限公司",
        "前海示例银行",
        "在线教育科技有限公司",
        "系统工程研究院有限公司",
        "等腰机械有限公司",
        "示例合作银行",
        "中国示例大学（北京）",
        "示例技术（杭州）有限公司",
        "示例主机厂",
        "江州1厂",
    ] {
        for role in [Role::Employer, Role::Party] {
            let reading = names().read(cell, role);
            let found: Vec<&str> = reading.named.iter().map(|own| own.name.as_str()).collect();
            assert_eq!(found, [cell], "{role:?}");
        }
    }
}
