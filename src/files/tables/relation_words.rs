//! The words that offices use for relations, and which facts each of them states.

use super::ProblemCode;
use super::findings::Findings;
use super::headers::fold;
use crate::bilingual;
use crate::model::{Place, RelationKind};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use RelationKind as Kind;

/// What a word states about the two ends of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// The relation, from subject to object.
    Fact(RelationKind),
    /// The relation, from object to subject: 甲 is a 子公司 of 乙.
    Turned(RelationKind),
    /// A person who holds shares, or an organization that controls the other.
    Controls,
    /// Both belong to one group of companies.
    Siblings,
}

/// Words of one meaning.
struct Group {
    words: &'static [&'static str],
    stated: &'static [Stated],
    /// Whether the reading is said: not where the word says it itself.
    told: bool,
}

const fn plain(words: &'static [&'static str], stated: &'static [Stated]) -> Group {
    Group {
        words,
        stated,
        told: false,
    }
}

const fn told(words: &'static [&'static str], stated: &'static [Stated]) -> Group {
    Group {
        words,
        stated,
        told: true,
    }
}

const GROUPS: &[Group] = &[
    plain(
        &[
            "现任职",
            "任职于",
            "在职",
            "就职",
            "就职于",
            "工作于",
            "供职",
            "供职于",
            "工作",
            "任职单位",
            "工作单位",
            "现工作单位",
            "所在单位",
            "受聘于",
            "员工",
            "职工",
            "现任",
            "现职",
            "雇员",
        ],
        &[Stated::Fact(Kind::EmployedBy)],
    ),
    told(
        &[
            "兼职", "兼任", "返聘", "聘任", "特聘", "挂职", "受聘", "借调", "外聘", "聘用",
        ],
        &[Stated::Fact(Kind::EmployedBy)],
    ),
    plain(
        &[
            "原任职",
            "曾任职于",
            "曾任",
            "曾就职",
            "曾工作",
            "曾供职",
            "原单位",
            "原工作单位",
            "前任职",
            "退休前任职",
            "退休前单位",
            "退休前工作单位",
            "离职前任职",
            "离职前单位",
            "前工作单位",
            "前雇主",
        ],
        &[Stated::Fact(Kind::FormerlyEmployedBy)],
    ),
    told(
        &[
            "离职",
            "已离职",
            "退休",
            "已退休",
            "调离",
            "辞职",
            "离任",
            "退休于",
        ],
        &[Stated::Fact(Kind::FormerlyEmployedBy)],
    ),
    plain(
        &[
            "咨询",
            "辅导",
            "咨询/辅导",
            "辅导咨询",
            "咨询服务",
            "提供咨询",
            "提供辅导",
            "咨询顾问",
        ],
        &[Stated::Fact(Kind::Advises)],
    ),
    told(
        &[
            "顾问",
            "管理顾问",
            "质量顾问",
            "技术顾问",
            "法律顾问",
            "外聘顾问",
            "常年顾问",
            "高级顾问",
            "顾问单位",
            "专家顾问",
            "咨询师",
            "咨询单位",
            "培训",
            "授课",
            "讲课",
            "讲师",
            "培训师",
            "内训",
            "培训辅导",
            "辅导培训",
            "咨询培训",
            "培训讲师",
            "技术指导",
            "指导",
            "技术服务",
            "导入辅导",
            "申报辅导",
            "申报咨询",
            "编写申报材料",
            "材料编写",
            "培训咨询",
            "辅导单位",
            "辅导对象",
            "服务",
        ],
        &[Stated::Fact(Kind::Advises)],
    ),
    plain(
        &["董事", "监事", "高管", "董监高人员", "高级管理人员"],
        &[Stated::Fact(Kind::DirectorOf)],
    ),
    told(
        &[
            "独立董事",
            "独董",
            "外部董事",
            "外部监事",
            "董事长",
            "副董事长",
            "执行董事",
            "监事长",
            "监事会主席",
            "法定代表人",
            "法人代表",
            "法人",
            "理事",
            "理事长",
            "董事会成员",
            "董秘",
            "董事会秘书",
            "职工董事",
            "职工监事",
            "独立监事",
            "非执行董事",
        ],
        &[Stated::Fact(Kind::DirectorOf)],
    ),
    // Whoever runs a company is employed there as well, and its family counts for employers only.
    told(
        &[
            "总经理",
            "副总经理",
            "总裁",
            "副总裁",
            "首席执行官",
            "ceo",
            "财务总监",
            "总会计师",
            "总工程师",
            "首席质量官",
            "厂长",
            "副厂长",
            "院长",
            "副院长",
            "经理",
            "总监",
            "部长",
            "主任",
            "负责人",
            "管理者代表",
            "党委书记",
            "书记",
        ],
        &[
            Stated::Fact(Kind::DirectorOf),
            Stated::Fact(Kind::EmployedBy),
        ],
    ),
    plain(
        &["股东", "持有股份", "持股单位", "持股人"],
        &[Stated::Fact(Kind::ShareholderOf)],
    ),
    told(
        &[
            "参股",
            "入股",
            "出资",
            "投资",
            "持股比例",
            "合伙人",
            "股权",
            "持有股票",
            "出资人",
            "投资人",
            "发起人",
        ],
        &[Stated::Fact(Kind::ShareholderOf)],
    ),
    told(
        &[
            "实际控制人",
            "实控人",
            "控股股东",
            "实际控制",
            "最终控制人",
            "大股东",
        ],
        &[Stated::Controls],
    ),
    plain(&["母公司", "控股公司"], &[Stated::Fact(Kind::ParentOf)]),
    told(
        &[
            "上级单位",
            "上级公司",
            "上级集团",
            "集团公司",
            "总公司",
            "控股母公司",
            "全资控股",
            "绝对控股",
            "主管单位",
            "管理单位",
        ],
        &[Stated::Fact(Kind::ParentOf)],
    ),
    told(
        &[
            "子公司",
            "全资子公司",
            "控股子公司",
            "分公司",
            "孙公司",
            "分支机构",
            "下属单位",
            "下属企业",
            "下属公司",
            "下属",
            "所属企业",
            "所属单位",
            "成员单位",
            "成员企业",
            "隶属",
            "隶属于",
            "被控股",
            "二级单位",
            "事业部",
            "分厂",
            "参股公司",
            "权属企业",
            "权属单位",
            "直属单位",
        ],
        &[Stated::Turned(Kind::ParentOf)],
    ),
    told(
        &[
            "关联企业",
            "关联公司",
            "关联单位",
            "关联方",
            "兄弟公司",
            "兄弟单位",
            "姊妹公司",
            "姐妹公司",
            "同一集团",
            "同属一集团",
            "同一控制",
            "同一控股股东",
            "同一实际控制人",
            "同一母公司",
            "关联关系",
        ],
        &[Stated::Siblings],
    ),
    plain(
        &[
            "竞争对手",
            "竞争关系",
            "竞争单位",
            "竞争企业",
            "同业竞争",
            "竞品",
        ],
        &[Stated::Fact(Kind::CompetitorOf)],
    ),
    plain(
        &["供应商", "供应关系", "供货", "供货商", "供方"],
        &[Stated::Fact(Kind::Supplies)],
    ),
    told(
        &["客户", "顾客", "采购方", "买方", "采购", "用户"],
        &[Stated::Turned(Kind::Supplies)],
    ),
    plain(
        &["亲属关系", "近亲属", "亲戚", "家属", "直系亲属"],
        &[Stated::Fact(Kind::KinOf)],
    ),
    plain(
        &[
            "配偶",
            "夫妻",
            "爱人",
            "丈夫",
            "妻子",
            "老公",
            "老婆",
            "夫妇",
            "父子",
            "父女",
            "母子",
            "母女",
            "父亲",
            "母亲",
            "父母",
            "子女",
            "儿子",
            "女儿",
            "孩子",
            "兄弟",
            "姐妹",
            "兄妹",
            "姐弟",
            "兄弟姐妹",
            "姊妹",
            "哥哥",
            "弟弟",
            "姐姐",
            "妹妹",
            "祖父母",
            "祖孙",
            "孙子",
            "孙女",
            "爷孙",
            "岳父",
            "岳母",
            "岳父母",
            "公婆",
            "公公",
            "婆婆",
            "女婿",
            "儿媳",
            "翁婿",
            "婆媳",
            "姻亲",
            "近亲",
            "旁系亲属",
            "直系血亲",
            "旁系血亲",
            "近姻亲",
            "堂兄弟",
            "表兄弟",
            "堂兄妹",
            "表兄妹",
            "堂姐妹",
            "表姐妹",
            "表亲",
            "堂亲",
            "叔侄",
            "舅甥",
            "姑侄",
            "连襟",
            "妯娌",
            "家人",
            "亲兄弟",
            "外甥",
            "侄子",
            "侄女",
            "叔叔",
            "舅舅",
            "姨",
            "继父母",
            "养父母",
        ],
        &[Stated::Fact(Kind::KinOf)],
    ),
    plain(
        &["师生关系", "导师", "老师", "指导教师"],
        &[Stated::Fact(Kind::MentorOf)],
    ),
    told(
        &[
            "博士生导师",
            "硕士生导师",
            "研究生导师",
            "博导",
            "硕导",
            "师傅",
            "论文导师",
        ],
        &[Stated::Fact(Kind::MentorOf)],
    ),
    told(
        &[
            "学生",
            "研究生",
            "博士生",
            "硕士生",
            "弟子",
            "徒弟",
            "博士后",
        ],
        &[Stated::Turned(Kind::MentorOf)],
    ),
    plain(
        &[
            "合作者",
            "合作关系",
            "合著",
            "合作研究",
            "论文合作",
            "合著者",
            "合作伙伴",
        ],
        &[Stated::Fact(Kind::CoauthorOf)],
    ),
    told(
        &[
            "项目合作",
            "科研合作",
            "课题合作",
            "共同承担项目",
            "共同申报",
            "合作项目",
            "课题组",
        ],
        &[Stated::Fact(Kind::CoauthorOf)],
    ),
    plain(
        &[
            "申报回避",
            "回避",
            "申请回避",
            "需回避",
            "需要回避",
            "应回避",
            "应当回避",
            "请求回避",
            "主动回避",
            "自愿回避",
            "自行回避",
            "自请回避",
            "须回避",
            "回避申报",
        ],
        &[Stated::Fact(Kind::Declared)],
    ),
    told(
        &[
            "利害关系",
            "利益关系",
            "利益冲突",
            "利益相关",
            "利益相关方",
            "有利害关系",
            "存在利害关系",
            "有利益关系",
            "存在利益冲突",
            "利益关联",
            "其他利害关系",
            "其他利益关系",
            "其他可能影响公正的关系",
        ],
        &[Stated::Fact(Kind::Declared)],
    ),
    plain(
        &[
            "豁免回避",
            "不回避",
            "免于回避",
            "无需回避",
            "不需回避",
            "无须回避",
            "不需要回避",
            "可不回避",
            "免回避",
            "不必回避",
            "准予不回避",
        ],
        &[Stated::Fact(Kind::Waived)],
    ),
];

