//! Every word that a template may have between braces.

use super::kind::{Paper, Per};
use crate::model::settings::Words;

/// A placeholder: its name in both languages and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    /// Its names: what is written between the braces.
    pub name: Words,
    /// What takes its place.
    pub says: Words,
}

/// A table that a template may ask for.
#[derive(Debug, Clone, Copy)]
pub struct TableHolder {
    /// Its names.
    pub name: Words,
    /// What it lists.
    pub says: Words,
    /// Its columns.
    pub columns: &'static [Words],
    /// Whether the further columns of the contacts are columns of it, too.
    pub open: bool,
}

/// A part of a template that is repeated.
#[derive(Debug, Clone, Copy)]
pub struct Loop {
    /// Its names.
    pub name: Words,
    /// What it is repeated for.
    pub says: Words,
    /// Placeholders within it, besides those of the whole paper.
    pub fields: &'static [&'static [Placeholder]],
    /// Tables within it.
    pub tables: &'static [TableHolder],
}

const fn field(
    zh: &'static str,
    en: &'static str,
    says_zh: &'static str,
    says_en: &'static str,
) -> Placeholder {
    Placeholder {
        name: Words::new(zh, en),
        says: Words::new(says_zh, says_en),
    }
}

const fn column(zh: &'static str, en: &'static str) -> Words {
    Words::new(zh, en)
}

const fn table(
    zh: &'static str,
    en: &'static str,
    says_zh: &'static str,
    says_en: &'static str,
    columns: &'static [Words],
) -> TableHolder {
    TableHolder {
        name: Words::new(zh, en),
        says: Words::new(says_zh, says_en),
        columns,
        open: false,
    }
}

const fn open(table: TableHolder) -> TableHolder {
    TableHolder {
        open: true,
        ..table
    }
}

/// Placeholders of every paper.
pub const COMMON: &[Placeholder] = &[
    field(
        "奖项",
        "award",
        "奖项全称（award.name）",
        "full name of the award (award.name)",
    ),
    field(
        "标题头",
        "heading",
        "届次和全称，或年度和简称",
        "edition and full name, or year and short name",
    ),
    field("年度", "year", "年度", "year of the season"),
    field(
        "办公室",
        "office",
        "办公室名称（award.office）",
        "issuing office (award.office)",
    ),
    field(
        "联系方式",
        "contact",
        "联系人和电话（award.contact）",
        "contact of the office (award.contact)",
    ),
    field(
        "落款",
        "seal",
        "落款（award.seal）",
        "seal line (award.seal)",
    ),
    field(
        "日期",
        "date",
        "写文日期（--date）",
        "date of the paper (--date)",
    ),
    field(
        "办法",
        "measures",
        "办法名称（award.measures）",
        "name of the measures (award.measures)",
    ),
    field(
        "保密条款",
        "secrecy",
        "保密条款（award.secrecy_article）",
        "article on secrecy (award.secrecy_article)",
    ),
    field(
        "公示条款",
        "publicity article",
        "公示条款（award.publicity_article）",
        "article on publicity (award.publicity_article)",
    ),
    field(
        "评审时间",
        "days",
        "评审时间（award.days；答辩为日程中的日期）",
        "days of the review (award.days; of the defence, those of its timetable)",
    ),
    field(
        "评审地点",
        "place",
        "评审地点（award.place）",
        "place of the review (award.place)",
    ),
    field(
        "回执截止",
        "reply by",
        "回执截止（award.reply_by）",
        "day to reply by (award.reply_by)",
    ),
    field(
        "题目叫法",
        "work",
        "申报题目的叫法（award.work）",
        "what titles of submissions are called (award.work)",
    ),
    field(
        "轮次",
        "round",
        "“资料评审”或“答辩评审”",
        "paper review or defence",
    ),
    field("主任委员", "chair", "主任委员姓名", "name of the chair"),
    field(
        "副主任委员",
        "vice chair",
        "副主任委员姓名",
        "name of the vice chair",
    ),
    field("专业组数", "groups", "专业组数", "number of groups"),
    field(
        "专家人数",
        "people",
        "评审委员会人数",
        "number of people on the committee",
    ),
    field(
        "申报项数",
        "submissions",
        "评审的申报项数",
        "number of submissions reviewed",
    ),
    field(
        "版本",
        "version",
        "依据的方案版本",
        "version of the plan that the paper was made from",
    ),
    field(
        "方案",
        "plan",
        "方案文件的校验值（前 12 位）",
        "hash of the plan, first 12 digits",
    ),
    field("种子", "seed", "方案的随机种子", "random seed of the plan"),
    field(
        "文件夹",
        "folder",
        "年度文件夹的名称",
        "name of the season's folder",
    ),
];

