//! The appendices of the page, and the foot line of its printed pages.

use super::Page;
use crate::bilingual;
use crate::model::words::Bilingual;
use std::fmt::Write as _;

/// An appendix: its place on the page and its title.
pub(super) struct Appendix {
    pub(super) id: &'static str,
    pub(super) name: String,
}

/// The appendices in their order.
fn all() -> [(&'static str, Bilingual); 6] {
    [
        (
            "groups",
            bilingual!(
                "附件一　专业组名单与评审分配",
                "Appendix 1: groups, members and reviews"
            ),
        ),
        (
            "conflicts",
            bilingual!(
                "附件二　回避明细与依据",
                "Appendix 2: conflicts of interest and their evidence"
            ),
        ),
        (
            "suspected",
            bilingual!(
                "附件三　疑似回避（须人工核实）",
                "Appendix 3: suspected conflicts (to be checked by hand)"
            ),
        ),
        (
            "coverage",
            bilingual!("附件四　覆盖与缺口", "Appendix 4: coverage and shortfalls"),
        ),
        (
            "loads",
            bilingual!("附件五　工作量与得分", "Appendix 5: loads and scores"),
        ),
        (
            "evidence",
            bilingual!(
                "附件六　计算结果、规则与依据",
                "Appendix 6: computation, rules and evidence"
            ),
        ),
    ]
}

impl Page<'_, '_> {
    pub(super) fn appendices(&self) -> Vec<Appendix> {
        let all = all().into_iter();
        all.map(|(id, name)| Appendix {
            id,
            name: self.say(&name),
        })
        .collect()
    }

    /// The title of an appendix.
    pub(super) fn appendix(&self, id: &str) -> String {
        let mut all = all().into_iter();
        let own = all.find(|(own, _)| *own == id);
        own.map_or_else(String::new, |(_, name)| self.say(&name))
    }

    /// Style rules that print on each page what it is, of which version, and its number.
    pub(super) fn foot_rules(&self) -> String {
        let (title, edition) = (css(&self.title()), css(&self.edition()));
        let secret = css(self.t("内部资料，注意保密", "Confidential"));
        let (before, between, after) = match self.lang {
            crate::model::words::Lang::Zh => ("第 ", " 页，共 ", " 页"),
            crate::model::words::Lang::En => ("Page ", " of ", ""),
        };
        let font =
            "font: 8pt \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif; color: #5f6b78;";
        format!(
            "@page {{\n@top-left {{ content: {title}; {font} }}\n@top-right {{ content: {secret}; {font} }}\n\
             @bottom-left {{ content: {edition}; {font} }}\n\
             @bottom-right {{ content: \"{before}\" counter(page) \"{between}\" counter(pages) \"{after}\"; {font} }}\n}}"
        )
    }
}

/// Text as a string of a style sheet. Everything but letters and digits is written by its number,
/// so that no text can end the string or the element.
fn css(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() => out.push(c),
            c if c.is_control() => {}
            c => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\{:x} ", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::css;

    #[test]
    fn no_text_leaves_its_string() {
        assert_eq!(css("2026 年度"), "\"2026\\20 年度\"");
        assert_eq!(css("</style>\"\\"), "\"\\3c \\2f style\\3e \\22 \\5c \"");
        assert_eq!(css("a\nb"), "\"ab\"");
    }
}
