//! The size of the shortlist as a person types it.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::window::native::Sent;
use crate::year::scoring::{Cut, Quota};
use serde::Deserialize;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(in crate::window::rooms) struct Asked {
    /// A number or a share; empty for none.
    pub(in crate::window::rooms) cut: String,
    /// `across` for one list over all groups.
    pub(in crate::window::rooms) quota: String,
}

impl Asked {
    /// What a form says.
    pub(in crate::window::rooms) fn of(sent: &Sent) -> Self {
        Self {
            cut: sent.get("cut").to_owned(),
            quota: sent.get("quota").to_owned(),
        }
    }

    /// The cut; `None` where nothing was typed.
    ///
    /// # Errors
    /// It is no number and no share, in words.
    pub(in crate::window::rooms) fn cut(&self) -> Result<Option<(Cut, Quota)>, Bilingual> {
        let wrong = |()| {
            bilingual!(
                "入围数应为大于 0 的项数（20）或比例（40%）。",
                "The size of the shortlist must be a number (20) or a share (40%) above 0."
            )
        };
        let quota = match self.is_across() {
            true => Quota::Across,
            false => Quota::ByGroup,
        };
        let cut = cut(&self.cut).map_err(wrong)?;
        Ok(cut.map(|cut| (cut, quota)))
    }

    /// Whether all groups are in one list.
    pub(in crate::window::rooms) fn is_across(&self) -> bool {
        self.quota == "across"
    }
}

fn cut(text: &str) -> Result<Option<Cut>, ()> {
    let plain = text.replace('％', "%");
    let plain = plain.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    match plain.strip_suffix('%') {
        Some(percent) => {
            let percent: f64 = percent.trim().parse().map_err(|_| ())?;
            let fits = percent > 0.0 && percent <= 100.0;
            fits.then_some(Some(Cut::Share(percent / 100.0))).ok_or(())
        }
        None => match plain.parse() {
            Ok(number) if number > 0 => Ok(Some(Cut::Number(number))),
            _ => Err(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::year::scoring::Cut;

    #[test]
    fn a_shortlist_is_a_number_or_a_share() {
        assert_eq!(cut(" "), Ok(None));
        assert_eq!(cut("20"), Ok(Some(Cut::Number(20))));
        assert_eq!(cut("40％"), Ok(Some(Cut::Share(0.4))));
        for wrong in ["0", "-1", "0%", "101%", "NaN%", "一半"] {
            assert_eq!(cut(wrong), Err(()), "{wrong}");
        }
    }
}
