//! Tables, their columns, and every header that means each of them (contract, section 1).

use crate::text::Bilingual;
use unicode_normalization::UnicodeNormalization;

/// A column of a table.
#[derive(Debug)]
pub(super) struct Column {
    /// The English key.
    pub(super) key: &'static str,
    /// Chinese headers, the usual one first, then further spellings.
    pub(super) aliases: &'static [&'static str],
    /// Whether the table is useless without it.
    pub(super) required: bool,
}

/// A table of a season.
#[derive(Debug)]
pub(super) struct TableSpec {
    /// Name of its file without ending, and its key in a plan's `inputs`.
    pub(super) key: &'static str,
    /// Chinese names that the file may have instead, the usual one first.
    pub(super) aliases: &'static [&'static str],
    /// Whether a season must have it.
    pub(super) required: bool,
    /// Its columns.
    pub(super) columns: &'static [Column],
}

impl TableSpec {
    /// The column that `header` means.
    pub(super) fn column(&self, header: &str) -> Option<usize> {
        let whole = fold(header);
        let short = fold(without_remark(header));
        let find = |folded: &str| {
            self.columns.iter().position(|column| {
                fold(column.key) == folded
                    || column.aliases.iter().any(|alias| fold(alias) == folded)
            })
        };
        find(&whole).or_else(|| find(&short))
    }

    /// Whether a file or sheet of this name (without ending) holds the table.
    pub(super) fn is_named(&self, name: &str) -> bool {
        let folded = fold(name);
        fold(self.key) == folded || self.aliases.iter().any(|alias| fold(alias) == folded)
    }

    /// The table's name for messages.
    pub(super) fn name(&self) -> Bilingual {
        let zh = self.aliases.first().copied().unwrap_or(self.key);
        Bilingual::new(
            format!("{zh}表（{}）", self.key),
            format!("table {}", self.key),
        )
    }
}

impl Column {
    /// The column's name for messages: `行业 (industries)`.
    pub(super) fn name(&self) -> String {
        match self.aliases.first() {
            Some(alias) => format!("{alias} ({})", self.key),
            None => self.key.to_owned(),
        }
    }
}

/// Folds width and case and keeps letters and digits only, so that `ＩＤ`, `i d` and `id*` agree.
pub(super) fn fold(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A header without the remark in brackets that forms like to add: `姓名（必填）`.
fn without_remark(header: &str) -> &str {
    header
        .split(['(', '（', '[', '【', '\n'])
        .next()
        .unwrap_or(header)
}

const fn must(key: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        key,
        aliases,
        required: true,
    }
}

const fn may(key: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        key,
        aliases,
        required: false,
    }
}

const TAXONOMY: &[Column] = &[
    must("code", &["代码", "编码", "编号"]),
    may("name_zh", &["中文名称", "名称", "name"]),
    may("name_en", &["英文名称"]),
    may("parent", &["上级代码", "上级", "父级", "所属代码"]),
];

/// The pool.
pub(super) const EXPERTS: TableSpec = TableSpec {
    key: "experts",
    aliases: &["专家", "专家库", "专家名单"],
    required: true,
    columns: &[
        must("id", &["专家编号", "编号"]),
        may("name", &["姓名", "专家姓名"]),
        may("employer", &["工作单位", "单位", "所在单位"]),
        may("region", &["省份", "地区", "省市", "所在省份"]),
        must(
            "domains",
            &["专业领域", "专业", "质量方法", "领域", "domain"],
        ),
        must("industries", &["行业", "熟悉行业", "industry"]),
        may("title", &["职称"]),
        may("can_lead", &["可任组长", "能否任组长"]),
        may("quality_lead", &["质量综合专家"]),
        may("max_reviews", &["评审上限", "最多评审数"]),
        may("served_years", &["历年参评", "参评年份"]),
        may("free_days", &["可参加日期", "可参加时间", "空闲日期"]),
        may("available", &["可参加", "能否参加"]),
    ],
};

