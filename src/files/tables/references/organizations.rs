//! Reports cells of organizations and regions that are not taken literally, once for each value, at
//! its first occurrence.

use super::headers::{AllHeaders, Headers};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::words::Bilingual;
use crate::model::{
    Liberty, Nobody, Party, Place, Reading, RegionDoubt, Regions, Role, Season, Tie,
};
use std::collections::BTreeMap;

/// Checks all cells of organizations and regions.
pub(super) fn check(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    employers(season, &headers.experts, findings);
    applicants(season, &headers.submissions, findings);
    relations(season, &headers.relations, findings);
    regions(season, headers, findings);
}

/// Values with the row of their first occurrence and the number of rows.
struct Values<'a> {
    rows: BTreeMap<&'a str, (&'a Place, usize)>,
    order: Vec<&'a str>,
}

impl<'a> Values<'a> {
    fn of(cells: impl Iterator<Item = (&'a str, &'a Place)>) -> Self {
        let mut all = Self {
            rows: BTreeMap::new(),
            order: Vec::new(),
        };
        for (value, place) in cells {
            let row = all.rows.entry(value).or_insert_with(|| {
                all.order.push(value);
                (place, 0)
            });
            row.1 += 1;
        }
        all
    }

    fn each(&self) -> impl Iterator<Item = (&'a str, &'a Place, usize)> {
        self.order.iter().map(|value| {
            let (place, count) = self.rows[value];
            (*value, place, count)
        })
    }
}

/// Adds the number of rows to `what`.
fn counted(what: Bilingual, count: usize) -> Bilingual {
    if count == 1 {
        return what;
    }
    let Bilingual { zh, en } = what;
    bilingual!(
        "{zh}（共 {count} 行这样写）",
        "{en} (rows written this way: {count})"
    )
}

fn employers(season: &Season, headers: &Headers, findings: &mut Findings) {
    let cells = season
        .experts
        .iter()
        .map(|own| (own.employer.as_str(), &own.place));
    for (cell, row, count) in Values::of(cells).each() {
        let reading = season.organizations.read(cell, Role::Employer);
        let place = headers.cell(row, "employer");
        taken(cell, &reading, &place, count, findings);
        within(cell, &reading, season, &place, findings);
    }
    for expert in &season.experts {
        let blank = season
            .organizations
            .read(&expert.employer, Role::Employer)
            .nobody
            == Some(Nobody::Blank);
        if blank && !expert.employer.is_empty() {
            findings.add(
                ProblemCode::EmployerMissing,
                headers.cell(&expert.place, "employer"),
                expert.employer.as_str(),
                bilingual!(
                    "这不是单位名称，按未填工作单位处理，因单位产生的利益冲突无法识别",
                    "This is not the name of an organization and counts as no employer; conflicts through an employer cannot be detected"
                ),
                bilingual!(
                    "补填工作单位；确无单位的填“退休”“自由职业”等，退休的可写“退休（原单位名称）”",
                    "Fill in the employer; if there is none, write a remark such as retired"
                ),
            );
        }
    }
}

fn applicants(season: &Season, headers: &Headers, findings: &mut Findings) {
    let passed = || season.submissions.iter().filter(|own| own.passed);
    let cells = passed().map(|own| (own.organization.as_str(), &own.place));
    for (cell, row, count) in Values::of(cells).each() {
        let reading = season.organizations.read(cell, Role::Party);
        let place = headers.cell(row, "organization");
        taken(cell, &reading, &place, count, findings);
        within(cell, &reading, season, &place, findings);
        let (code, what) = match reading.nobody {
            Some(Nobody::Blank) if !cell.is_empty() => (
                ProblemCode::ApplicantMissing,
                bilingual!(
                    "这不是申报单位的名称",
                    "This is not the name of an applicant"
                ),
            ),
            Some(Nobody::Stated) => (
                ProblemCode::NobodyNamed,
                bilingual!(
                    "按没有申报单位处理，因单位产生的利益冲突无法识别",
                    "It counts as no applicant; conflicts through the applicant cannot be detected"
                ),
            ),
            _ => continue,
        };
        let action = bilingual!("填写申报单位全称", "Write the applicant's full name");
        findings.add(code, place, cell, counted(what, count), action);
    }
    let cells = passed().map(|own| (own.recommender.as_str(), &own.place));
    for (cell, row, count) in Values::of(cells).each() {
        let reading = season.organizations.read(cell, Role::Party);
        let place = headers.cell(row, "recommender");
        taken(cell, &reading, &place, count, findings);
        within(cell, &reading, season, &place, findings);
    }
}