/// Ties that no rule covers.
const UNCOVERED: &[&str] = &[
    "同学",
    "校友",
    "朋友",
    "好友",
    "老乡",
    "同乡",
    "战友",
    "熟人",
    "同事",
    "曾同事",
    "前同事",
    "原同事",
    "同门",
    "师兄弟",
    "师兄",
    "师弟",
    "师姐妹",
    "师姐",
    "师妹",
    "同行",
    "邻居",
    "评审过",
    "曾评审",
    "审核过",
    "曾审核",
    "审核",
    "认证审核",
    "评审",
    "评价过",
    "同一协会",
    "同一学会",
    "同单位",
    "室友",
    "同班同学",
    "大学同学",
    "同窗",
];

struct Known {
    stated: HashMap<String, (&'static [Stated], bool)>,
    uncovered: Vec<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut stated = HashMap::new();
    for group in GROUPS {
        for word in group.words {
            stated
                .entry(fold(word))
                .or_insert((group.stated, group.told));
        }
    }
    for kind in Kind::ALL {
        for word in [kind.zh(), kind.key()] {
            stated.insert(fold(word), (itself(kind), false));
        }
    }
    let uncovered = UNCOVERED.iter().map(|word| fold(word)).collect();
    Known { stated, uncovered }
});

/// The listed word of a kind states that kind.
fn itself(kind: RelationKind) -> &'static [Stated] {
    const ALL: [Stated; 13] = {
        let mut all = [Stated::Fact(Kind::EmployedBy); 13];
        let mut at = 0;
        while at < all.len() {
            all[at] = Stated::Fact(Kind::ALL[at]);
            at += 1;
        }
        all
    };
    let at = Kind::ALL.iter().position(|own| *own == kind).unwrap_or(0);
    &ALL[at..=at]
}

