//! Tables, their columns, and every header that means each of them (contract, section 1).

use crate::model::words::Bilingual;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A column of a table.
#[derive(Debug)]
pub(super) struct Column {
    /// The English key.
    pub(super) key: &'static str,
    /// Chinese headers, the usual one first, then further spellings.
    pub(super) aliases: &'static [&'static str],
    /// Other headers that offices use for it, the most exact first: they stand back where a
    /// column has one of the aliases.
    pub(super) usual: &'static [&'static str],
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
        self.meaning(header).map(|(column, _)| column)
    }

    /// The column that `header` means, and how exactly: 0 by its key or an alias, more by a usual
    /// header, the more the farther down in its list.
    pub(super) fn meaning(&self, header: &str) -> Option<(usize, usize)> {
        const LONGEST: usize = 200;
        if header.len() > LONGEST {
            return None;
        }
        match INDEX.get(self.key) {
            Some(index) => meaning(header, index),
            None => meaning(header, &index(self)),
        }
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

/// Folded headers of a table with the columns that they mean and how exactly.
type Index = HashMap<String, (usize, usize)>;

/// The headers of all tables, folded once.
static INDEX: LazyLock<HashMap<&'static str, Index>> = LazyLock::new(|| {
    let named = [&SHORTLIST, &WITHDRAWN];
    let all = TABLES.iter().chain(&named);
    all.map(|spec| (spec.key, index(spec))).collect()
});

fn index(spec: &TableSpec) -> Index {
    let mut index = Index::new();
    for (at, column) in spec.columns.iter().enumerate() {
        for alias in column.aliases.iter().chain([&column.key]) {
            index.insert(fold(alias), (at, 0));
        }
    }
    for (at, column) in spec.columns.iter().enumerate() {
        for (rank, usual) in column.usual.iter().enumerate() {
            index.entry(fold(usual)).or_insert((at, rank + 1));
        }
    }
    index
}

/// Looks a header up whole, then without its remark and its number, then by the words on both
/// sides of a slash when they mean one column.
fn meaning(header: &str, index: &Index) -> Option<(usize, usize)> {
    let find = |text: &str| index.get(&fold(text)).copied();
    let plain = without_number(without_remark(header));
    find(header)
        .or_else(|| find(without_remark(header)))
        .or_else(|| find(plain))
        .or_else(|| find(behind_remark(header)?))
        .or_else(|| {
            let mut parts = plain.split(['/', '／', '、', '或']).map(find);
            let first = parts.next()??;
            let rest: Vec<_> = parts.collect();
            let same = |part: &Option<(usize, usize)>| part.is_some_and(|(at, _)| at == first.0);
            (!rest.is_empty() && rest.iter().all(same)).then_some(first)
        })
}

/// A header without the remark in brackets that forms like to add: `姓名（必填）`.
fn without_remark(header: &str) -> &str {
    header
        .split(['(', '（', '[', '【', '\n', '\r'])
        .next()
        .unwrap_or(header)
}

/// A header without the remark before it: `（必填）姓名`.
fn behind_remark(header: &str) -> Option<&str> {
    let inner = header.trim().strip_prefix(['(', '（', '[', '【'])?;
    let (_, rest) = inner.split_once([')', '）', ']', '】'])?;
    Some(rest)
}

/// A header without the number of a form before it: `3.工作单位`, `三、工作单位`.
fn without_number(header: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = header.trim_start().trim_start_matches(number);
    rest.strip_prefix(['.', '、', '．']).unwrap_or(header)
}

const fn must(key: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        key,
        aliases,
        usual: &[],
        required: true,
    }
}

const fn may(key: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        key,
        aliases,
        usual: &[],
        required: false,
    }
}