/// Reports how a cell was read, if not literally.
fn taken(cell: &str, reading: &Reading, place: &Place, count: usize, findings: &mut Findings) {
    let said = |by: &str, former: &str, until: &dyn Fn(i32) -> String| {
        let all = reading.named.iter().map(|named| match named.tie {
            Tie::Present => named.name.clone(),
            Tie::Former(None) => format!("{}{former}", named.name),
            Tie::Former(Some(year)) => format!("{}{}", named.name, until(year)),
        });
        all.collect::<Vec<_>>().join(by)
    };
    let former = reading.liberty == Liberty::Former;
    let zh = said("、", if former { "（曾任职）" } else { "" }, &|year| {
        format!("（曾任职，至{year}年）")
    });
    let en = said("; ", if former { " (formerly)" } else { "" }, &|year| {
        format!(" (until {year})")
    });
    let number = reading.named.len();
    let (code, what, action) = match reading.liberty {
        Liberty::None => return,
        Liberty::Several => (
            ProblemCode::OrganizationsInCell,
            bilingual!(
                "这一格有 {number} 个单位，各自计入：{zh}",
                "The cell has {number} organizations, and each of them counts: {en}"
            ),
            bilingual!(
                "如其实是一个单位的名称，请写入别名表（别名与标准名称都填这个名称）",
                "If it is in fact the name of one organization, add it to the aliases table, both as alias and as standard name"
            ),
        ),
        Liberty::Shortened => (
            ProblemCode::OrganizationShortened,
            bilingual!(
                "部门、职务或说明不计，按“{zh}”处理",
                "Departments, posts and remarks are left out; it is read as: {en}"
            ),
            bilingual!(
                "核对；单位一列最好只写单位全称",
                "Check it; it is best to write only the organization's full name"
            ),
        ),
        Liberty::Former => (
            ProblemCode::EmployerFormer,
            bilingual!("按曾任职单位处理：{zh}", "Read as a former employer: {en}"),
            bilingual!(
                "仍在任职的只写单位名称；离开多年的，在关系表中填“曾任职”并写明止年，此格写“退休”",
                "If it is still the employer, write its name only; if it ended years ago, enter formerly_employed_by with the last year in the relations table and write retired here"
            ),
        ),
        Liberty::Unsure => (
            ProblemCode::OrganizationsUnsure,
            bilingual!(
                "不能确定是一个单位、几个单位还是单位的部门，全部计入：{zh}",
                "It is not clear whether this is one organization, several, or a department of one; all of these count: {en}"
            ),
            bilingual!(
                "写单位全称，几个单位之间用“；”隔开，部门和职务删去；确是一个单位的，请写入别名表（两列都填这个名称）",
                "Write full names, separate several with ; and leave out departments and posts; if it is one organization, add it to the aliases table, both as alias and as standard name"
            ),
        ),
    };
    findings.add(code, place.clone(), cell, counted(what, count), action);
}