/// What a cell of relations says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// These facts; the flag says whether a person should hear how the word was taken.
    States(Vec<Stated>, bool),
    /// A tie that no rule covers.
    Uncovered,
}

/// Reads a word, or several (`董事、股东`). `None` for what nobody knows.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    const LONGEST: usize = 120;
    if text.len() > LONGEST {
        return None;
    }
    if let Some(one) = single(text) {
        return Some(one);
    }
    let parts: Vec<&str> = text
        .split([
            '、', ';', '；', '/', '／', ',', '，', '+', '和', '及', '兼', '\n', ' ',
        ])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let mut all = Vec::new();
    for part in parts {
        match single(part)? {
            Meaning::States(stated, _) => {
                for own in stated {
                    if !all.contains(&own) {
                        all.push(own);
                    }
                }
            }
            Meaning::Uncovered => {}
        }
    }
    Some(match all.is_empty() {
        true => Meaning::Uncovered,
        false => Meaning::States(all, true),
    })
}

/// What offices put before and behind a word without saying more.
const BEFORE: [&str; 14] = [
    "曾经担任",
    "曾经",
    "曾担任",
    "曾任",
    "现担任",
    "现任",
    "担任",
    "存在",
    "时任",
    "曾",
    "原",
    "前",
    "系",
    "任",
];
const BEHIND: [&str; 9] = [
    "关系人",
    "关系",
    "身份",
    "人员",
    "情况",
    "职务",
    "单位",
    "一职",
    "工作",
];

