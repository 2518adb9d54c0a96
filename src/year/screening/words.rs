//! Texts of the form check.

use super::document::Conclusion;
use crate::bilingual;
use crate::model::Condition;
use crate::model::words::Bilingual;

/// A condition and its article.
pub(super) fn condition(condition: Condition) -> Bilingual {
    match condition {
        Condition::LegalPerson => bilingual!("独立法人资格", "legal person"),
        Condition::Profitable => bilingual!("近三年连续盈利", "profitable in the last three years"),
        Condition::NoBreach => bilingual!(
            "诚信、质量、安全、环保无违法违规",
            "no breach in credit, quality, safety or environment"
        ),
        Condition::Mature => bilingual!("方法已在本单位成熟应用", "method in mature use"),
        Condition::Consents => bilingual!("同意参与分享交流", "consent to share"),
    }
}

/// The conclusion in words.
pub(super) fn conclusion(conclusion: Conclusion) -> Bilingual {
    match conclusion {
        Conclusion::Passed => bilingual!("通过", "passed"),
        Conclusion::Pending => bilingual!("待补正", "pending"),
        Conclusion::Failed => bilingual!("不通过", "failed"),
    }
}