/// What is reviewed.
pub(super) const SUBMISSIONS: TableSpec = TableSpec {
    key: "submissions",
    aliases: &["申报", "申报项目", "申报名单"],
    required: true,
    columns: &[
        must("id", &["申报编号", "编号"]),
        may("title", &["经验名称", "项目名称"]),
        must(
            "organization",
            &["申报单位", "企业名称", "单位名称", "organisation"],
        ),
        may("recommender", &["推荐单位"]),
        may("region", &["省份", "地区", "省市", "所在省份"]),
        may("industry", &["行业", "所属行业", "industries"]),
        may(
            "domains",
            &["质量方法", "专业领域", "专业", "领域", "domain"],
        ),
        may("category", &["遴选范围", "类别"]),
        may("passed", &["形式审查", "通过形式审查"]),
        // The form check reads these; nobody else does.
        may("legal_person", &["独立法人", "独立法人资格", "法人资格"]),
        may(
            "profitable",
            &["近三年盈利", "近三年连续盈利", "连续三年盈利"],
        ),
        may(
            "no_breach",
            &["无违法违规", "无违法违规记录", "无不良记录", "合规"],
        ),
        may(
            "breach",
            &["违法违规记录", "不良记录", "有无违法违规", "有无不良记录"],
        ),
        may("mature", &["成熟应用", "方法成熟应用"]),
        may(
            "consents",
            &["同意分享", "同意交流", "同意分享交流", "同意参与交流"],
        ),
        may("rank", &["推荐排序", "推荐顺序", "推荐次序"]),
    ],
};

/// Recommending units and how many submissions each may send.
pub(super) const RECOMMENDERS: TableSpec = TableSpec {
    key: "recommenders",
    aliases: &["推荐单位", "推荐名额"],
    required: false,
    columns: &[
        must("name", &["推荐单位", "单位名称", "名称"]),
        may("kind", &["类型", "类别", "单位类型", "性质"]),
        may("quota", &["名额", "推荐名额", "限额"]),
    ],
};

/// Who passed the form check, as `screen` writes it and the office may change it.
pub(super) const SCREENING: TableSpec = TableSpec {
    key: "screening",
    aliases: &["形式审查", "形式审查结果"],
    required: false,
    columns: &[
        must("id", &["申报编号", "编号"]),
        must("passed", &["形式审查", "通过形式审查"]),
        may("title", &["经验名称", "项目名称"]),
        may("organization", &["申报单位", "企业名称", "单位名称"]),
        may("recommender", &["推荐单位"]),
        may("conclusion", &["审查结论", "结论"]),
        may("reasons", &["原因", "理由", "备注"]),
    ],
};

/// Facts that conflicts of interest follow from.
pub(super) const RELATIONS: TableSpec = TableSpec {
    key: "relations",
    aliases: &["关系", "关系表", "利益关系"],
    required: false,
    columns: &[
        must("subject", &["主体"]),
        must("relation", &["关系", "关系类型"]),
        must("object", &["客体", "对象"]),
        may("since", &["起", "起始年份", "开始年份"]),
        may("until", &["止", "终止年份", "结束年份"]),
        may("note", &["备注", "说明"]),
    ],
};

/// Recusals that experts declared on their score sheets: relations in a file of their own.
pub(super) const DECLARED: TableSpec = TableSpec {
    key: "declared",
    aliases: &["自行申报回避", "回避申报"],
    required: false,
    columns: RELATIONS.columns,
};

/// Which submissions go on to the defence. No table of a season: it is named on the command line.
pub(super) const SHORTLIST: TableSpec = TableSpec {
    key: "shortlist",
    aliases: &["入围名单", "答辩名单"],
    required: true,
    columns: &[
        must("submission", &["申报编号", "编号", "id"]),
        may("selected", &["入围", "是否入围"]),
        may("provisional", &["暂定", "是否暂定"]),
        may("note", &["说明", "备注"]),
    ],
};

/// What the office has decided beforehand.
pub(super) const PINS: TableSpec = TableSpec {
    key: "pins",
    aliases: &["指定", "预先指定"],
    required: false,
    columns: &[
        must("kind", &["类别", "类型", "指定类型"]),
        must("subject", &["主体"]),
        may("object", &["客体", "对象"]),
    ],
};

/// The themes that the office wants.
pub(super) const GROUPS: TableSpec = TableSpec {
    key: "groups",
    aliases: &["专业组", "分组"],
    required: false,
    columns: &[
        must("id", &["组号", "编号", "组别"]),
        may("name", &["组名", "名称"]),
        may("industries", &["行业", "industry"]),
        may(
            "domains",
            &["质量方法", "专业领域", "专业", "领域", "domain"],
        ),
        may("categories", &["遴选范围", "category"]),
    ],
};

/// Other names of organizations.
pub(super) const ALIASES: TableSpec = TableSpec {
    key: "aliases",
    aliases: &["别名", "单位别名"],
    required: false,
    columns: &[
        must("name", &["别名", "alias"]),
        must("canonical", &["标准名称", "standard", "全称", "规范名称"]),
    ],
};

/// The office's own words for no organization (退休, 无), beside the built-in ones.
pub(super) const NOBODY: TableSpec = TableSpec {
    key: "nobody",
    aliases: &["无单位", "无单位用语"],
    required: false,
    columns: &[
        must("word", &["用语", "词", "写法"]),
        may("meaning", &["含义", "说明"]),
    ],
};