/// Reports a name, taken literally, that contains the name of another organization of the season.
fn within(cell: &str, reading: &Reading, season: &Season, place: &Place, findings: &mut Findings) {
    let by_alias = season.organizations.is_aliased(cell);
    if reading.liberty != Liberty::None || reading.named.is_empty() || by_alias {
        return;
    }
    let Some(other) = season.organizations.within(cell) else {
        return;
    };
    findings.add(
        ProblemCode::NameWithin,
        place.clone(),
        cell,
        bilingual!(
            "名称中含有本届的另一单位「{other}」；按不同的单位处理，两者之间不产生利益冲突",
            "The name contains that of another organization of this season, [{other}]; they are treated as two, and no conflict arises between them"
        ),
        bilingual!(
            "是同一单位的，写入别名表；有控股关系的，写入关系表；无关的不用改",
            "If they are one, add them to the aliases table; if one controls the other, to the relations table; otherwise leave it"
        ),
    );
}

fn relations(season: &Season, headers: &Headers, findings: &mut Findings) {
    for relation in &season.relations {
        let [subject, object] = relation.kind.people().map(|people| !people);
        for (party, key, is_organization) in [
            (&relation.subject, "subject", subject),
            (&relation.object, "object", object),
        ] {
            let Party::Named(name) = party else { continue };
            let nobody = season.organizations.nobody(name).is_some();
            let kinship = !is_organization && is_kinship(name);
            if !nobody && !kinship {
                continue;
            }
            let what = if is_organization {
                bilingual!(
                    "这不是单位名称，这一行不起作用",
                    "This is not the name of an organization; the row has no effect"
                )
            } else if !nobody {
                bilingual!(
                    "这只是称呼，不是人名；几行写同一称呼会被当作同一人",
                    "This is a form of address, not a person's name; rows that use the same one are taken for one person"
                )
            } else {
                bilingual!(
                    "这不是人名，这一行不起作用",
                    "This is not a person's name; the row has no effect"
                )
            };
            findings.add(
                ProblemCode::NobodyNamed,
                headers.cell(&relation.place, key),
                name.as_str(),
                what,
                bilingual!("写明名称，或删去该行", "Write the name, or remove the row"),
            );
        }
    }
}

/// Whether a name is only a word for a relative.
fn is_kinship(name: &str) -> bool {
    const WORDS: [&str; 24] = [
        "妻子", "丈夫", "配偶", "爱人", "夫人", "先生", "父亲", "母亲", "父母", "儿子", "女儿",
        "子女", "哥哥", "弟弟", "姐姐", "妹妹", "兄弟", "姐妹", "岳父", "岳母", "女婿", "儿媳",
        "亲属", "家属",
    ];
    WORDS.contains(&name.trim())
}

fn regions(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let regions = Regions::of(season);
    let experts = season
        .experts
        .iter()
        .map(|own| (own.region.as_str(), &own.place));
    let submissions = season.submissions.iter().filter(|own| own.passed);
    let submissions = submissions.map(|own| (own.region.as_str(), &own.place));
    for (values, headers) in [
        (Values::of(experts), &headers.experts),
        (Values::of(submissions), &headers.submissions),
    ] {
        for (text, row, count) in values.each() {
            let (code, what, action) = match regions.doubt(text) {
                None => continue,
                Some(RegionDoubt::Unknown) => (
                    ProblemCode::RegionUnknown,
                    bilingual!(
                        "认不出这是哪个省份或地区：只有写得完全一样的才算同一地区，按地区的回避和名额可能因此漏算",
                        "This province or region is not recognized: only exactly the same text counts as the same region, so recusals and caps by region may miss it"
                    ),
                    bilingual!(
                        "写省级行政区名称（如 浙江），或省加市（如 浙江杭州）",
                        "Write a province (such as Zhejiang), or province and city in Chinese"
                    ),
                ),
                Some(RegionDoubt::Coarse) => (
                    ProblemCode::RegionCoarse,
                    bilingual!(
                        "本届各地区都在一个省（市）内，按市（区县）比较；这里没有写到市（区县），按地区不明处理",
                        "All regions of this season are in one province, so cities (or districts) are compared; none is named here, so the region counts as unknown"
                    ),
                    bilingual!("写明市（区县）", "Also name the city (or district)"),
                ),
            };
            let place = headers.cell(row, "region");
            findings.add(code, place, text, counted(what, count), action);
        }
    }
}