/// Placeholders of one expert.
pub const EXPERT: &[Placeholder] = &[
    field("姓名", "name", "姓名", "name"),
    field("专家编号", "expert", "专家编号", "id of the expert"),
    field("单位", "employer", "工作单位", "employer"),
    field("职称", "title", "职称", "professional title"),
    field(
        "职务",
        "post",
        "在评审委员会的职务",
        "post on the committee",
    ),
    field(
        "专业组",
        "group",
        "所在专业组；不在组内的没有",
        "group; none for those outside groups",
    ),
    field("组号", "group id", "所在专业组的组号", "id of the group"),
    field("组长", "leader", "所在专业组的组长", "leader of the group"),
    field(
        "评审项数",
        "reviews",
        "评审的申报项数",
        "number of submissions to review",
    ),
    field("手机", "phone", "手机（通讯录）", "telephone (contacts)"),
    field("邮箱", "email", "邮箱（通讯录）", "e-mail (contacts)"),
    field(
        "通讯地址",
        "address",
        "通讯地址（通讯录）",
        "address (contacts)",
    ),
];

/// Placeholders of a change.
pub const CHANGE: &[Placeholder] = &[
    field(
        "原职务",
        "old post",
        "变动前的职务",
        "post before the change",
    ),
    field(
        "变动",
        "change",
        "变动的一句话",
        "the change in one sentence",
    ),
];

/// Placeholders of a group.
pub const GROUP: &[Placeholder] = &[
    field("专业组", "group", "组名", "name of the group"),
    field("组号", "group id", "组号", "id of the group"),
    field("组长", "leader", "组长姓名", "leader"),
    field(
        "组员人数",
        "members",
        "组员人数（含组长）",
        "number of members, leader included",
    ),
    field(
        "本组项数",
        "group submissions",
        "本组评审的申报项数",
        "number of submissions of the group",
    ),
    field(
        "开会日期",
        "group days",
        "答辩：本组的日期",
        "defence: days of the group",
    ),
];

/// Placeholders of a submission.
pub const SUBMISSION: &[Placeholder] = &[
    field("申报编号", "submission", "申报编号", "id of the submission"),
    field(
        "题目",
        "title of submission",
        "申报题目",
        "title of the submission",
    ),
    field("申报单位", "applicant", "申报单位", "applicant"),
    field("推荐单位", "recommender", "推荐单位", "recommending unit"),
];

/// Placeholders of a hearing.
pub const HEARING: &[Placeholder] = &[
    field("专业组", "group", "答辩的专业组", "group that hears it"),
    field("答辩日期", "day", "答辩日期", "day of the hearing"),
    field("开始时间", "start", "开始时间", "when it begins"),
    field("结束时间", "end", "结束时间", "when it ends"),
];

/// Placeholders of a draw.
pub const DRAW: &[Placeholder] = &[
    field("抽取时间", "draw time", "抽取时间", "time of the draw"),
    field("抽取种子", "draw seed", "公开的种子", "public seed"),
    field(
        "输入校验值",
        "draw inputs",
        "输入的校验值",
        "hash of the inputs",
    ),
    field(
        "可参加人数",
        "pool",
        "可参加的专家人数",
        "experts who could take part",
    ),
    field("抽取席位数", "places", "抽取的席位数", "places drawn"),
    field("备选方案数", "urn", "备选方案个数", "plans in the urn"),
    field(
        "抽中方案",
        "drawn plan",
        "抽中的方案序号",
        "number of the plan drawn",
    ),
];

/// Placeholders of publicity and results.
pub const OUTCOME: &[Placeholder] = &[
    field(
        "公示开始",
        "publicity from",
        "公示第一天",
        "first day of the publicity",
    ),
    field(
        "公示结束",
        "publicity to",
        "公示最后一天",
        "last day of the publicity",
    ),
    field(
        "名单项数",
        "listed",
        "名单上的申报项数",
        "number of submissions on the list",
    ),
    field(
        "奖次",
        "tiers",
        "各奖次的项数，如“质量奖 3 项，提名奖 5 项”；不分奖次则没有",
        "how many submissions each tier has; nothing where there are no tiers",
    ),
];

