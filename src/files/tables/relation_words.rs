//! Words that offices use for relations, with the facts that each states.

use super::ProblemCode;
use super::findings::Findings;
use super::headers::fold;
use crate::bilingual;
use crate::model::{Place, RelationKind};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use RelationKind as Kind;

/// A fact stated by a word about the two ends of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// The relation, from subject to object.
    Fact(RelationKind),
    /// The relation from object to subject: 甲 is a 子公司 of 乙.
    Turned(RelationKind),
    /// A person holds shares, or an organization controls the other.
    Controls,
    /// Both belong to the same corporate group.
    Siblings,
}

/// Words with the same meaning.
struct Group {
    words: &'static [&'static str],
    stated: &'static [Stated],
    /// Whether the reading is reported; unnecessary if the word is explicit.
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
    // Those who run a company also count as employed there, since the other companies of a group
    // are considered for employers only.
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
    told(
        &[
            "聘任于",
            "聘用于",
            "雇主",
            "雇佣",
            "聘请",
            "聘",
            "全职",
            "专职",
            "任教",
            "任教于",
            "兼职教授",
            "客座教授",
            "特聘教授",
            "特聘专家",
            "外聘专家",
            "特聘研究员",
            "兼职研究员",
            "首席专家",
            "派驻",
            "外派",
            "借用",
            "劳务派遣",
            "在编",
            "编制",
            "编制所在",
            "实习",
            "见习",
            "合同工",
            "用工",
            "劳动关系",
            "人事关系",
            "双聘",
            "柔性引进",
            "派遣",
            "驻场",
            "驻厂",
            "在该单位任职",
            "在该公司任职",
            "在该单位工作",
            "在该公司工作",
            "为该公司员工",
            "为该单位职工",
            "本单位",
            "所属单位人员",
        ],
        &[Stated::Fact(Kind::EmployedBy)],
    ),
    told(
        &[
            "前员工",
            "前雇员",
            "前职工",
            "原员工",
            "原职工",
            "原雇员",
            "离职员工",
            "退休员工",
            "退休职工",
            "退休人员",
            "离退休",
            "离退休人员",
            "离休",
            "曾在职",
            "曾供职于",
            "曾就职于",
            "曾工作于",
            "曾受聘",
            "曾兼职",
            "曾挂职",
            "曾借调",
            "曾返聘",
            "已调离",
            "已离任",
            "已退出",
            "内退",
            "原职",
            "前任",
            "前东家",
            "原雇主",
            "前单位",
            "原任职单位",
            "曾任职单位",
            "曾在该单位任职",
            "曾在该公司任职",
            "曾在该单位工作",
            "曾在该公司工作",
            "曾在此工作",
            "曾在此任职",
        ],
        &[Stated::Fact(Kind::FormerlyEmployedBy)],
    ),
    told(
        &[
            "收取咨询费",
            "咨询费",
            "讲课费",
            "收过讲课费",
            "领取讲课费",
            "领取报酬",
            "收取报酬",
            "报酬",
            "劳务费",
            "领取劳务费",
            "专家费",
            "顾问费",
            "接受馈赠",
            "馈赠",
            "接受资助",
            "资助",
            "赞助",
            "受赞助",
            "横向课题",
            "横向项目",
            "横向合作",
            "委托项目",
            "委托研究",
            "委托课题",
            "课题委托",
            "技术开发",
            "技术转让",
            "成果转化",
            "联合实验室",
            "共建实验室",
            "产学研合作",
            "校企合作",
            "企业导师",
            "校外导师",
            "聘为顾问",
            "聘请为顾问",
            "聘顾问",
            "特聘顾问",
            "首席顾问",
            "高级咨询师",
            "咨询专家",
            "辅导老师",
            "辅导专家",
            "辅导教师",
            "培训老师",
            "培训专家",
            "授课老师",
            "授课专家",
            "讲授",
            "体系咨询",
            "管理咨询",
            "质量咨询",
            "体系辅导",
            "技术支持",
            "技术帮扶",
            "帮扶",
            "编写材料",
            "撰写材料",
            "代写材料",
            "材料辅导",
            "协助申报",
            "申报指导",
            "项目指导",
            "评审辅导",
            "代理",
            "专利代理",
            "招标代理",
            "代理记账",
            "审计",
            "会计服务",
            "法律服务",
            "曾辅导",
            "曾咨询",
            "服务过",
            "服务客户",
            "长期合作专家",
            "有偿服务",
            "有偿咨询",
        ],
        &[Stated::Fact(Kind::Advises)],
    ),
    told(
        &[
            "会长",
            "副会长",
            "秘书长",
            "副秘书长",
            "名誉会长",
            "荣誉会长",
            "常务理事",
            "副理事长",
            "监事会成员",
            "监事会",
            "董事会",
            "董监高",
            "名誉董事长",
            "名誉董事",
            "执行事务合伙人",
            "清算组成员",
            "党组成员",
            "班子成员",
            "高层",
            "高层管理人员",
            "高级管理者",
            "高管人员",
            "理事会成员",
            "专家委员会委员",
            "战略委员会委员",
        ],
        &[Stated::Fact(Kind::DirectorOf)],
    ),
    told(
        &[
            "副总",
            "总工",
            "副总工程师",
            "副总工",
            "总经济师",
            "总质量师",
            "技术总监",
            "质量总监",
            "运营总监",
            "首席科学家",
            "首席技术官",
            "首席运营官",
            "首席财务官",
            "cto",
            "coo",
            "cfo",
            "cqo",
            "创始人",
            "联合创始人",
            "老板",
            "企业主",
            "经营者",
            "个体经营者",
            "所长",
            "副所长",
            "校长",
            "副校长",
            "局长",
            "处长",
            "科长",
            "副部长",
            "副主任",
            "副处长",
            "主管",
            "董事兼总经理",
            "执行总裁",
            "常务副总",
            "党委副书记",
            "工会主席",
            "纪委书记",
            "总设计师",
            "总负责人",
            "事业部总经理",
            "分公司经理",
            "分公司负责人",
        ],
        &[
            Stated::Fact(Kind::DirectorOf),
            Stated::Fact(Kind::EmployedBy),
        ],
    ),
    told(
        &[
            "股票",
            "持有",
            "股份",
            "占股",
            "占有股份",
            "有股份",
            "有股权",
            "小股东",
            "中小股东",
            "参股人",
            "受益人",
            "受益所有人",
            "最终受益人",
            "受益股东",
            "持有少量股票",
            "少量持股",
            "持有原始股",
            "原始股",
            "股权激励",
            "期权",
            "员工持股",
            "员工持股计划",
            "间接持股",
            "直接持股",
            "代持",
            "股份代持",
            "隐名股东",
            "名义股东",
            "合伙",
            "有限合伙人",
            "普通合伙人",
            "基金份额",
            "投资者",
            "战略投资者",
            "天使投资人",
            "投资关系",
            "股权投资",
            "股权关系",
            "入股人",
            "认购",
            "认缴出资",
            "实缴出资",
            "出资方",
            "投资方",
            "债转股",
            "持股平台",
            "自然人股东",
            "法人股东",
        ],
        &[Stated::Fact(Kind::ShareholderOf)],
    ),
    told(
        &[
            "控制",
            "控制人",
            "控股方",
            "控股人",
            "控股东",
            "第一大股东",
            "最大股东",
            "绝对控股股东",
            "单一大股东",
            "共同控制人",
            "实际拥有",
            "所有人",
            "所有者",
        ],
        &[Stated::Controls],
    ),
    told(
        &[
            "全资",
            "全资拥有",
            "全资母公司",
            "上级主管",
            "上级主管单位",
            "上级主管部门",
            "主管部门",
            "上级部门",
            "上级",
            "举办单位",
            "母体",
            "总部",
            "集团总部",
            "收购",
            "并购",
            "兼并",
            "吸收合并",
            "收购方",
            "托管",
            "代管",
            "管理方",
            "出资设立",
            "投资设立",
            "设立",
            "举办",
            "直管",
            "直属管理",
            "控股集团",
            "控股母体",
        ],
        &[Stated::Fact(Kind::ParentOf)],
    ),
    told(
        &[
            "所属",
            "所属集团",
            "所属公司",
            "下级单位",
            "下级",
            "下级公司",
            "附属公司",
            "附属单位",
            "附属企业",
            "附属机构",
            "附属",
            "控股企业",
            "控股公司下属",
            "三级公司",
            "二级公司",
            "二级企业",
            "三级单位",
            "三级企业",
            "子企业",
            "子单位",
            "子集团",
            "孙企业",
            "被收购",
            "被并购",
            "被兼并",
            "被投资",
            "被投资企业",
            "被投资单位",
            "被控制",
            "受控",
            "受控企业",
            "直属企业",
            "直属公司",
            "直属",
            "全资企业",
            "全资公司",
            "全资子企业",
            "控股子企业",
            "权属公司",
            "权属",
            "系统内单位",
            "分所",
            "分院",
            "分行",
            "支公司",
            "驻外机构",
            "办事处",
            "派出机构",
            "出资企业",
            "投资企业",
            "参股企业",
            "参股单位",
        ],
        &[Stated::Turned(Kind::ParentOf)],
    ),
    told(
        &[
            "联营企业",
            "合营企业",
            "合营公司",
            "联营公司",
            "合资公司",
            "合资企业",
            "一致行动人",
            "一致行动",
            "兄弟企业",
            "姊妹单位",
            "姐妹单位",
            "同系公司",
            "同系企业",
            "同集团",
            "同一集团公司",
            "同属集团",
            "同属一家集团",
            "同一股东",
            "同一大股东",
            "同一法定代表人",
            "同一控制人",
            "同受控制",
            "关联机构",
            "关联组织",
            "同一出资人",
            "同一投资人",
            "系列公司",
            "体系内公司",
            "集团内企业",
            "集团内公司",
            "集团兄弟公司",
        ],
        &[Stated::Siblings],
    ),
    told(
        &[
            "竞争者",
            "竞争方",
            "竞争公司",
            "对手",
            "友商",
            "同业",
            "同业竞争者",
            "市场竞争",
            "直接竞争",
            "有竞争",
            "主要竞争对手",
        ],
        &[Stated::Fact(Kind::CompetitorOf)],
    ),
    told(
        &[
            "供应",
            "供货单位",
            "供货方",
            "供应方",
            "供应单位",
            "上游",
            "上游企业",
            "上游供应商",
            "分包商",
            "分包方",
            "承包商",
            "承包方",
            "承包单位",
            "外协",
            "外协单位",
            "外协厂",
            "配套",
            "配套厂",
            "配套企业",
            "配套商",
            "代工",
            "代工厂",
            "oem",
            "odm",
            "卖方",
            "卖家",
            "受托方",
            "受托人",
            "乙方",
            "服务商",
            "服务供应商",
            "原材料供应商",
            "设备供应商",
            "软件供应商",
            "集成商",
            "施工方",
            "施工单位",
            "合格供方",
        ],
        &[Stated::Fact(Kind::Supplies)],
    ),
    told(
        &[
            "经销商",
            "经销",
            "代理商",
            "分销商",
            "批发商",
            "零售商",
            "渠道商",
            "采购商",
            "采购单位",
            "购买方",
            "买家",
            "下游",
            "下游企业",
            "下游客户",
            "甲方",
            "委托方",
            "委托人",
            "委托单位",
            "发包方",
            "发包商",
            "业主",
            "业主单位",
            "建设单位",
            "使用方",
            "使用单位",
            "用户单位",
            "大客户",
            "主要客户",
            "重要客户",
            "客户单位",
            "需方",
            "订货方",
        ],
        &[Stated::Turned(Kind::Supplies)],
    ),
    told(
        &[
            "表兄",
            "表弟",
            "表姐",
            "表妹",
            "表哥",
            "堂兄",
            "堂弟",
            "堂姐",
            "堂妹",
            "堂哥",
            "前妻",
            "前夫",
            "前配偶",
            "离异",
            "离婚",
            "亲家",
            "叔父",
            "叔",
            "伯",
            "伯父",
            "伯母",
            "大伯",
            "婶婶",
            "婶母",
            "姑",
            "姑姑",
            "姑母",
            "姑父",
            "姑妈",
            "姨母",
            "姨妈",
            "姨父",
            "舅",
            "舅父",
            "舅妈",
            "舅母",
            "外甥女",
            "侄孙",
            "干女儿",
            "干儿子",
            "干亲",
            "义子",
            "义女",
            "继子",
            "继女",
            "继父",
            "继母",
            "养子",
            "养女",
            "养父",
            "养母",
            "未婚妻",
            "未婚夫",
            "恋人",
            "恋爱关系",
            "情侣",
            "男朋友",
            "女朋友",
            "男友",
            "女友",
            "伴侣",
            "同居",
            "同居人",
            "太太",
            "夫人",
            "妻",
            "夫",
            "父",
            "母",
            "子",
            "女",
            "兄",
            "弟",
            "姐",
            "妹",
            "爸爸",
            "妈妈",
            "姑嫂",
            "叔嫂",
            "嫂子",
            "嫂",
            "弟媳",
            "弟妹",
            "姐夫",
            "妹夫",
            "妹婿",
            "小叔子",
            "大伯子",
            "小姨子",
            "大姨子",
            "小舅子",
            "大舅子",
            "小姑子",
            "大姑子",
            "内弟",
            "内兄",
            "妻弟",
            "妻兄",
            "妻妹",
            "妻姐",
            "祖父",
            "祖母",
            "外祖父",
            "外祖母",
            "外公",
            "外婆",
            "爷爷",
            "奶奶",
            "姥姥",
            "姥爷",
            "外孙",
            "外孙女",
            "儿媳妇",
            "媳妇",
            "儿子儿媳",
            "岳婿",
            "岳父女婿",
            "三代以内旁系血亲",
            "三代以内直系血亲",
            "三代以内",
            "血亲",
            "家庭成员",
            "家属关系",
            "亲子",
            "亲子关系",
            "亲兄妹",
            "亲姐妹",
            "亲姐弟",
            "双胞胎",
            "孪生",
            "监护人",
            "被监护人",
            "监护",
            "抚养",
            "抚养关系",
            "收养",
            "收养关系",
            "赡养",
            "赡养关系",
            "扶养",
            "姻亲关系",
            "远亲",
            "亲友",
            "直系",
            "直系亲",
            "旁系",
            "近亲关系",
            "夫妻双方",
            "原配偶",
            "再婚配偶",
            "亲侄",
            "亲外甥",
            "叔伯",
            "姑表",
            "姨表",
            "舅表",
            "堂亲关系",
            "表亲关系",
            "连桥",
            "两乔",
            "妯娌关系",
        ],
        &[Stated::Fact(Kind::KinOf)],
    ),
    told(
        &[
            "恩师",
            "授业恩师",
            "班主任",
            "师徒",
            "师生",
            "硕士导师",
            "博士导师",
            "本科导师",
            "博士后导师",
            "博士后合作导师",
            "合作导师",
            "联合导师",
            "副导师",
            "指导老师",
            "带教",
            "带教老师",
            "老板导师",
            "论文指导",
            "指导教授",
            "业师",
            "引路人",
            "研究生老师",
        ],
        &[Stated::Fact(Kind::MentorOf)],
    ),
    told(
        &[
            "门生",
            "门徒",
            "学员",
            "毕业生",
            "毕业学生",
            "指导的学生",
            "指导学生",
            "所带学生",
            "硕士",
            "博士",
            "在读博士",
            "在读硕士",
            "在读研究生",
            "本科生",
            "留学生",
            "关门弟子",
            "曾指导学生",
            "往届学生",
        ],
        &[Stated::Turned(Kind::MentorOf)],
    ),
    told(
        &[
            "共同作者",
            "共同署名",
            "论文合作者",
            "论文合著",
            "论文共同作者",
            "共同第一作者",
            "共同通讯作者",
            "通讯作者",
            "第一作者",
            "合写",
            "合编",
            "共同发明人",
            "共同发明",
            "专利共同发明人",
            "专利合作",
            "项目合作者",
            "项目组成员",
            "课题合作者",
            "课题组成员",
            "同一课题组",
            "同一项目组",
            "合作者关系",
            "合作发表论文",
            "合作论文",
            "合作发表",
            "合作申报",
            "合作研究者",
            "合作课题",
            "合作人",
            "学术合作",
            "研究合作",
            "共同研究",
            "共同承担课题",
            "共同获奖",
            "联合申报",
            "联合研究",
            "合作出版",
            "合著作者",
            "合著关系",
            "共同完成人",
            "成果共同完成人",
            "主要合作者",
        ],
        &[Stated::Fact(Kind::CoauthorOf)],
    ),
    told(
        &[
            "有利益冲突",
            "有利害",
            "利害",
            "存在利益关系",
            "存在关联",
            "存在关联关系",
            "有关联",
            "有关联关系",
            "利益往来",
            "资金往来",
            "经济往来",
            "经济利益",
            "经济关系",
            "商业往来",
            "商业关系",
            "业务往来",
            "业务关系",
            "业务联系",
            "债权债务",
            "债权人",
            "债务人",
            "债权",
            "债务",
            "债务关系",
            "借款",
            "借贷",
            "借贷关系",
            "担保",
            "抵押",
            "诉讼",
            "纠纷",
            "有纠纷",
            "仲裁",
            "租赁",
            "买卖",
            "买卖关系",
            "合同关系",
            "其他关系",
            "其他",
            "可能影响公正",
            "可能影响公正评审",
            "影响公正",
            "个人原因回避",
            "申请不参加评审",
            "建议回避",
            "拟回避",
            "请回避",
            "要求回避",
            "主动申请回避",
            "本人申请回避",
            "申明回避",
            "声明回避",
            "自行申请回避",
            "回避申请",
            "有矛盾",
            "有过节",
            "个人恩怨",
            "恩怨",
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

/// Relations that no rule covers.
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
    "上下级",
    "上下级关系",
    "领导",
    "直接领导",
    "原领导",
    "老领导",
    "部下",
    "老部下",
    "部属",
    "秘书",
    "助手",
    "助理",
    "搭档",
    "老同学",
    "同班",
    "同级",
    "同届",
    "同系",
    "同专业",
    "同校",
    "师出同门",
    "同一导师",
    "师门",
    "推荐人",
    "介绍人",
    "担保人",
    "引荐人",
    "生意伙伴",
    "商业伙伴",
    "老同事",
    "曾共事",
    "共事",
    "同一单位",
    "同一部门",
    "同科室",
    "同乡会",
    "发小",
    "闺蜜",
    "好朋友",
    "老朋友",
    "老战友",
    "球友",
    "棋友",
    "牌友",
    "微信好友",
    "认识",
    "相识",
    "熟悉",
    "面识",
    "老师的学生",
    "检测",
    "检验",
    "验收",
    "鉴定",
    "评估",
    "监理",
    "认证",
    "认证机构",
    "检测机构",
    "审核员",
    "曾审核过",
    "曾评审过",
    "现场评审",
    "现场审核",
    "参加过评审",
    "同一党支部",
    "同一民主党派",
    "同一专家组",
    "同一标委会",
    "标委会同事",
    "同一委员会",
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

/// The statement of a word that is the name of a kind itself.
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

/// The meaning of a cell of relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// These facts, and whether the user should be told how the word was understood.
    States(Vec<Stated>, bool),
    /// A relation that no rule covers.
    Uncovered,
}

/// Parses a word, or several (`董事、股东`). `None` for unknown words.
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

/// Words before and after a relation that do not change its meaning.
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
    if let Some(share) = share_of(text) {
        // 持股60%: more than half means control.
        let control: &[Stated] = match share > 50.0 {
            true => &[Stated::Controls],
            false => &[Stated::Fact(Kind::ShareholderOf)],
        };
        return Some(Meaning::States(control.to_vec(), true));
    }
    let whole = fold(text);
    let found = [whole.clone(), fold(inner)].into_iter().find_map(|word| {
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
    });
    found.or_else(|| {
        // Only for words not listed themselves: 子公司 contains 子 but is no child.
        let job = is_relatives_job(&whole);
        job.then(|| Meaning::States(vec![Stated::Fact(Kind::KinOf)], true))
    })
}

