//! Relations that the table of experts itself states, in columns such as 需回避单位 or 兼职单位.

use super::ends::{self, Relatives};
use super::known::Known;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::sheet::table::{Row, Table};
use crate::model::{Relation, RelationKind};

/// The columns, and the relation that an organization in each has to the expert of the row.
const COLUMNS: [(&str, RelationKind); 3] = [
    ("avoids", RelationKind::Declared),
    ("second_employers", RelationKind::EmployedBy),
    ("former_employers", RelationKind::FormerlyEmployedBy),
];

/// Whether the table has any of these columns.
pub(in crate::files::tables) fn states_relations(table: &Table<'_>) -> bool {
    let mut columns = COLUMNS.iter();
    columns.any(|(key, _)| table.has(table.column(key)))
}

/// Reads these columns; empty cells and words for nobody state nothing. Linear in the cells.
pub(in crate::files::tables) fn of_experts(
    table: &Table<'_>,
    known: &Known,
    findings: &mut Findings,
) -> Vec<Relation> {
    let id = table.column("id");
    let columns = COLUMNS.map(|(key, kind)| (table.column(key), kind));
    let mut relations = Vec::new();
    for row in table.rows() {
        for (column, kind) in columns {
            if table.has(column) {
                relations.extend(stated(&row, (id, column), kind, known, findings));
            }
        }
    }
    relations
}

fn stated(
    row: &Row<'_, '_>,
    (id, column): (usize, usize),
    kind: RelationKind,
    known: &Known,
    findings: &mut Findings,
) -> Vec<Relation> {
    let [subject, object] = [id, column].map(|at| row.text(at, findings));
    if subject.is_empty() || object.is_empty() || known.is_nobody(&object) {
        return Vec::new();
    }
    let cells = [(id, subject.as_str()), (column, object.as_str())];
    let mut own = Findings::default();
    let pairs = ends::read(kind, row, cells, known, &Relatives::default(), &mut own);
    // Several organizations in such a cell are usual.
    own.leave_out(&[ProblemCode::ReferenceTaken]);
    findings.take(own);
    let relation = |(subject, object)| Relation {
        subject,
        kind,
        object,
        since: None,
        until: None,
        note: String::new(),
        place: row.place_of(column),
    };
    pairs.into_iter().map(relation).collect()
}
