//! The placeholders that stand for one value: name in both languages, and what takes its place.

use super::holder::{Placeholder, field};

macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $list:ident { $($zh:literal, $en:literal => $says_zh:literal, $says_en:literal;)+ })+) => {
        $(
            $(#[doc = $doc])+
            pub const $list: &[Placeholder] = &[$(field([$zh, $en], [$says_zh, $says_en])),+];
        )+
    };
}

fields! {
    /// Placeholders of every paper.
    COMMON {
        "奖项", "award" => "奖项全称（award.name）", "full name of the award (award.name)";
        "标题头", "heading" => "届次和全称，或年度和简称", "edition and full name, or year and short name";
        "年度", "year" => "年度", "year of the season";
        "办公室", "office" => "办公室名称（award.office）", "issuing office (award.office)";
        "联系方式", "contact" => "联系人和电话（award.contact）", "contact of the office (award.contact)";
        "落款", "seal" => "落款（award.seal）", "seal line (award.seal)";
        "日期", "date" => "写文日期（--date）", "date of the paper (--date)";
        "办法", "measures" => "办法名称（award.measures）", "name of the measures (award.measures)";
        "保密条款", "secrecy" => "保密条款（award.secrecy_article）", "article on secrecy (award.secrecy_article)";
        "公示条款", "publicity article" => "公示条款（award.publicity_article）", "article on publicity (award.publicity_article)";
        "评审时间", "days" => "评审时间（award.days；答辩为日程中的日期）", "days of the review (award.days; of the defence, those of its timetable)";
        "评审地点", "place" => "评审地点（award.place）", "place of the review (award.place)";
        "回执截止", "reply by" => "回执截止（award.reply_by；过了的不写）", "day to reply by (award.reply_by; none once it is over)";
        "题目叫法", "work" => "申报题目的叫法（award.work）", "what titles of submissions are called (award.work)";
        "轮次", "round" => "“资料评审”或“答辩评审”", "paper review or defence";
        "主任委员", "chair" => "主任委员姓名", "name of the chair";
        "副主任委员", "vice chair" => "副主任委员姓名", "name of the vice chair";
        "专业组数", "groups" => "专业组数", "number of groups";
        "专家人数", "people" => "评审委员会人数", "number of people on the committee";
        "申报项数", "submissions" => "评审的申报项数", "number of submissions reviewed";
        "版本", "version" => "依据的方案版本", "version of the plan that the paper was made from";
        "方案", "plan" => "方案文件的校验值（前 12 位）", "hash of the plan, first 12 digits";
        "种子", "seed" => "方案的随机种子", "random seed of the plan";
        "文件夹", "folder" => "年度文件夹的名称", "name of the season's folder";
    }

    /// Placeholders of one expert.
    EXPERT {
        "姓名", "name" => "姓名", "name";
        "专家编号", "expert" => "专家编号", "id of the expert";
        "单位", "employer" => "工作单位", "employer";
        "职称", "title" => "职称", "professional title";
        "职务", "post" => "在评审委员会的职务", "post on the committee";
        "专业组", "group" => "所在专业组；不在组内的没有", "group; none for those outside groups";
        "组号", "group id" => "所在专业组的组号", "id of the group";
        "组长", "leader" => "所在专业组的组长；组长本人没有", "leader of the group; none for the leader";
        "评审项数", "reviews" => "评审的申报项数", "number of submissions to review";
        "手机", "phone" => "手机（通讯录）", "telephone (contacts)";
        "邮箱", "email" => "邮箱（通讯录）", "e-mail (contacts)";
        "通讯地址", "address" => "通讯地址（通讯录）", "address (contacts)";
    }

    /// Placeholders of a change.
    CHANGE {
        "原职务", "old post" => "变动前的职务", "post before the change";
        "变动", "change" => "变动的一句话", "the change in one sentence";
    }

    /// Placeholders of a group.
    GROUP {
        "专业组", "group" => "组名", "name of the group";
        "组号", "group id" => "组号", "id of the group";
        "组长", "leader" => "组长姓名", "leader";
        "组员人数", "members" => "组员人数（含组长）", "number of members, leader included";
        "本组项数", "group submissions" => "本组评审的申报项数", "number of submissions of the group";
        "开会日期", "group days" => "答辩：本组的日期", "defence: days of the group";
    }

    /// Placeholders of a submission.
    SUBMISSION {
        "申报编号", "submission" => "申报编号", "id of the submission";
        "题目", "title of submission" => "申报题目", "title of the submission";
        "申报单位", "applicant" => "申报单位", "applicant";
        "推荐单位", "recommender" => "推荐单位", "recommending unit";
    }

    /// Placeholders of a hearing.
    HEARING {
        "专业组", "group" => "答辩的专业组", "group that hears it";
        "答辩日期", "day" => "答辩日期", "day of the hearing";
        "开始时间", "start" => "开始时间", "when it begins";
        "结束时间", "end" => "结束时间", "when it ends";
    }

    /// Placeholders of a draw.
    DRAW {
        "抽取时间", "draw time" => "抽取时间", "time of the draw";
        "抽取种子", "draw seed" => "公开的种子", "public seed";
        "输入校验值", "draw inputs" => "输入的校验值", "hash of the inputs";
        "可参加人数", "pool" => "可参加的专家人数", "experts who could take part";
        "抽取席位数", "places" => "抽取的席位数", "places drawn";
        "备选方案数", "urn" => "备选方案个数", "plans in the urn";
        "抽中方案", "drawn plan" => "抽中的方案序号", "number of the plan drawn";
    }

    /// Placeholders of publicity and results.
    OUTCOME {
        "公示开始", "publicity from" => "公示第一天", "first day of the publicity";
        "公示结束", "publicity to" => "公示最后一天", "last day of the publicity";
        "名单项数", "listed" => "名单上的申报项数", "number of submissions on the list";
        "奖次", "tiers" => "各奖次的项数，如“质量奖 3 项，提名奖 5 项”；不分奖次则没有", "how many submissions each tier has; nothing where there are no tiers";
    }

    /// Placeholders of the sheet of fees.
    FEES {
        "劳务费合计", "sum" => "劳务费合计（每人都填了数才有）", "sum of the fees (only where all are numbers)";
    }

    /// Placeholders of an objection.
    OBJECTION {
        "申报编号", "submission" => "申报编号", "id of the submission";
        "题目", "title of submission" => "申报题目", "title of the submission";
        "申报单位", "applicant" => "申报单位", "applicant";
        "复核人数", "team" => "建议的复核人数", "size of the proposed team";
    }
}