/// What a person has judged of two that look alike.
pub(super) const JUDGED: TableSpec = TableSpec {
    key: "judged",
    aliases: &["核定", "核定表", "核定结果", "相近名称核定", "疑似核定"],
    required: false,
    columns: &[
        must(
            "first",
            &[
                "甲",
                "第一",
                "名称一",
                "名称1",
                "单位一",
                "单位1",
                "前者",
                "甲方",
            ],
        ),
        must(
            "second",
            &[
                "乙",
                "第二",
                "名称二",
                "名称2",
                "单位二",
                "单位2",
                "后者",
                "乙方",
            ],
        ),
        must("verdict", &["结论", "核定结论", "核定结果", "判断"]),
        may("by", &["核定人", "核定者", "判断人"]),
        may("date", &["日期", "核定日期", "时间"]),
        may("note", &["备注", "理由", "说明"]),
    ],
};

/// What left the list. No table of a season: it is named on the command line.
pub(super) const WITHDRAWN: TableSpec = TableSpec {
    key: "withdrawn",
    aliases: &["撤出", "撤出情况", "退出名单"],
    required: false,
    columns: &[
        must("id", &["申报编号", "编号"]),
        must("reason", &["原因", "理由"]),
        may("when", &["阶段"]),
        may("date", &["日期", "时间"]),
        may("organization", &["申报单位", "单位名称"]),
        may("title", &["经验名称"]),
    ],
};

/// Public holidays and make-up days.
pub(super) const HOLIDAYS: TableSpec = TableSpec {
    key: "holidays",
    aliases: &["节假日", "节假日安排", "放假安排"],
    required: false,
    columns: &[
        must("from", &["起", "日期", "起始日期", "开始日期"]),
        may("to", &["止", "截止日期", "结束日期"]),
        must("kind", &["类型", "类别"]),
        must("name", &["节日", "名称", "holiday"]),
        may("notice", &["依据", "文号", "备注"]),
    ],
};

/// Scores made elsewhere, in place of our own.
pub(super) const SCORES: TableSpec = TableSpec {
    key: "scores",
    aliases: &["得分", "得分表", "匹配得分"],
    required: false,
    columns: &[
        must("submission_id", &["申报编号", "submission"]),
        must(
            "expert_id",
            &["专家编号", "评审人编号", "reviewer_id", "expert"],
        ),
        must("score", &["得分", "分数", "匹配得分"]),
    ],
};

/// A taxonomy of industries in place of the built-in one.
pub(super) const INDUSTRIES: TableSpec = TableSpec {
    key: "industries",
    aliases: &["行业", "行业分类"],
    required: false,
    columns: TAXONOMY,
};

/// A taxonomy of quality domains in place of the built-in one.
pub(super) const DOMAINS: TableSpec = TableSpec {
    key: "domains",
    aliases: &["质量方法", "专业领域"],
    required: false,
    columns: TAXONOMY,
};

/// All tables, in the order in which problems are listed.
pub(super) const TABLES: [&TableSpec; 15] = [
    &EXPERTS,
    &SUBMISSIONS,
    &SCREENING,
    &RECOMMENDERS,
    &RELATIONS,
    &DECLARED,
    &PINS,
    &GROUPS,
    &ALIASES,
    &NOBODY,
    &JUDGED,
    &HOLIDAYS,
    &SCORES,
    &INDUSTRIES,
    &DOMAINS,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_agree_whatever_their_width_case_spaces_and_remarks() {
        for header in [
            "专家编号",
            " 专家 编号 ",
            "ID",
            "ｉｄ",
            "编号*",
            "编号（必填）",
        ] {
            assert_eq!(EXPERTS.column(header), Some(0), "{header}");
        }
        assert_eq!(EXPERTS.column("can lead"), EXPERTS.column("可任组长"));
        assert_eq!(EXPERTS.column("电话"), None);
    }

    #[test]
    fn no_header_means_two_columns_and_no_name_two_tables() {
        for table in TABLES {
            let headers = table
                .columns
                .iter()
                .flat_map(|c| c.aliases.iter().copied().chain([c.key]));
            for (position, header) in headers.clone().enumerate() {
                let again = headers
                    .clone()
                    .skip(position + 1)
                    .any(|other| fold(other) == fold(header));
                assert!(!again, "{header} in {}", table.key);
            }
            for name in table.aliases.iter().chain([&table.key]) {
                assert_eq!(
                    TABLES.iter().filter(|other| other.is_named(name)).count(),
                    1,
                    "{name}"
                );
            }
        }
    }
}
