//! `rules.toml`.

use super::ProblemCode;
use super::findings::Findings;
use crate::bilingual;
use crate::model::{Place, Rules};

/// Reads the rules; what is wrong is noted and keeps its default.
pub(super) fn read(file: &str, text: &str, findings: &mut Findings) -> Rules {
    match toml::from_str(text) {
        Ok(rules) => rules,
        Err(error) => {
            let message = error.message().to_owned();
            findings.add(
                ProblemCode::RulesSyntax,
                Place::file(file),
                "",
                bilingual!(
                    "规则文件有误：{message}",
                    "The rules cannot be read: {message}"
                ),
                bilingual!("按示例改正", "Mend it"),
            );
            Rules::default()
        }
    }
}