/// The percentage of a word such as `持股60%`, `占股 5％以上`; `None` for other words.
fn share_of(text: &str) -> Option<f64> {
    const WORDS: [&str; 12] = [
        "持股",
        "持股比例",
        "控股",
        "股东",
        "占股",
        "出资",
        "参股",
        "股权",
        "持有股份",
        "股份",
        "入股",
        "投资",
    ];
    let folded = crate::model::words::plain(text);
    let (front, _) = folded.split_once('%')?;
    let word = front.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let share = front[word.len()..].parse().ok()?;
    let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let bare = bare.trim_end_matches(['约', '达', '为', '占']);
    (bare.is_empty() || WORDS.contains(&bare)).then_some(share)
}

/// Whether a word says where a relative works, or what the relative owns or runs: `配偶任职`,
/// `儿子在该公司工作`, `亲属为股东`.
fn is_relatives_job(folded: &str) -> bool {
    const WHO: [&str; 46] = [
        "直系亲属",
        "近亲属",
        "旁系亲属",
        "亲属",
        "家属",
        "家人",
        "亲戚",
        "配偶",
        "爱人",
        "妻子",
        "丈夫",
        "妻",
        "夫",
        "父亲",
        "母亲",
        "父母",
        "父",
        "母",
        "儿子",
        "女儿",
        "子女",
        "孩子",
        "子",
        "女",
        "哥哥",
        "弟弟",
        "姐姐",
        "妹妹",
        "兄弟",
        "姐妹",
        "兄",
        "弟",
        "姐",
        "妹",
        "岳父",
        "岳母",
        "女婿",
        "儿媳",
        "侄子",
        "侄女",
        "外甥",
        "外甥女",
        "表兄",
        "表弟",
        "堂兄",
        "堂弟",
    ];
    const DOES: [&str; 25] = [
        "任职",
        "工作",
        "在职",
        "就职",
        "供职",
        "上班",
        "任职单位",
        "工作单位",
        "单位",
        "所在单位",
        "公司",
        "持股",
        "股东",
        "高管",
        "董事",
        "监事",
        "总经理",
        "经理",
        "负责人",
        "法人",
        "法定代表人",
        "职工",
        "员工",
        "该单位",
        "兼职",
    ];
    let mut who = WHO.iter().filter_map(|who| folded.strip_prefix(who));
    who.any(|rest| {
        let one = folded.chars().count() == rest.chars().count() + 1;
        let own = ["任职", "工作", "在职", "就职", "持股"].contains(&rest);
        own || !one && DOES.iter().any(|does| rest.ends_with(does))
    })
}

