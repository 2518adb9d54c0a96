//! The words by which a sentence declares a tie, denies it or leaves it open.

use crate::model::RelationKind as Kind;

pub(super) const RELATIVES: [&str; 25] = [
    "爱人", "配偶", "妻子", "丈夫", "夫人", "儿子", "女儿", "儿媳", "女婿", "父亲", "母亲", "父母",
    "岳父", "岳母", "公公", "婆婆", "哥哥", "弟弟", "姐姐", "妹妹", "兄弟", "姐妹", "子女", "亲属",
    "亲戚",
];
pub(super) const DENIED: [&str; 8] = [
    "没有关系",
    "无关系",
    "没有任何关系",
    "无任何关系",
    "不存在",
    "无利害",
    "没有利害",
    "无须回避",
];
pub(super) const DOUBT: [&str; 10] = [
    "是否",
    "请办公室定",
    "待定",
    "不确定",
    "拿不准",
    "可能",
    "待核",
    "好像",
    "据说",
    "另定",
];

/// Words of a tie between a person and an organization, the most telling first.
pub(super) const WORDS: [(Kind, &[&str]); 8] = [
    (
        Kind::ShareholderOf,
        &["持有", "持股", "股票", "股份约", "股权", "入股", "参股"],
    ),
    (
        Kind::Advises,
        &[
            "辅导",
            "咨询",
            "顾问",
            "讲过",
            "讲课",
            "授课",
            "培训",
            "指导过",
            "讲座",
        ],
    ),
    (
        Kind::DirectorOf,
        &["独立董事", "董事", "监事", "高管", "法人代表", "法定代表人"],
    ),
    (
        Kind::FormerlyEmployedBy,
        &[
            "原为",
            "原任",
            "曾任",
            "曾在",
            "原在",
            "退休前",
            "离职",
            "原单位",
            "曾就职",
            "曾供职",
            "调离",
        ],
    ),
    (Kind::Supplies, &["供应商", "供货", "供应", "客户"]),
    (Kind::CompetitorOf, &["竞争"]),
    (
        Kind::EmployedBy,
        &[
            "兼职", "兼任", "任职", "工作", "就职", "供职", "受聘", "返聘", "上班", "任",
        ],
    ),
    (Kind::Declared, &["回避"]),
];
/// Words of a tie between two people.
pub(super) const BETWEEN: [(Kind, &[&str]); 3] = [
    (
        Kind::MentorOf,
        &["师生", "导师", "学生", "师徒", "博士生", "研究生"],
    ),
    (
        Kind::CoauthorOf,
        &["合作", "合著", "共同发表", "课题组", "合写"],
    ),
    (Kind::KinOf, KIN),
];
/// Words of relatives between two people.
pub(super) const KIN: &[&str] = &[
    "夫妻", "夫妇", "父子", "父女", "母子", "母女", "兄弟", "姐妹", "亲属", "翁婿", "婆媳",
];
