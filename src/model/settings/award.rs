//! Whose award it is: the names and words that titles, sheets and letters use.

use super::row::section;
use super::values::{AS_NAMED, BLANK, GENERAL, Kind, ONE_LIST, PRESENT_YEAR, THE_THREE};
use super::values::{SAME_AS_NAME, SAME_AS_OFFICE, THE_USUAL, Values, values};
use crate::bilingual;
use crate::model::words::Bilingual;

/// The award that the program was first written for.
const FIRST: &str = "全国质量标杆";

/// What it calls the title of a submission.
const EXPERIENCE: &str = "经验名称";

const WORDS: Values = values(Kind::Words);

section! {
    /// `[award]`: names and words of the award.
    #[derive(Eq)]
    AwardRules = award, "奖项", "Award";

    /// Full name of the award.
    name: String = FIRST.to_owned(), WORDS,
        "奖项：全称", "Award: full name",
        "奖项的全称，用于标题、评分表和函件。", Wording;

    /// Short name, used in titles after the year.
    short: String = "质量标杆".to_owned(), WORDS.or(SAME_AS_NAME),
        "奖项：简称", "Award: short name",
        "奖项的简称，用于年度之后的标题；空与全称相同。", Wording;

    /// Edition, such as The 9th; where it is given, titles use it in place of the year.
    edition: String = String::new(), WORDS.or(PRESENT_YEAR),
        "奖项：届次", "Award: edition",
        "届次，如“第九届”；填了它，标题写届次和全称，不写年度和简称。", Wording;

    /// Office that issues the papers.
    office: String = String::new(), WORDS.or(GENERAL),
        "奖项：办公室名称", "Award: issuing office",
        "发文的办公室，如“江州省质量奖评审委员会办公室”。", Wording;

    /// Person, telephone and address of the office that letters give.
    contact: String = String::new(), WORDS.or(BLANK),
        "奖项：联系方式", "Award: contact of the office",
        "函件上的联系人、电话、邮箱，如“李老师，0571-1234567”；空则留横线手写。", Wording;

    /// Line above the date at the end of a paper, where the seal goes.
    seal: String = String::new(), WORDS.or(SAME_AS_OFFICE),
        "奖项：落款", "Award: seal line",
        "文末落款（盖章处）；空与办公室名称相同。", Wording;

    /// Name of the measures that govern the award.
    measures: String = String::new(), WORDS.or(AS_NAMED),
        "奖项：办法名称", "Award: name of the measures",
        "管理办法的名称，不写书名号。", Wording;

    /// Article of the measures on secrecy.
    secrecy_article: String = String::new(), WORDS.or(AS_NAMED),
        "奖项：保密条款", "Award: article on secrecy",
        "办法中关于保密的条款，如“第十五条”。", Wording;

    /// Article of the measures on publicity and objections.
    publicity_article: String = String::new(), WORDS.or(AS_NAMED),
        "奖项：公示条款", "Award: article on publicity",
        "办法中关于公示和异议的条款，如“第二十一条”。", Wording;

    /// What the title of a submission is called.
    work: String = String::new(), WORDS.or(THE_USUAL),
        "奖项：申报题目的叫法", "Award: what the title of a submission is called",
        "申报题目一栏的名称，如“项目名称”“成果名称”；空则全国质量标杆为“经验名称”，其他奖项为“项目名称”。", Wording;

    /// Criteria of the score sheets: a list of names with their points, gbt19580 for the seven
    /// categories of GB/T 19580-2012, or empty for the three of the selection measures.
    criteria: String = String::new(), WORDS.or(THE_THREE),
        "奖项：评分标准", "Award: criteria of the score sheets",
        "评分表的评分标准：写 `gbt19580` 用 GB/T 19580-2012 的七个类目（分值按 GB/Z 19579-2012，共 1000 分）；或自己列出名称和满分，冒号后可写评分要点，如“质量管理 60：制度与实施；质量效益 40”，满分合计须为 100 或 1000。", Wording;

    /// Tiers of the result with the places of each, the highest first; empty: one list.
    tiers: String = String::new(), WORDS.or(ONE_LIST),
        "奖项：奖次与名额", "Award: tiers and their places",
        "结果分几个奖次，各几个名额，从高到低，如“质量奖 10；提名奖 20”。", Wording;

    /// Whether the mean of a submission leaves out its highest and its lowest total.
    trimmed_mean: bool = false, values(Kind::YesNo),
        "奖项：去掉最高分和最低分", "Award: leave out highest and lowest",
        "一项申报的均分是否去掉一个最高分和一个最低分，并按它排序；评分不足三份的仍取全部的平均。", Wording;

    /// Days of the review, in words.
    days: String = String::new(), WORDS.or(BLANK),
        "奖项：评审时间", "Award: days of the review",
        "函件上的评审时间，如“2026年6月8日至12日”；空则留横线手写。", Wording;

    /// Place of the review.
    place: String = String::new(), WORDS.or(BLANK),
        "奖项：评审地点", "Award: place of the review",
        "函件上的评审地点；空则留横线手写。", Wording;

    /// Day by which an invited expert is to reply.
    reply_by: String = String::new(), WORDS.or(BLANK),
        "奖项：回执截止", "Award: reply by",
        "请专家在何时之前答复，如“2026年5月20日”；空则留横线手写。", Wording;

    /// Time zone of the calendar files, a name of the IANA list.
    time_zone: String = "Asia/Shanghai".to_owned(), WORDS,
        "奖项：时区", "Award: time zone",
        "日历文件的时区，用 IANA 名称。", Wording;
}