impl Column {
    /// Adds the headers that offices use besides the aliases.
    const fn usual(self, usual: &'static [&'static str]) -> Self {
        Self { usual, ..self }
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
        must("id", &["专家编号", "编号"]).usual(&[
            "专家代码",
            "专家号",
            "专家ID",
            "人员编号",
            "专家库编号",
            "工号",
            "代码",
            "编码",
            "专家序号",
            "序号",
        ]),
        may("name", &["姓名", "专家姓名"]).usual(&["专家", "专家名称", "名字", "姓名全称"]),
        may("employer", &["工作单位", "单位", "所在单位"]).usual(&[
            "现工作单位",
            "现工作单位及部门",
            "工作单位及部门",
            "工作单位及职务",
            "现工作单位及职务",
            "工作单位名称",
            "单位名称",
            "任职单位",
            "现任职单位",
            "所属单位",
            "现单位",
            "所在单位名称",
            "工作单位全称",
            "单位全称",
            "所在工作单位",
            "所在单位及部门",
            "单位及部门",
            "单位及职务",
            "现所在单位",
            "就职单位",
            "供职单位",
            "所在机构",
            "工作机构",
            "人事关系所在单位",
            "organization",
            "company",
            "affiliation",
        ]),
        may("region", &["省份", "地区", "省市", "所在省份"]).usual(&[
            "所在省（区、市）",
            "省（区、市）",
            "省（自治区、直辖市）",
            "省（市）",
            "省（市、区）",
            "省",
            "所属省份",
            "所在地区",
            "所属地区",
            "区域",
            "所在区域",
            "所在省市",
            "单位所在地",
            "工作单位所在地",
            "所在地",
            "所在地市",
            "所属地市",
            "地市",
            "市州",
            "所在市州",
            "所在城市",
            "城市",
            "province",
        ]),
        must(
            "domains",
            &["专业领域", "专业", "质量方法", "领域", "domain"],
        )
        .usual(&[
            "擅长质量方法",
            "擅长的质量方法",
            "擅长方法",
            "质量管理方法",
            "主要质量管理方法",
            "擅长的质量管理方法",
            "擅长质量管理方法",
            "熟悉的质量方法",
            "熟悉质量方法",
            "熟悉的质量管理方法",
            "掌握的质量方法",
            "质量方法领域",
            "擅长领域",
            "擅长专业",
            "擅长专业领域",
            "熟悉领域",
            "熟悉专业",
            "从事专业",
            "研究方向",
            "研究领域",
            "专业方向",
            "专业特长",
            "专长",
            "特长",
            "专业专长",
            "技术专长",
            "质量专业领域",
            "质量领域",
            "评审专业",
            "评审领域",
            "擅长方向",
            "现从事专业",
        ]),
        must("industries", &["行业", "熟悉行业", "industry"]).usual(&[
            "熟悉的行业领域",
            "熟悉的行业",
            "熟悉行业领域",
            "行业领域",
            "擅长行业",
            "擅长的行业",
            "所属行业",
            "熟悉行业（可多选）",
            "从事行业",
            "行业类别",
            "涉及行业",
            "行业代码",
            "国民经济行业代码",
            "所在行业",
            "行业经验",
            "评审行业",
            "熟悉的国民经济行业",
            "专业行业",
        ]),
        may("title", &["职称"]).usual(&[
            "专业技术职称",
            "技术职称",
            "职称等级",
            "专业技术职务",
            "专业职称",
            "职称名称",
            "专业技术资格",
            "职务职称",
            "职称职务",
            "职称/职务",
            "职务/职称",
            "技术职务",
        ]),
        may("can_lead", &["可任组长", "能否任组长"]).usual(&[
            "是否可任组长",
            "可担任组长",
            "能否担任组长",
            "是否可担任组长",
            "可否任组长",
            "可否担任组长",
            "是否组长人选",
            "组长人选",
            "可任组长（是/否）",
            "是否能任组长",
        ]),
        may("quality_lead", &["质量综合专家"]).usual(&[
            "是否质量综合专家",
            "质量综合",
            "是否为质量综合专家",
            "综合专家",
            "是否综合专家",
            "质量综合类专家",
        ]),
        may("max_reviews", &["评审上限", "最多评审数"]).usual(&[
            "最大评审数",
            "最多评审项数",
            "评审数上限",
            "评审上限（项）",
            "评审项数上限",
            "可评审项数",
        ]),
        may("served_years", &["历年参评", "参评年份"]).usual(&[
            "参加评审年度",
            "参评年度",
            "评审年度",
            "历年参评年份",
            "参加评审年份",
            "参与评审年度",
            "往年参评",
            "曾参评年度",
            "曾参加评审年度",
            "历年参加评审情况",
            "参加过的评审年度",
            "历年评审年度",
            "以往参评年度",
            "近年参评",
        ]),
        may("free_days", &["可参加日期", "可参加时间", "空闲日期"]).usual(&[
            "可参加评审日期",
            "可参加评审时间",
            "空闲时间",
            "可用日期",
            "可出席日期",
        ]),
        may("available", &["可参加", "能否参加"]).usual(&[
            "是否可参加",
            "是否参加",
            "能否参加评审",
            "是否能参加",
            "是否参加评审",
            "可否参加",
            "是否可参加评审",
            "今年能否参加",
            "本年度是否参加",
            "参加意向",
            "是否参评",
            "能否出席",
        ]),
    ],
};

