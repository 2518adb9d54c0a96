//! What all messages share. Rules, problems and tables keep their own texts next to their code, as
//! [`Bilingual`] values.

mod bilingual;
mod contacts;
mod file_names;
mod fold;
mod formula;
mod hash;
mod hidden;
mod invisible;
mod lang;
mod name;
mod refused;
mod text_table;

pub use bilingual::Bilingual;
pub use contacts::{contacts, contacts_among_codes, is_telephone, without_contacts};
pub use file_names::FileNames;
pub use fold::folded;
pub use formula::{harmless, taken_back};
pub use hash::sha256;
pub use hidden::{Hidden, private_parts, without};
pub use invisible::{is_unseen, reveal};
pub use lang::Lang;
pub use name::{DOT, person_key, plain, simplified};
pub use refused::refused;
pub use text_table::{Shown, TextColumn, TextTable};

/// The first few of some ids, with a mark if there are more.
pub fn listed(ids: &[&str]) -> String {
    const NAMED: usize = 5;
    let named = ids[..ids.len().min(NAMED)].join(" ");
    let more = if ids.len() > NAMED { " …" } else { "" };
    format!("{named}{more}")
}

/// A number rounded to `places` decimals for display; negative zero becomes 0.
pub fn shown(value: f64, places: usize) -> f64 {
    let half = 0.5 * 0.1_f64.powi(i32::try_from(places).unwrap_or(i32::MAX));
    if value.abs() <= half { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn zero_has_no_sign() {
        let three = |value| format!("{:.3}", shown(value, 3));
        assert_eq!(three(-0.0), "0.000");
        assert_eq!(three(-0.000_4), "0.000");
        assert_eq!(three(-0.000_6), "-0.001");
        assert_eq!(three(0.25), "0.250");
    }
}