fn single(text: &str) -> Option<Meaning> {
    let inner = text.split(['(', '（']).next().unwrap_or(text);
    let whole = fold(text);
    [whole, fold(inner)].into_iter().find_map(|word| {
        looked_up(&word, true).or_else(|| {
            let heads = BEHIND.iter().filter_map(|tail| word.strip_suffix(tail));
            let heads: Vec<&str> = [word.as_str()].into_iter().chain(heads).collect();
            heads.iter().find_map(|head| {
                looked_up(head, false).or_else(|| {
                    let rest = BEFORE.iter().find_map(|front| head.strip_prefix(front));
                    looked_up(rest?, false)
                })
            })
        })
    })
}

fn looked_up(word: &str, exact: bool) -> Option<Meaning> {
    if let Some((stated, told)) = KNOWN.stated.get(word) {
        return Some(Meaning::States(stated.to_vec(), *told || !exact));
    }
    let uncovered = KNOWN.uncovered.iter().any(|own| own == word);
    uncovered.then_some(Meaning::Uncovered)
}

/// Whether a name is an organization's by the looks of it, not a person's.
pub(super) fn looks_like_organization(name: &str) -> bool {
    const TAILS: [&str; 40] = [
        "公司",
        "集团",
        "厂",
        "研究院",
        "研究所",
        "设计院",
        "检测院",
        "检验院",
        "科学院",
        "学院",
        "大学",
        "学校",
        "医院",
        "协会",
        "学会",
        "联合会",
        "商会",
        "促进会",
        "局",
        "厅",
        "委员会",
        "委",
        "中心",
        "事务所",
        "合作社",
        "银行",
        "支行",
        "分行",
        "机场",
        "企业",
        "总站",
        "电厂",
        "煤矿",
        "酒店",
        "商场",
        "超市",
        "有限合伙",
        "股份",
        "项目部",
        "院",
    ];
    let plain = name.trim();
    let plain = plain
        .strip_suffix([')', '）'])
        .and_then(|rest| rest.rsplit_once(['(', '（']))
        .map_or(plain, |(before, _)| before.trim());
    let long = plain.chars().count() > 3;
    long && TAILS.iter().any(|tail| plain.ends_with(tail))
}

/// How words were taken, gathered while a table is read.
#[derive(Debug, Default)]
pub(super) struct Heard {
    words: BTreeMap<String, (Place, Vec<Stated>, usize)>,
}

impl Heard {
    /// Notes a word that a person should hear about.
    pub(super) fn note(&mut self, word: &str, stated: &[Stated], place: Place) {
        let entry = self.words.entry(word.to_owned());
        entry.or_insert_with(|| (place, stated.to_vec(), 0)).2 += 1;
    }

    /// Says each word once, with the relations that it was taken for.
    pub(super) fn say(self, findings: &mut Findings) {
        for (word, (place, stated, count)) in self.words {
            let said: Vec<_> = stated.iter().map(|own| words(*own)).collect();
            let zh: Vec<&str> = said.iter().map(|own| own.zh.as_str()).collect();
            let en: Vec<&str> = said.iter().map(|own| own.en.as_str()).collect();
            let (zh, en) = (zh.join("，并且"), en.join(" and "));
            let (zh_rows, en_rows) = match count {
                1 => (String::new(), String::new()),
                _ => (format!("，共 {count} 行"), format!(", {count} rows")),
            };
            findings.add(
                ProblemCode::RelationTaken,
                place,
                word.as_str(),
                bilingual!(
                    "「{word}」按“{zh}”理解{zh_rows}",
                    "[{word}] is read as: {en}{en_rows}"
                ),
                bilingual!(
                    "如不对，改写为规定的关系词，或把主体与客体对调",
                    "If that is not meant, write one of the listed relations, or swap subject and object"
                ),
            );
        }
    }
}

