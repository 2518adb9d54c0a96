//! Words by which an expert asks for a recusal, denies a tie, or does neither.

/// Negations of a following word, with only [`FILLERS`] in between.
pub(super) const NOT: [&str; 10] = [
    "没有", "不必", "不用", "不", "无", "没", "未", "勿", "免", "非",
];
/// Words that may come between a negation and the negated word.
pub(super) const FILLERS: [&str; 36] = [
    "该企业",
    "该单位",
    "该公司",
    "该项目",
    "申报单位",
    "申报企业",
    "本企业",
    "本公司",
    "本项目",
    "必要",
    "任何",
    "需要",
    "需",
    "须",
    "要",
    "应当",
    "应该",
    "应",
    "申请",
    "存在",
    "发现",
    "涉及",
    "提出",
    "构成",
    "的",
    "形式",
    "利益",
    "相关",
    "属于",
    "有",
    "是",
    "在",
    "该",
    "本",
    "此",
    "进行",
];
/// Conjunctions that extend a denial to a second tie.
pub(super) const JOINS: [&str; 16] = [
    "和", "或者", "或", "以及", "及", "与", "、", "等", "的", "在", "该", "本", "企业", "单位",
    "公司", "/",
];
/// Double negations.
pub(super) const DOUBLE: [&str; 10] = [
    "不得不",
    "不能不",
    "不可不",
    "不该不",
    "不会不",
    "不可能不",
    "理由不",
    "并非不",
    "不是不",
    "难道不",
];
/// Neutral words around a denial.
pub(super) const HARMLESS: [&str; 56] = [
    "本人", "我方", "我", "与", "和", "跟", "同", "对", "该", "此", "这", "本", "申报", "申请",
    "参评", "被评", "单位", "企业", "公司", "项目", "材料", "之间", "从", "经", "自查", "核查",
    "查", "目前", "现", "暂", "均", "都", "也", "并", "亦", "确认", "承诺", "声明", "说明", "认为",
    "的", "人", "情况", "情形", "事项", "问题", "关系", "了", "评审", "、", "和", "及", "等", ":",
    "在", "家",
];
/// Words that must not occur in a sentence that denies a tie to a named person.
pub(super) const DANGER: [&str; 53] = [
    "有", "存在", "任职", "兼任", "担任", "顾问", "聘", "合作", "亲", "同学", "校友", "师生",
    "师徒", "老师", "导师", "朋友", "股", "辅导", "培训", "咨询", "是", "曾", "因", "应", "须",
    "需", "要", "疑", "或", "可能", "能", "虽", "不", "无", "没", "未", "非", "否", "免", "难",
    "只", "除", "若", "如果", "以前", "以外", "回避", "往来", "联系", "长期", "服务", "指导", "帮",
];
/// Parts of names that resemble words of [`DANGER`].
pub(super) const NAMES: [&str; 9] = [
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "股份",
    "无锡",
    "不锈钢",
    "非标",
    "非金属",
    "未来",
];
/// Denials after the word: 利害关系：无.
pub(super) const AFTER: [&str; 18] = [
    "无",
    "没有",
    "不存在",
    "不需要",
    "不需",
    "不用",
    "不必",
    "无需",
    "否",
    "未发现",
    "none",
    "no",
    "isnotrequired",
    "notrequired",
    "isnotneeded",
    "notneeded",
    "isnotnecessary",
    "notnecessary",
];
/// Words that count only when negated: 无合作.
pub(super) const DENIABLE: [&str; 7] = ["关系", "关联", "合作", "往来", "兼职", "持股", "关"];
/// Words that begin a new clause, longer ones first.
pub(super) const TURNS: [&str; 14] = [
    "但是", "但", "因此", "因为", "所以", "然而", "不过", "可是", "只是", "虽然", "虽", "而且",
    "故", "因",
];
/// The same in English.
pub(super) const TURN_WORDS: [&str; 14] = [
    "but",
    "so",
    "therefore",
    "hence",
    "however",
    "yet",
    "though",
    "although",
    "because",
    "since",
    "except",
    "and",
    "unless",
    "while",
];
/// English words that negate the next one.
pub(super) const NOT_WORDS: [&str; 9] = [
    "not", "no", "without", "don't", "doesn't", "needn't", "isn't", "haven't", "nor",
];
/// English words that may come in between.
pub(super) const FILLER_WORDS: [&str; 17] = [
    "a",
    "an",
    "any",
    "the",
    "such",
    "known",
    "potential",
    "need",
    "needed",
    "to",
    "be",
    "have",
    "for",
    "my",
    "reason",
    "or",
    "of",
];
/// Neutral English words around a denial.
pub(super) const HARMLESS_WORDS: [&str; 36] = [
    "i",
    "we",
    "am",
    "there",
    "is",
    "are",
    "have",
    "has",
    "do",
    "does",
    "be",
    "declare",
    "confirm",
    "that",
    "to",
    "my",
    "knowledge",
    "the",
    "with",
    "this",
    "company",
    "applicant",
    "firm",
    "submission",
    "myself",
    "me",
    "needed",
    "required",
    "necessary",
    "of",
    "exists",
    "here",
    "at",
    "all",
    "from",
    "any",
];

/// Words for recusal.
pub(super) const RECUSAL: [&str; 4] = ["回避", "迴避", "recus", "abstain"];
/// Reasons for a recusal: naming one of these means a conflict.
pub(super) const TIES: [&str; 14] = [
    "利害关系",
    "利益关系",
    "利益相关",
    "利益冲突",
    "关联关系",
    "有关联",
    "有关系",
    "利益关联",
    "冲突",
    "本单位",
    "任职",
    "亲属",
    "conflict",
    "interest",
];
/// Phrases of an expert who declines to review.
pub(super) const WILL_NOT: [&str; 8] = [
    "不能评",
    "不宜评",
    "不便评",
    "不评",
    "不参评",
    "不参加评",
    "不予评",
    "弃权",
];
