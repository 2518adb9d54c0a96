//! The table `groups`: themes of groups requested by the office.

use super::findings::Findings;
use super::ids::Ids;
use super::sheet::table::Table;
use super::submissions::categories;
use super::taxa::Taxa;
use crate::model::Theme;

/// Reads all themes and their ids.
pub(super) fn read(table: &Table<'_>, taxa: &Taxa, findings: &mut Findings) -> (Vec<Theme>, Ids) {
    let [id, name, industries, domains, scopes] =
        ["id", "name", "industries", "domains", "categories"].map(|key| table.column(key));
    let mut themes = Vec::new();
    let mut ids = Ids::default();
    for row in table.rows() {
        let own = row.own_id(id, findings);
        let theme = Theme {
            id: own.clone().unwrap_or_default(),
            name: row.text(name, findings),
            industries: taxa.industries(&row, industries, findings),
            domains: taxa.domains(&row, domains, findings),
            categories: categories(&row, scopes, findings),
            place: row.place(),
        };
        if own.is_some() {
            ids.add(&theme.id, &row, id, findings);
            themes.push(theme);
        }
    }
    (themes, ids)
}
