//! The tables that a template may ask for, with their columns, and the parts that are repeated.

use super::fields::{EXPERT, GROUP};
use super::holder::{Loop, TableHolder};
use crate::model::settings::Words;

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $list:ident { $($zh:literal, $en:literal;)+ })+) => {
        $(
            $(#[doc = $doc])+
            pub(super) const $list: &[Words] = &[$(Words::new($zh, $en)),+];
        )+
    };
}

columns! {
    /// People.
    PEOPLE {
        "序号", "no."; "专家编号", "expert"; "姓名", "name"; "单位", "employer";
        "职称", "title"; "省份", "region"; "职务", "post"; "专业组", "group";
        "组号", "group id"; "评审项数", "reviews"; "手机", "phone"; "邮箱", "email";
        "通讯地址", "address"; "邮编", "postcode"; "开户行", "bank"; "账号", "account";
        "身份证号", "id number"; "劳务费", "fee"; "备注", "note";
    }
    /// Submissions.
    WORK {
        "序号", "no."; "申报编号", "submission"; "题目", "title"; "申报单位", "applicant";
        "推荐单位", "recommender"; "省份", "region"; "奖次", "tier"; "专业组", "group";
        "组号", "group id"; "评审专家", "reviewers"; "回避", "recused"; "日期", "day";
        "开始时间", "start"; "结束时间", "end";
    }
    /// Conflicts of interest.
    CONFLICT {
        "序号", "no."; "专家编号", "expert"; "姓名", "name"; "单位", "employer";
        "申报编号", "submission"; "申报单位", "applicant"; "情形", "kind"; "处理", "handling";
        "依据", "evidence";
    }
    /// Everybody's chance in a draw.
    CHANCE {
        "序号", "no."; "专家编号", "expert"; "姓名", "name"; "单位", "employer";
        "机会", "chance"; "结果", "result";
    }
    /// Refusals and who was drawn instead.
    REDRAW {
        "序号", "no."; "谢绝者", "declined"; "席位", "place"; "候选人数", "candidates";
        "补抽结果", "drawn";
    }
    /// Experts whose scores are awaited.
    MISSING {
        "序号", "no."; "专业组", "group"; "专家编号", "expert"; "姓名", "name";
        "单位", "employer"; "评分表", "sheet"; "未交项数", "missing"; "手机", "phone";
        "邮箱", "email";
    }
    /// Submissions that have left.
    LEFT {
        "序号", "no."; "申报编号", "submission"; "题目", "title"; "申报单位", "applicant";
        "阶段", "stage"; "原因", "reason"; "时间", "date";
    }
    /// The team for an objection.
    TEAM {
        "序号", "no."; "专家编号", "expert"; "姓名", "name"; "单位", "employer";
    }
    /// Files of the archive.
    FILE {
        "序号", "no."; "文件", "file"; "材料名称", "paper"; "校验值", "hash";
    }
}

macro_rules! tables {
    ($($list:ident = $zh:literal, $en:literal => $says_zh:literal, $says_en:literal, $columns:ident $(, $open:ident)?;)+) => {
        $(
            #[doc = $says_en]
            pub(super) const $list: TableHolder = TableHolder {
                name: Words::new($zh, $en),
                says: Words::new($says_zh, $says_en),
                columns: $columns,
                open: tables!(@ $($open)?),
            };
        )+
    };
    (@) => { false };
    (@ open) => { true };
}

tables! {
    COMMITTEE = "名单", "committee" => "评审委员会全体", "the whole committee", PEOPLE, open;
    APART = "组外人员", "apart" => "不在专业组的主任委员、副主任委员", "chair and vice chair outside the groups", PEOPLE, open;
    MEMBERS = "组员", "members" => "本组组员，组长在前", "members of the group, the leader first", PEOPLE, open;
    HELD = "本组申报", "group work" => "本组评审的申报", "submissions of the group", WORK;
    OWN_WORK = "评审任务", "tasks" => "由此人评审的申报", "submissions that the person reviews", WORK;
    RECUSED = "回避申报", "recused" => "此人须回避的申报", "submissions that the person is recused from", WORK;
    ADDED = "新增任务", "added" => "新增的评审任务", "submissions added", WORK;
    REMOVED = "取消任务", "removed" => "取消的评审任务", "submissions removed", WORK;
    ALL_WORK = "全部申报", "all work" => "全部申报及其专业组、评审专家", "all submissions with their groups and reviewers", WORK;
    SESSIONS = "日程", "sessions" => "答辩日程，按日期、专业组、时间", "hearings by day, group and time", WORK;
    REVIEW_TEAM = "复核人员", "team" => "建议的复核人员", "proposed team", TEAM;
    CHANCES = "机会", "chances" => "每人的机会", "each expert's chance", CHANCE;
    REDRAWS = "补抽", "redraws" => "谢绝与补抽", "refusals and redraws", REDRAW;
    CONFLICTS = "回避情况", "conflicts" => "本方案中起作用的回避，逐条附依据", "conflicts that the plan respects, each with its evidence", CONFLICT;
    PROPOSED = "公示名单", "publicity list" => "公示的申报", "submissions made public", WORK;
    ANNOUNCED = "公告名单", "final list" => "公告的申报", "submissions on the final list", WORK;
    WITHDRAWN = "撤出", "withdrawn" => "撤出的申报和原因", "submissions withdrawn, with reasons", LEFT;
    WAITING = "催交名单", "waiting" => "还没有交齐评分的专家", "experts with missing scores", MISSING, open;
    FILES = "目录", "files" => "全部文件及校验值", "all files with their hashes", FILE;
}

/// The parts that may be repeated, in every paper.
pub(super) const LOOPS: &[Loop] = &[
    Loop {
        name: Words::new("专业组", "group"),
        says: Words::new("每个专业组一次", "once for each group"),
        fields: &[GROUP],
        tables: &[MEMBERS, HELD],
    },
    Loop {
        name: Words::new("专家", "expert"),
        says: Words::new(
            "评审委员会每人一次",
            "once for each person of the committee",
        ),
        fields: &[EXPERT],
        tables: &[OWN_WORK, RECUSED],
    },
];
