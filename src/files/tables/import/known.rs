//! The people who have ids.

/// Somebody who was given an id by an earlier import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The id.
    pub(super) id: String,
    /// The name as written.
    pub(super) name: String,
    /// The employer as written.
    pub(super) employer: String,
}

impl Known {
    /// Everybody in `ids.csv`; rows that are none are left out.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let rows = reader.records().filter_map(Result::ok);
        let own = rows.filter_map(|row| {
            let cell = |at: usize| row.get(at).unwrap_or_default();
            let [id, name, employer] =
                [0, 1, 2].map(|at| crate::model::words::taken_back(cell(at)).trim().to_owned());
            (!id.is_empty()).then_some(Self { id, name, employer })
        });
        own.collect()
    }
}
