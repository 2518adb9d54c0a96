//! Classification by the end of a name: organization, department, post, legal form. All texts are
//! folded ([`crate::model::words::plain`]).

/// Ends of names that always denote an organization.
const STRONG: [&str; 56] = [
    "公司",
    "集团",
    "大学",
    "医院",
    "协会",
    "学会",
    "联合会",
    "商会",
    "总会",
    "促进会",
    "研究会",
    "基金会",
    "联盟",
    "银行",
    "厂",
    "局",
    "厅",
    "委员会",
    "政府",
    "事务所",
    "中学",
    "小学",
    "学校",
    "出版社",
    "报社",
    "杂志社",
    "电视台",
    "合作社",
    "党校",
    "科学院",
    "工程院",
    "设计院",
    "检验院",
    "检测院",
    "质检院",
    "计量院",
    "标准院",
    "监测站",
    "检验所",
    "检测所",
    "计量所",
    "质检所",
    "学院",
    "研究院",
    "研究所",
    "研究中心",
    "检测中心",
    "检验中心",
    "认证中心",
    "服务中心",
    "技术中心",
    "油田",
    "电厂",
    "工信委",
    "工信厅",
    "经信厅",
];

/// Ends that denote an organization, or a part of one if they follow it.
const WEAK: [&str; 16] = [
    "学院",
    "研究院",
    "研究所",
    "中心",
    "院",
    "所",
    "厂",
    "站",
    "分会",
    "委员会",
    "专委会",
    "总部",
    "基地",
    "学部",
    "本部",
    "指挥部",
];

/// Ends that always denote a part of an organization.
const PARTS: [&str; 44] = [
    "事业部",
    "项目部",
    "编辑部",
    "营业部",
    "分公司",
    "分厂",
    "分院",
    "分行",
    "支行",
    "分部",
    "分局",
    "分所",
    "办事处",
    "秘书处",
    "办公室",
    "实验室",
    "教研室",
    "教研组",
    "研究室",
    "工作室",
    "车间",
    "班组",
    "工段",
    "工区",
    "科室",
    "项目组",
    "课题组",
    "工作组",
    "小组",
    "团队",
    "平台",
    "党委",
    "工会",
    "团委",
    "党支部",
    "大队",
    "支队",
    "部门",
    "部",
    "处",
    "科",
    "室",
    "系",
    "办",
];

/// Posts and titles that follow an employer.
const POSTS: [&str; 66] = [
    "总工程师",
    "总工",
    "总经理",
    "总裁",
    "总监",
    "董事长",
    "董事",
    "监事",
    "院长",
    "所长",
    "主任",
    "部长",
    "处长",
    "科长",
    "室主任",
    "系主任",
    "局长",
    "厅长",
    "会长",
    "理事长",
    "理事",
    "秘书长",
    "书记",
    "校长",
    "厂长",
    "矿长",
    "站长",
    "馆长",
    "经理",
    "主管",
    "主席",
    "委员",
    "组长",
    "班长",
    "教授",
    "讲师",
    "助教",
    "研究员",
    "工程师",
    "高工",
    "经济师",
    "会计师",
    "审核员",
    "评审员",
    "检验员",
    "技师",
    "技术员",
    "首席专家",
    "专家",
    "首席质量官",
    "质量官",
    "顾问",
    "博导",
    "硕导",
    "导师",
    "院士",
    "博士",
    "硕士",
    "博士后",
    "职工",
    "员工",
    "干部",
    "教师",
    "负责人",
    "专员",
    "合伙人",
];

/// Ministries and similar bodies, which end like departments.
const MINISTRIES: [&str; 14] = [
    "国家",
    "中国",
    "中共",
    "国务院",
    "工业和信息化部",
    "财政部",
    "教育部",
    "科学技术部",
    "科技部",
    "商务部",
    "交通运输部",
    "农业农村部",
    "生态环境部",
    "应急管理部",
];