/// What is reviewed.
pub(super) const SUBMISSIONS: TableSpec = TableSpec {
    key: "submissions",
    aliases: &["申报", "申报项目", "申报名单"],
    required: true,
    columns: &[
        must("id", &["申报编号", "编号"]).usual(&[
            "申报流水号",
            "申报号",
            "项目编号",
            "申报项目编号",
            "流水号",
            "申报序号",
            "受理编号",
            "受理号",
            "申请编号",
            "项目代码",
            "申报代码",
            "编码",
            "代码",
            "登记编号",
            "序号",
        ]),
        may("title", &["经验名称", "项目名称"]).usual(&[
            "申报项目名称",
            "申报项目/质量管理模式名称",
            "质量管理模式名称",
            "申报项目",
            "成果名称",
            "案例名称",
            "典型经验名称",
            "标杆名称",
            "经验题目",
            "项目题目",
            "题目",
            "标题",
            "质量管理模式",
            "申报题目",
            "课题名称",
            "质量标杆名称",
            "标杆经验名称",
            "经验做法名称",
        ]),
        must(
            "organization",
            &["申报单位", "企业名称", "单位名称", "organisation"],
        )
        .usual(&[
            "申报组织名称",
            "申报企业",
            "申报企业名称",
            "申报单位名称",
            "申报组织",
            "组织名称",
            "企业",
            "申报主体",
            "申报主体名称",
            "申请单位",
            "申请单位名称",
            "申请企业",
            "申请组织",
            "公司名称",
            "单位",
            "单位全称",
            "企业全称",
            "申报机构",
            "参评组织",
            "参评单位",
            "受评组织",
            "组织全称",
            "申报单位全称",
        ]),
        may("recommender", &["推荐单位"]).usual(&[
            "推荐单位名称",
            "推荐部门",
            "推荐机构",
            "推荐单位（盖章）",
            "推荐主体",
            "推荐单位全称",
            "推荐渠道",
            "推荐机关",
            "推荐部门名称",
            "推荐组织",
            "归口单位",
            "归口部门",
            "上报单位",
            "推荐方",
        ]),
        may("region", &["省份", "地区", "省市", "所在省份"]).usual(&[
            "所在省（区、市）",
            "省（区、市）",
            "省（自治区、直辖市）",
            "省（市）",
            "省",
            "所属省份",
            "所在地区",
            "所属地区",
            "区域",
            "所在区域",
            "所在省市",
            "单位所在地",
            "企业所在地",
            "注册地",
            "所在地",
            "所在地市",
            "所属地市",
            "地市",
            "市州",
            "所在市州",
            "所在城市",
            "城市",
            "province",
        ]),
        may("industry", &["行业", "所属行业", "industries"]).usual(&[
            "国民经济行业代码",
            "行业代码",
            "国民经济行业",
            "所属国民经济行业",
            "所属行业小类",
            "所属行业中类",
            "所属行业大类",
            "行业大类",
            "所属行业代码",
            "所属行业类别",
            "行业类别",
            "行业分类",
            "所属行业分类",
            "所属行业门类",
            "行业门类",
            "所在行业",
            "行业名称",
            "行业领域",
            "所属行业领域",
            "从事行业",
            "申报行业",
            "主营行业",
        ]),
        may(
            "domains",
            &["质量方法", "专业领域", "专业", "领域", "domain"],
        )
        .usual(&[
            "主要质量管理方法",
            "质量管理方法",
            "主要质量方法",
            "采用的质量方法",
            "应用的质量方法",
            "应用质量方法",
            "所用质量方法",
            "采用的质量管理方法",
            "应用的质量管理方法",
            "运用的质量方法",
            "所属领域",
            "主要方法",
            "方法类别",
            "质量方法名称",
            "应用方法",
            "质量领域",
            "申报领域",
        ]),
        may("category", &["遴选范围", "类别"]).usual(&[
            "遴选类别",
            "遴选方向",
            "申报方向",
            "遴选范围（1-6）",
            "申报范围",
            "所属遴选范围",
        ]),
        may("passed", &["形式审查", "通过形式审查"]).usual(&[
            "是否通过形式审查",
            "形式审查结果",
            "形式审查结论",
            "形审结果",
            "形审",
            "形式审查是否通过",
            "形审结论",
            "形式审查情况",
            "初审结果",
            "初审结论",
            "审核状态",
            "审查结果",
            "审核结果",
            "是否通过",
        ]),
        // The form check reads these; nobody else does.
        may("legal_person", &["独立法人", "独立法人资格", "法人资格"]).usual(&[
            "是否独立法人",
            "是否具有独立法人资格",
            "是否具备独立法人资格",
            "是否法人",
            "是否独立法人单位",
            "具有独立法人资格",
            "是否为独立法人",
        ]),
        may(
            "profitable",
            &["近三年盈利", "近三年连续盈利", "连续三年盈利"],
        )
        .usual(&[
            "近三年是否盈利",
            "近三年是否连续盈利",
            "三年是否盈利",
            "是否连续三年盈利",
            "是否近三年盈利",
            "最近三年是否盈利",
            "近3年是否盈利",
            "近3年盈利",
            "连续3年盈利",
        ]),
        may(
            "no_breach",
            &["无违法违规", "无违法违规记录", "无不良记录", "合规"],
        )
        .usual(&[
            "是否无违法违规",
            "是否无不良记录",
            "无重大事故",
            "近三年无违法违规",
            "无重大质量安全事故",
            "近三年无重大质量安全环保事故",
            "三年内无重大事故",
            "是否合规",
        ]),
        may(
            "breach",
            &["违法违规记录", "不良记录", "有无违法违规", "有无不良记录"],
        )
        .usual(&[
            "是否有违法违规",
            "是否存在违法违规",
            "有无违法违规记录",
            "违法违规",
            "违法违规情况",
            "有无不良信用记录",
            "三年内有无重大质量安全环保事故",
            "近三年有无重大质量安全环保事故",
            "有无重大质量安全事故",
            "有无重大事故",
            "近三年有无违法违规",
            "近三年是否有违法违规",
            "三年内有无重大质量、安全、环保事故",
            "近三年有无重大事故",
            "是否发生重大事故",
            "是否有不良记录",
            "失信记录",
            "是否失信",
        ]),
        may("mature", &["成熟应用", "方法成熟应用"]).usual(&[
            "是否成熟应用",
            "是否成熟",
            "方法是否成熟应用",
        ]),
        may(
            "consents",
            &["同意分享", "同意交流", "同意分享交流", "同意参与交流"],
        )
        .usual(&[
            "是否同意公开推广",
            "是否同意分享",
            "是否同意交流",
            "是否同意推广",
            "同意公开推广",
            "同意推广",
            "是否同意分享交流",
            "是否愿意分享",
            "是否同意公开",
            "是否同意对外交流",
            "是否同意参与交流",
        ]),
        may("rank", &["推荐排序", "推荐顺序", "推荐次序"]).usual(&[
            "推荐排名",
            "推荐名次",
            "推荐顺位",
        ]),
    ],
};