/// Placeholders of the sheet of fees.
pub const FEES: &[Placeholder] = &[field(
    "劳务费合计",
    "sum",
    "劳务费合计（每人都填了数才有）",
    "sum of the fees (only where all are numbers)",
)];

/// Placeholders of an objection.
pub const OBJECTION: &[Placeholder] = &[
    field("申报编号", "submission", "申报编号", "id of the submission"),
    field(
        "题目",
        "title of submission",
        "申报题目",
        "title of the submission",
    ),
    field("申报单位", "applicant", "申报单位", "applicant"),
    field(
        "复核人数",
        "team",
        "建议的复核人数",
        "size of the proposed team",
    ),
];

/// Columns of tables of people.
pub const PEOPLE_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("专家编号", "expert"),
    column("姓名", "name"),
    column("单位", "employer"),
    column("职称", "title"),
    column("省份", "region"),
    column("职务", "post"),
    column("专业组", "group"),
    column("组号", "group id"),
    column("评审项数", "reviews"),
    column("手机", "phone"),
    column("邮箱", "email"),
    column("通讯地址", "address"),
    column("邮编", "postcode"),
    column("开户行", "bank"),
    column("账号", "account"),
    column("身份证号", "id number"),
    column("劳务费", "fee"),
    column("备注", "note"),
];

/// Columns of tables of submissions.
pub const WORK_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("申报编号", "submission"),
    column("题目", "title"),
    column("申报单位", "applicant"),
    column("推荐单位", "recommender"),
    column("省份", "region"),
    column("奖次", "tier"),
    column("专业组", "group"),
    column("组号", "group id"),
    column("评审专家", "reviewers"),
    column("回避", "recused"),
    column("日期", "day"),
    column("开始时间", "start"),
    column("结束时间", "end"),
];

const CONFLICT_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("专家编号", "expert"),
    column("姓名", "name"),
    column("单位", "employer"),
    column("申报编号", "submission"),
    column("申报单位", "applicant"),
    column("情形", "kind"),
    column("处理", "handling"),
    column("依据", "evidence"),
];

const CHANCE_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("专家编号", "expert"),
    column("姓名", "name"),
    column("单位", "employer"),
    column("机会", "chance"),
    column("结果", "result"),
];

const REDRAW_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("谢绝者", "declined"),
    column("席位", "place"),
    column("候选人数", "candidates"),
    column("补抽结果", "drawn"),
];

const MISSING_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("专业组", "group"),
    column("专家编号", "expert"),
    column("姓名", "name"),
    column("单位", "employer"),
    column("评分表", "sheet"),
    column("未交项数", "missing"),
    column("手机", "phone"),
    column("邮箱", "email"),
];

const LEFT_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("申报编号", "submission"),
    column("题目", "title"),
    column("申报单位", "applicant"),
    column("阶段", "stage"),
    column("原因", "reason"),
    column("时间", "date"),
];

const TEAM_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("专家编号", "expert"),
    column("姓名", "name"),
    column("单位", "employer"),
];

const FILE_COLUMNS: &[Words] = &[
    column("序号", "no."),
    column("文件", "file"),
    column("材料名称", "paper"),
    column("校验值", "hash"),
];

const COMMITTEE: TableHolder = open(table(
    "名单",
    "committee",
    "评审委员会全体",
    "the whole committee",
    PEOPLE_COLUMNS,
));
const MEMBERS: TableHolder = open(table(
    "组员",
    "members",
    "本组组员，组长在前",
    "members of the group, the leader first",
    PEOPLE_COLUMNS,
));
const HELD: TableHolder = table(
    "本组申报",
    "group work",
    "本组评审的申报",
    "submissions of the group",
    WORK_COLUMNS,
);
const OWN_WORK: TableHolder = table(
    "评审任务",
    "tasks",
    "由此人评审的申报",
    "submissions that the person reviews",
    WORK_COLUMNS,
);
const RECUSED: TableHolder = table(
    "回避申报",
    "recused",
    "此人须回避的申报",
    "submissions that the person is recused from",
    WORK_COLUMNS,
);
const ADDED: TableHolder = table(
    "新增任务",
    "added",
    "新增的评审任务",
    "submissions added",
    WORK_COLUMNS,
);
const REMOVED: TableHolder = table(
    "取消任务",
    "removed",
    "取消的评审任务",
    "submissions removed",
    WORK_COLUMNS,
);
const ALL_WORK: TableHolder = table(
    "全部申报",
    "all work",
    "全部申报及其专业组、评审专家",
    "all submissions with their groups and reviewers",
    WORK_COLUMNS,
);
const SESSIONS: TableHolder = table(
    "日程",
    "sessions",
    "答辩日程，按日期、专业组、时间",
    "hearings by day, group and time",
    WORK_COLUMNS,
);