impl AwardRules {
    /// Whether this is the award that the program was first written for.
    fn is_first(&self) -> bool {
        self.name.trim() == FIRST
    }

    /// Full name of the award.
    pub fn full(&self) -> &str {
        filled(&self.name, FIRST)
    }

    /// The award of a year as titles begin: `第九届江州省质量奖`, or `2026 年度质量标杆`. The
    /// English title names the award only where the office has named one.
    pub fn heading(&self, year: i32) -> Bilingual {
        let (edition, full) = (self.edition.trim(), self.full());
        let short = filled(&self.short, full);
        let zh = match edition {
            "" if short.starts_with(|c: char| c.is_ascii()) => format!("{year} 年度 {short}"),
            "" => format!("{year} 年度{short}"),
            edition => format!("{edition}{full}"),
        };
        let en = match (edition, self.is_first()) {
            ("", true) => year.to_string(),
            ("", false) => format!("{full} {year}"),
            // Chinese words stand side by side.
            (edition, _) if full.starts_with(|c: char| !c.is_ascii()) => format!("{edition}{full}"),
            (edition, _) => format!("{edition} {full}"),
        };
        Bilingual::new(zh, en)
    }

    /// What the title of a submission is called; in English, Title where the office has no name of
    /// its own for it.
    pub fn work_named(&self) -> Bilingual {
        self.work_or(Bilingual::new(EXPERIENCE, "Title"))
    }

    /// What the title of a submission is called, as a word within a sentence or a list of keys.
    pub fn work_word(&self) -> Bilingual {
        self.work_or(Bilingual::new(EXPERIENCE, "title"))
    }

    /// What the title of a submission is called, or the usual header where the office has no name
    /// of its own for it.
    fn work_or(&self, usual: Bilingual) -> Bilingual {
        match self.work.trim() {
            "" | EXPERIENCE if self.is_first() => usual,
            "" => Bilingual::new("项目名称", usual.en),
            own => Bilingual::same(own),
        }
    }

    /// Office that issues the papers.
    pub fn issuer(&self) -> Bilingual {
        let general = bilingual!("评审委员会办公室", "The committee office");
        named(&self.office, general)
    }

    /// Line for the seal.
    pub fn seal_line(&self) -> Bilingual {
        named(&self.seal, self.issuer())
    }

    /// Name of the measures, with its marks; empty where the office has named none.
    pub fn measures_named(&self) -> String {
        match (self.measures.trim(), self.is_first()) {
            ("", true) => "《全国质量标杆遴选管理办法》".to_owned(),
            ("", false) => String::new(),
            (own, _) if own.starts_with('《') => own.to_owned(),
            (own, _) => format!("《{own}》"),
        }
    }

    /// Article on secrecy; empty where the office has named none.
    pub fn secrecy(&self) -> &str {
        self.article(&self.secrecy_article, "第十五条")
    }

    /// Article on publicity; empty where the office has named none.
    pub fn publicity(&self) -> &str {
        self.article(&self.publicity_article, "第二十一条")
    }

    fn article<'a>(&self, own: &'a str, first: &'a str) -> &'a str {
        filled(own, if self.is_first() { first } else { "" })
    }
}

impl super::Rules {
    /// The award of the season as titles begin.
    pub fn heading(&self) -> Bilingual {
        self.award.heading(self.conflicts.year)
    }
}

fn filled<'a>(own: &'a str, otherwise: &'a str) -> &'a str {
    match own.trim() {
        "" => otherwise,
        own => own,
    }
}

fn named(own: &str, otherwise: Bilingual) -> Bilingual {
    match own.trim() {
        "" => otherwise,
        own => Bilingual::same(own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_those_of_the_office() {
        let first = AwardRules::default();
        assert_eq!(
            first.heading(2026),
            Bilingual::new("2026 年度质量标杆", "2026")
        );
        assert_eq!(first.measures_named(), "《全国质量标杆遴选管理办法》");
        assert_eq!(first.secrecy(), "第十五条");
        let own = AwardRules {
            name: "江州省质量奖".to_owned(),
            short: String::new(),
            ..AwardRules::default()
        };
        assert_eq!(own.heading(2026).zh, "2026 年度江州省质量奖");
        assert_eq!(own.heading(2026).en, "江州省质量奖 2026");
        assert_eq!(own.work_named(), Bilingual::new("项目名称", "Title"));
        assert_eq!(first.work_named(), Bilingual::new("经验名称", "Title"));
        assert_eq!((own.secrecy(), own.measures_named().as_str()), ("", ""));
        let ninth = AwardRules {
            edition: "第九届".to_owned(),
            office: "省质量奖办公室".to_owned(),
            ..own
        };
        assert_eq!(ninth.heading(2026).zh, "第九届江州省质量奖");
        assert_eq!(ninth.seal_line().zh, "省质量奖办公室");
    }
}