/// Recommending units and how many submissions each may send.
pub(super) const RECOMMENDERS: TableSpec = TableSpec {
    key: "recommenders",
    aliases: &["推荐单位", "推荐名额"],
    required: false,
    columns: &[
        must("name", &["推荐单位", "单位名称", "名称"]).usual(&[
            "推荐单位名称",
            "推荐部门",
            "推荐机构",
            "单位",
            "推荐单位全称",
            "推荐主体",
            "单位全称",
        ]),
        may("kind", &["类型", "类别", "单位类型", "性质"]).usual(&[
            "推荐单位类型",
            "推荐单位类别",
            "推荐单位性质",
        ]),
        may("quota", &["名额", "推荐名额", "限额"]).usual(&[
            "分配名额",
            "名额（个）",
            "分配名额（个）",
            "推荐数量",
            "推荐限额",
            "名额数",
            "推荐指标",
            "指标数",
            "指标",
        ]),
    ],
};

/// Who passed the form check, as `screen` writes it and the office may change it.
pub(super) const SCREENING: TableSpec = TableSpec {
    key: "screening",
    aliases: &["形式审查", "形式审查结果"],
    required: false,
    columns: &[
        must("id", &["申报编号", "编号"]).usual(&[
            "申报流水号",
            "申报号",
            "项目编号",
            "流水号",
            "受理编号",
            "序号",
        ]),
        must("passed", &["形式审查", "通过形式审查"]).usual(&[
            "是否通过",
            "是否通过形式审查",
            "形式审查结论",
            "形审结果",
            "形式审查结果",
        ]),
        may("title", &["经验名称", "项目名称"]).usual(&[
            "申报项目名称",
            "申报项目",
            "成果名称",
            "案例名称",
        ]),
        may("organization", &["申报单位", "企业名称", "单位名称"]).usual(&[
            "申报组织名称",
            "申报企业",
            "申报单位名称",
            "申报组织",
            "组织名称",
            "单位",
            "申报企业名称",
        ]),
        may("recommender", &["推荐单位"]).usual(&["推荐单位名称", "推荐部门", "推荐机构"]),
        may("conclusion", &["审查结论", "结论"]),
        may("reasons", &["原因", "理由", "备注"]).usual(&[
            "不通过原因",
            "审查意见",
            "审核意见",
            "退回原因",
        ]),
    ],
};