/// Remarks about the preceding name.
const REMARKS: [&str; 18] = [
    "退休",
    "已退休",
    "现已退休",
    "离休",
    "已离休",
    "离退休",
    "退",
    "已退",
    "离职",
    "已离职",
    "返聘",
    "退休返聘",
    "退休后返聘",
    "在职",
    "兼职",
    "全职",
    "retired",
    "emeritus",
];

pub(super) fn remark(folded: &str) -> bool {
    REMARKS.contains(&folded)
}

/// Legal forms in other languages, as the last words of a name.
const LATIN_FORMS: [&str; 34] = [
    "co",
    "company",
    "corp",
    "corporation",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "ltd",
    "limited",
    "coltd",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "kgaa",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "as",
    "oy",
    "oyj",
    "pte",
    "pty",
    "pvt",
    "kk",
    "sdn",
    "bhd",
    "se",
];

/// Words by which a Latin name is recognised as an organization.
const LATIN_WORDS: [&str; 15] = [
    "university",
    "institute",
    "academy",
    "college",
    "hospital",
    "association",
    "society",
    "federation",
    "ministry",
    "agency",
    "bureau",
    "laboratories",
    "foundation",
    "group",
    "bank",
];

pub(super) fn latin_form(token: &str) -> bool {
    LATIN_FORMS.contains(&token)
}

/// Whether a text consists of a legal form only, such as the second half of `Foo Co., Ltd.`.
pub(super) fn is_form(folded: &str) -> bool {
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    let chinese = matches!(
        folded.trim(),
        "公司"
            | "有限公司"
            | "有限责任公司"
            | "股份有限公司"
            | "集团"
            | "集团有限公司"
            | "集团公司"
            | "责任公司"
            | "总公司"
            | "限公司"
            | "集团股份有限公司"
    );
    chinese || words.peek().is_some() && words.all(latin_form)
}

/// The number of Chinese characters in a text.
pub(super) fn ideographs(folded: &str) -> usize {
    folded
        .chars()
        .filter(|c| ('\u{3400}'..='\u{9FFF}').contains(c) || *c >= '\u{20000}')
        .count()
}

fn ends(folded: &str, list: &[&str]) -> bool {
    list.iter().any(|end| {
        folded
            .strip_suffix(end)
            .is_some_and(|rest| !rest.is_empty())
    })
}

/// Whether the text ends like an organization.
pub(super) fn strong(folded: &str) -> bool {
    let folded = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    if ends(folded, &STRONG) {
        return !ends(folded, &["分公司", "分厂", "分局"]);
    }
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.len() > 1
        && (words.last().is_some_and(|last| latin_form(last))
            || words.iter().any(|word| LATIN_WORDS.contains(word)))
}

/// Whether the text may also be a part of a larger organization.
pub(super) fn weak(folded: &str) -> bool {
    ends(folded, &WEAK) || WEAK.contains(&folded)
}

/// Whether the text begins like a ministry.
pub(super) fn ministry(folded: &str) -> bool {
    MINISTRIES.iter().any(|start| folded.starts_with(start))
}

/// Whether the text is a part of some organization.
pub(super) fn part(folded: &str) -> bool {
    !ministry(folded)
        && (ends(folded, &PARTS) || ["办公室", "工会", "党委", "总部"].contains(&folded))
}

/// Whether the text is a post or a title.
pub(super) fn post(folded: &str) -> bool {
    let latin = [
        "professor",
        "director",
        "manager",
        "engineer",
        "president",
        "chairman",
        "dean",
        "lecturer",
        "researcher",
        "consultant",
        "ceo",
        "cto",
        "cqo",
        "prof",
        "dr",
    ];
    ends(folded, &POSTS) || POSTS.contains(&folded) || {
        let mut words = folded.split_whitespace().peekable();
        words.peek().is_some()
            && words
                .clone()
                .last()
                .is_some_and(|last| latin.contains(&last.trim_matches('.')))
    }
}