fn words(stated: Stated) -> crate::model::words::Bilingual {
    match stated {
        Stated::Fact(kind) => {
            let (zh, en) = (kind.zh(), kind.key());
            bilingual!("主体 {zh} 客体", "subject {en} object")
        }
        Stated::Turned(kind) => {
            let (zh, en) = (kind.zh(), kind.key());
            bilingual!("客体 {zh} 主体", "object {en} subject")
        }
        Stated::Controls => bilingual!(
            "主体是人的为持股，是单位的为控股客体",
            "a person holds shares of the object, an organization controls it"
        ),
        Stated::Siblings => bilingual!(
            "主体与客体属于同一集团",
            "subject and object belong to one group of companies"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> Vec<Stated> {
        match meaning(text) {
            Some(Meaning::States(stated, _)) => stated,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn words_of_offices_state_facts_in_the_right_direction() {
        use Stated::{Controls, Fact, Siblings, Turned};
        for (text, stated) in [
            ("任职", Fact(Kind::EmployedBy)),
            (" Kin_Of", Fact(Kind::KinOf)),
            ("kin of", Fact(Kind::KinOf)),
            ("咨询／辅导", Fact(Kind::Advises)),
            ("顾问", Fact(Kind::Advises)),
            ("曾任顾问", Fact(Kind::Advises)),
            ("独立董事", Fact(Kind::DirectorOf)),
            ("独董（已离任）", Fact(Kind::DirectorOf)),
            ("现任监事", Fact(Kind::DirectorOf)),
            ("法定代表人", Fact(Kind::DirectorOf)),
            ("配偶", Fact(Kind::KinOf)),
            ("夫妻关系", Fact(Kind::KinOf)),
            ("父子", Fact(Kind::KinOf)),
            ("子公司", Turned(Kind::ParentOf)),
            ("系全资子公司", Turned(Kind::ParentOf)),
            ("母公司", Fact(Kind::ParentOf)),
            ("客户", Turned(Kind::Supplies)),
            ("供应商", Fact(Kind::Supplies)),
            ("导师", Fact(Kind::MentorOf)),
            ("学生", Turned(Kind::MentorOf)),
            ("合著", Fact(Kind::CoauthorOf)),
            ("退休前任职", Fact(Kind::FormerlyEmployedBy)),
            ("离职", Fact(Kind::FormerlyEmployedBy)),
            ("利害关系", Fact(Kind::Declared)),
            ("无需回避", Fact(Kind::Waived)),
            ("培训", Fact(Kind::Advises)),
            ("实际控制人", Controls),
            ("关联企业", Siblings),
        ] {
            assert_eq!(facts(text), [stated], "{text}");
        }
        assert_eq!(
            facts("总经理"),
            [Fact(Kind::DirectorOf), Fact(Kind::EmployedBy)]
        );
        assert_eq!(
            facts("董事、股东"),
            [Fact(Kind::DirectorOf), Fact(Kind::ShareholderOf)]
        );
        // A waiver must never be read out of a word that asks for the contrary.
        assert_eq!(facts("回避"), [Fact(Kind::Declared)]);
    }

    #[test]
    fn ties_that_no_rule_covers_are_known_as_such() {
        for text in ["同学", "大学同学", "曾同事", "同门", "同学关系"] {
            assert_eq!(meaning(text), Some(Meaning::Uncovered), "{text}");
        }
        assert_eq!(facts("同学、顾问"), [Stated::Fact(Kind::Advises)]);
        for text in ["认识", "employd_by", "", "甲、乙"] {
            assert_eq!(meaning(text), None, "{text}");
        }
    }

    #[test]
    fn organizations_are_told_from_people_by_their_names() {
        for name in [
            "云溪汽车股份有限公司",
            "省质量与标准化研究院",
            "华衡认证（江州）有限公司",
            "江州大学",
        ] {
            assert!(looks_like_organization(name), "{name}");
        }
        for name in ["张三", "ZJ001", "欧阳文斌", "李院", "王某（局）"] {
            assert!(!looks_like_organization(name), "{name}");
        }
    }

    #[test]
    fn no_word_has_two_meanings() {
        let mut seen = std::collections::BTreeSet::new();
        let all = GROUPS.iter().flat_map(|group| group.words);
        for word in all.chain(UNCOVERED) {
            assert!(seen.insert(fold(word)), "{word}");
        }
    }
}