fn looked_up(word: &str, exact: bool) -> Option<Meaning> {
    if let Some((stated, told)) = KNOWN.stated.get(word) {
        return Some(Meaning::States(stated.to_vec(), *told || !exact));
    }
    let uncovered = KNOWN.uncovered.iter().any(|own| own == word);
    uncovered.then_some(Meaning::Uncovered)
}

/// Whether a name looks like an organization's rather than a person's.
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

/// Readings of words, collected while a table is read.
#[derive(Debug, Default)]
pub(super) struct Heard {
    words: BTreeMap<String, (Place, Vec<Stated>, usize)>,
}

impl Heard {
    /// Records a word whose reading should be reported.
    pub(super) fn note(&mut self, word: &str, stated: &[Stated], place: Place) {
        let entry = self.words.entry(word.to_owned());
        entry.or_insert_with(|| (place, stated.to_vec(), 0)).2 += 1;
    }

    /// Reports each word once, with the relations it was read as.
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
                    "If this is wrong, write one of the listed relations, or swap subject and object"
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
        // A word that demands a recusal must never be read as a waiver.
        assert_eq!(facts("回避"), [Fact(Kind::Declared)]);
    }

    #[test]
    fn shares_and_relatives_jobs_are_read() {
        use Stated::{Controls, Fact};
        for (text, stated) in [
            ("持股5%", Fact(Kind::ShareholderOf)),
            ("持股 60％", Controls),
            ("控股100%", Controls),
            ("股东（5%）", Fact(Kind::ShareholderOf)),
            ("配偶任职", Fact(Kind::KinOf)),
            ("儿子在该公司工作", Fact(Kind::KinOf)),
            ("亲属为股东", Fact(Kind::KinOf)),
            ("小股东", Fact(Kind::ShareholderOf)),
            ("受益人", Fact(Kind::ShareholderOf)),
            ("前员工", Fact(Kind::FormerlyEmployedBy)),
            ("经销商", Stated::Turned(Kind::Supplies)),
            ("亲家", Fact(Kind::KinOf)),
            ("共同作者", Fact(Kind::CoauthorOf)),
        ] {
            assert_eq!(facts(text), [stated], "{text}");
        }
        for text in ["战友", "老乡", "上下级", "师兄弟", "同门"] {
            assert_eq!(meaning(text), Some(Meaning::Uncovered), "{text}");
        }
        for text in [
            "非股东",
            "未任职",
            "无亲属关系",
            "无利害关系",
            "不存在利害关系",
        ] {
            assert_eq!(meaning(text), None, "{text}");
        }
    }

    #[test]
    fn ties_that_no_rule_covers_are_known_as_such() {
        for text in ["同学", "大学同学", "曾同事", "同门", "同学关系"] {
            assert_eq!(meaning(text), Some(Meaning::Uncovered), "{text}");
        }
        assert_eq!(facts("同学、顾问"), [Stated::Fact(Kind::Advises)]);
        for text in ["有渊源", "employd_by", "", "甲、乙"] {
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