/// Facts that conflicts of interest follow from.
pub(super) const RELATIONS: TableSpec = TableSpec {
    key: "relations",
    aliases: &["关系", "关系表", "利益关系"],
    required: false,
    columns: &[
        must("subject", &["主体"]).usual(&[
            "专家编号",
            "专家",
            "专家姓名",
            "甲方",
            "主体名称",
            "姓名",
            "主体（专家或单位）",
            "一方",
            "本人",
        ]),
        must("relation", &["关系", "关系类型"]).usual(&[
            "关系类别",
            "关系名称",
            "关系种类",
            "利益关系",
            "回避关系",
            "关系说明",
            "利害关系",
            "利益关系类型",
            "回避原因",
        ]),
        must("object", &["客体", "对象"]).usual(&[
            "单位",
            "申报单位",
            "单位名称",
            "关联单位",
            "客体名称",
            "乙方",
            "对方",
            "申报编号",
            "申报单位名称",
            "企业名称",
            "关联方",
            "相关单位",
            "对方单位",
            "另一方",
            "回避对象",
            "回避单位",
            "涉及单位",
        ]),
        may("since", &["起", "起始年份", "开始年份"]).usual(&[
            "起始",
            "起始时间",
            "开始时间",
            "起始日期",
            "起始年",
            "开始",
            "开始年",
            "起年",
            "起止时间",
            "起止年份",
            "起止",
            "时间",
            "期间",
            "年份",
            "任职时间",
            "发生时间",
        ]),
        may("until", &["止", "终止年份", "结束年份"]).usual(&[
            "终止",
            "截止",
            "结束",
            "终止时间",
            "截止时间",
            "结束时间",
            "截止年份",
            "截止年",
            "结束年",
            "终止年",
            "止年",
            "截至",
            "截止日期",
            "结束日期",
            "终止日期",
        ]),
        may("note", &["备注", "说明"]).usual(&["理由", "原因", "情况说明", "备注说明", "依据"]),
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
        must("submission", &["申报编号", "编号", "id"]).usual(&[
            "申报流水号",
            "申报号",
            "项目编号",
            "序号",
        ]),
        may("selected", &["入围", "是否入围"]).usual(&[
            "入围情况",
            "入围与否",
            "是否答辩",
            "是否进入答辩",
        ]),
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
        must("kind", &["类别", "类型", "指定类型"]).usual(&[
            "指定类别",
            "事项",
            "指定事项",
            "职务",
            "身份",
        ]),
        must("subject", &["主体"]).usual(&[
            "专家编号",
            "专家",
            "申报编号",
            "指定对象",
            "人员",
            "被指定人",
        ]),
        may("object", &["客体", "对象"]).usual(&["组号", "专业组", "组别", "所在组", "指定组"]),
    ],
};

/// The themes that the office wants.
pub(super) const GROUPS: TableSpec = TableSpec {
    key: "groups",
    aliases: &["专业组", "分组"],
    required: false,
    columns: &[
        must("id", &["组号", "编号", "组别"]).usual(&[
            "专业组编号",
            "专业组号",
            "组编号",
            "组",
            "序号",
        ]),
        may("name", &["组名", "名称"]).usual(&["专业组名称", "专业组", "组别名称", "分组名称"]),
        may("industries", &["行业", "industry"]).usual(&[
            "所属行业",
            "行业代码",
            "涉及行业",
            "行业范围",
            "评审行业",
        ]),
        may(
            "domains",
            &["质量方法", "专业领域", "专业", "领域", "domain"],
        )
        .usual(&["质量管理方法", "主要质量方法", "方法"]),
        may("categories", &["遴选范围", "category"]),
    ],
};