const EACH_GROUP: Loop = Loop {
    name: Words::new("专业组", "group"),
    says: Words::new("每个专业组一次", "once for each group"),
    fields: &[GROUP],
    tables: &[MEMBERS, HELD],
};
const EACH_EXPERT: Loop = Loop {
    name: Words::new("专家", "expert"),
    says: Words::new(
        "评审委员会每人一次",
        "once for each person of the committee",
    ),
    fields: &[EXPERT],
    tables: &[OWN_WORK, RECUSED],
};

/// What the templates of a paper may ask for.
#[derive(Debug, Clone, Copy)]
pub struct Offer {
    /// Its own placeholders, besides [`COMMON`].
    pub fields: &'static [&'static [Placeholder]],
    /// Its tables.
    pub tables: &'static [TableHolder],
    /// Its loops.
    pub loops: &'static [Loop],
}

/// What the templates of a paper may ask for.
pub fn offer(paper: Paper) -> Offer {
    let (fields, tables): (&[&[Placeholder]], &[TableHolder]) = match (paper, paper.per()) {
        (_, Per::Expert) => (&[EXPERT], &[OWN_WORK, RECUSED]),
        (_, Per::Change) => (&[EXPERT, CHANGE], &[OWN_WORK, RECUSED, ADDED, REMOVED]),
        (_, Per::Hearing) => (&[SUBMISSION, HEARING], &[]),
        (_, Per::Objection) => (
            &[OBJECTION],
            const {
                &[table(
                    "复核人员",
                    "team",
                    "建议的复核人员",
                    "proposed team",
                    TEAM_COLUMNS,
                )]
            },
        ),
        (Paper::Draw, _) => (
            &[DRAW],
            const {
                &[
                    COMMITTEE,
                    table(
                        "机会",
                        "chances",
                        "每人的机会",
                        "each expert's chance",
                        CHANCE_COLUMNS,
                    ),
                    table(
                        "补抽",
                        "redraws",
                        "谢绝与补抽",
                        "refusals and redraws",
                        REDRAW_COLUMNS,
                    ),
                ]
            },
        ),
        (Paper::Recusals, _) => (
            &[],
            const {
                &[
                    table(
                        "回避情况",
                        "conflicts",
                        "本方案中起作用的回避，逐条附依据",
                        "conflicts that the plan respects, each with its evidence",
                        CONFLICT_COLUMNS,
                    ),
                    ALL_WORK,
                ]
            },
        ),
        (Paper::Publicity, _) => (
            &[OUTCOME],
            const {
                &[table(
                    "公示名单",
                    "publicity list",
                    "公示的申报",
                    "submissions made public",
                    WORK_COLUMNS,
                )]
            },
        ),
        (Paper::Results, _) => (
            &[OUTCOME],
            const {
                &[
                    table(
                        "公告名单",
                        "final list",
                        "公告的申报",
                        "submissions on the final list",
                        WORK_COLUMNS,
                    ),
                    table(
                        "撤出",
                        "withdrawn",
                        "撤出的申报和原因",
                        "submissions withdrawn, with reasons",
                        LEFT_COLUMNS,
                    ),
                ]
            },
        ),
        (Paper::Progress, _) => (
            &[],
            const {
                &[open(table(
                    "催交名单",
                    "waiting",
                    "还没有交齐评分的专家",
                    "experts with missing scores",
                    MISSING_COLUMNS,
                ))]
            },
        ),
        (Paper::Fees, _) => (&[FEES], &[COMMITTEE]),
        (Paper::Archive, _) => (
            &[],
            const {
                &[table(
                    "目录",
                    "files",
                    "全部文件及校验值",
                    "all files with their hashes",
                    FILE_COLUMNS,
                )]
            },
        ),
        _ => (&[], &[COMMITTEE, ALL_WORK, SESSIONS]),
    };
    Offer {
        fields,
        tables,
        loops: &[EACH_GROUP, EACH_EXPERT],
    }
}
