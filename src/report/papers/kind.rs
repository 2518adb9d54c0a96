//! The papers that an office files, one entry each.

use crate::model::settings::Words;
use crate::model::words::{Bilingual, Lang, folded};

/// For whom a paper is made: one file in all, or one for each of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// One file.
    Whole,
    /// One for each expert of the committee, and one with all of them to print.
    Expert,
    /// One for each person whom a change concerns, and one with all of them.
    Change,
    /// One for each submission that is heard, and one with all of them.
    Hearing,
    /// One for each objection.
    Objection,
}

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A document, .docx.
    Word,
    /// A workbook, .xlsx.
    Book,
}

macro_rules! papers {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal, $zh:literal, $en:literal, $per:ident, $form:ident;)+) => {
        /// A paper.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Paper {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Paper {
            /// Every paper, the most needed first.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its key, for scripts and for plain file names.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// Its name.
            pub fn words(self) -> Words {
                match self { $(Self::$name => Words::new($zh, $en),)+ }
            }

            /// For whom it is made.
            pub fn per(self) -> Per {
                match self { $(Self::$name => Per::$per,)+ }
            }

            /// The kind of its files.
            pub fn form(self) -> Form {
                match self { $(Self::$name => Form::$form,)+ }
            }

            /// The template that is used where the office has none of its own.
            pub(super) fn built_in(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$name, Lang::Zh) => include_str!(concat!("built_in/zh/", $key, ".txt")),
                        (Self::$name, Lang::En) => include_str!(concat!("built_in/en/", $key, ".txt")),
                    )+
                }
            }
        }
    };
}

papers! {
    /// 邀请函
    Invitation = "invitation", "邀请函", "Invitations", Expert, Word;
    /// 聘书
    Appointment = "appointment", "聘书", "Letters of appointment", Expert, Word;
    /// 评审委员会名单
    Committee = "committee", "评审委员会名单", "Committee list", Whole, Word;
    /// 专业组分组名单
    Groups = "groups", "专业组分组名单", "Group lists", Whole, Word;
    /// 申报材料分配表
    Tasks = "tasks", "申报材料分配表", "Distribution of submissions", Whole, Book;
    /// 回避与保密承诺书
    Pledge = "pledge", "回避与保密承诺书", "Pledges of recusal and secrecy", Expert, Word;
    /// 签到表
    Attendance = "attendance", "签到表", "Attendance sheets", Whole, Word;
    /// 席卡
    Cards = "cards", "席卡", "Name cards", Whole, Word;
    /// 标签
    Labels = "labels", "标签", "Labels", Whole, Word;
    /// 通讯录
    Contacts = "contacts", "通讯录", "Contacts", Whole, Book;
    /// 评审进度与催交名单
    Progress = "progress", "评审进度与催交名单", "Progress and reminders", Whole, Book;
    /// 会议手册
    Handbook = "handbook", "会议手册", "Handbook of the meeting", Whole, Word;
    /// 劳务费发放表
    Fees = "fees", "劳务费发放表", "Fees", Whole, Book;
    /// 更换通知
    Change = "change", "更换通知", "Notices of change", Change, Word;
    /// 递补通知
    Joining = "joining", "递补通知", "Notices to those who join", Change, Word;
    /// 致谢函
    Thanks = "thanks", "致谢函", "Letters of thanks", Change, Word;
    /// 答辩日程
    Schedule = "schedule", "答辩日程", "Timetable of the defence", Whole, Word;
    /// 答辩通知
    Hearing = "hearing", "答辩通知", "Notices of hearing", Hearing, Word;
    /// 抽取记录
    Draw = "draw", "抽取记录", "Record of the draw", Whole, Word;
    /// 回避情况说明
    Recusals = "recusals", "回避情况说明", "Statement on recusals", Whole, Word;
    /// 公示
    Publicity = "publicity", "公示", "Announcement for publicity", Whole, Word;
    /// 结果公告
    Results = "results", "结果公告", "Announcement of results", Whole, Word;
    /// 异议处理记录
    Objection = "objection", "异议处理记录", "Records of objections", Objection, Word;
    /// 归档目录
    Archive = "archive", "归档目录", "Archive index", Whole, Word;
}

impl Paper {
    /// The paper of a key or a name in either language.
    pub fn named(word: &str) -> Option<Self> {
        let wanted = folded(word.trim());
        let is = |own: &&Self| {
            let words = own.words();
            [own.key(), words.zh, words.en]
                .iter()
                .any(|name| folded(name) == wanted)
        };
        Self::ALL.iter().find(is).copied()
    }

    /// Its name as a message.
    pub fn name(self) -> Bilingual {
        self.words().say()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn papers_are_found_by_key_and_name() {
        let keys: BTreeSet<&str> = Paper::ALL.iter().map(|own| own.key()).collect();
        assert_eq!(keys.len(), Paper::ALL.len());
        for own in Paper::ALL {
            for word in [own.key(), own.words().zh, own.words().en] {
                assert_eq!(Paper::named(word), Some(*own), "{word}");
            }
        }
        assert_eq!(Paper::named(" 邀请函 "), Some(Paper::Invitation));
        assert_eq!(Paper::named("passport"), None);
    }
}