/// Other names of organizations.
pub(super) const ALIASES: TableSpec = TableSpec {
    key: "aliases",
    aliases: &["别名", "单位别名"],
    required: false,
    columns: &[
        must("name", &["别名", "alias"]).usual(&[
            "别称",
            "简称",
            "曾用名",
            "原名称",
            "其他名称",
            "其它名称",
        ]),
        must("canonical", &["标准名称", "standard", "全称", "规范名称"]).usual(&[
            "标准名",
            "单位全称",
            "正式名称",
            "现名称",
            "规范全称",
        ]),
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
        must("id", &["申报编号", "编号"]).usual(&["申报流水号", "申报号", "项目编号"]),
        must("reason", &["原因", "理由"]).usual(&["撤出原因", "退出原因", "撤回原因"]),
        may("when", &["阶段"]),
        may("date", &["日期", "时间"]).usual(&["撤出日期", "退出日期"]),
        may("organization", &["申报单位", "单位名称"]).usual(&[
            "申报组织名称",
            "申报企业",
            "企业名称",
        ]),
        may("title", &["经验名称"]).usual(&["项目名称", "申报项目名称"]),
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

/// The office's own words for industries and domains.
pub(super) const SYNONYMS: TableSpec = TableSpec {
    key: "synonyms",
    aliases: &["同义词", "同义词表", "常用词"],
    required: false,
    columns: &[
        must("kind", &["类别", "类型"]),
        must("word", &["词", "词语", "写法", "同义词", "常用词"]),
        must("code", &["代码", "编码", "codes"]),
        may("note", &["备注", "说明"]),
    ],
};

/// All tables, in the order in which problems are listed.
pub(super) const TABLES: [&TableSpec; 16] = [
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
    &SYNONYMS,
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
    fn the_headers_of_offices_are_known() {
        let key = |spec: &TableSpec, header: &str| {
            let at = spec.column(header).unwrap_or_else(|| panic!("{header}"));
            spec.columns[at].key
        };
        for (header, column) in [
            ("专家姓名", "name"),
            ("现工作单位", "employer"),
            ("现工作单位及部门", "employer"),
            ("专业技术\n职称", "title"),
            ("职务/职称", "title"),
            ("从事专业/擅长质量方法", "domains"),
            ("熟悉的行业领域", "industries"),
            ("国民经济行业代码（4位）", "industries"),
            ("参加评审年度", "served_years"),
            ("所在地市", "region"),
            ("所在省（区、市）", "region"),
            ("是否可任组长", "can_lead"),
            ("是否质量综合专家", "quality_lead"),
            ("序号", "id"),
            ("（必填）工作单位", "employer"),
            ("3.工作单位", "employer"),
            ("三、工作单位", "employer"),
        ] {
            assert_eq!(key(&EXPERTS, header), column, "{header}");
        }
        for (header, column) in [
            ("申报流水号", "id"),
            ("申报组织名称", "organization"),
            ("申报企业", "organization"),
            ("申报项目/质量管理模式名称", "title"),
            ("项目名称", "title"),
            ("推荐单位名称", "recommender"),
            ("推荐部门", "recommender"),
            ("所属行业（门类/大类）", "industry"),
            ("国民经济行业代码", "industry"),
            ("主要质量管理方法（多选）", "domains"),
            ("近三年是否盈利", "profitable"),
            ("是否独立法人", "legal_person"),
            ("三年内有无重大质量安全环保事故", "breach"),
            ("是否同意公开推广", "consents"),
        ] {
            assert_eq!(key(&SUBMISSIONS, header), column, "{header}");
        }
        for header in ["联系电话", "统一社会信用代码", "备注", "提交时间", "推荐人"]
        {
            assert_eq!(SUBMISSIONS.column(header), None, "{header}");
        }
    }

    /// A usual header in two lists of one table would mean whichever stands first.
    #[test]
    fn no_usual_header_means_two_columns() {
        for table in TABLES.into_iter().chain([&SHORTLIST, &WITHDRAWN]) {
            let mut seen = std::collections::BTreeSet::new();
            for column in table.columns {
                let all = column
                    .aliases
                    .iter()
                    .chain([&column.key])
                    .chain(column.usual);
                let own: std::collections::BTreeSet<String> = all.map(|word| fold(word)).collect();
                for word in own {
                    assert!(seen.insert(word.clone()), "{word} in {}", table.key);
                }
            }
        }
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
