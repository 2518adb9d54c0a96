//! A mixed-integer linear model as plain data, free of any solver.

/// A column (decision variable) of a [`Linear`] model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(pub u32);

impl Column {
    /// The position in [`Linear::columns`].
    #[inline]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// Bounds, cost and kind of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColumnSpec {
    /// Smallest value.
    pub lower: f64,
    /// Largest value.
    pub upper: f64,
    /// Coefficient in the objective, which is maximised.
    pub cost: f64,
    /// Whether only whole values are allowed.
    pub integer: bool,
}

/// One linear constraint: `lower <= sum of coefficient x column <= upper`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Smallest value of the sum; may be negative infinity.
    pub lower: f64,
    /// Largest value of the sum; may be infinity.
    pub upper: f64,
    /// Columns with their coefficients, each column once.
    pub terms: Vec<(Column, f64)>,
}

/// A model: maximise the cost of the columns under the rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linear {
    /// The columns.
    pub columns: Vec<ColumnSpec>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Linear {
    /// Adds a column of 0 or 1.
    pub fn binary(&mut self) -> Column {
        self.column(0.0, 1.0, true)
    }

    /// Adds a column with cost 0.
    pub fn column(&mut self, lower: f64, upper: f64, integer: bool) -> Column {
        let next = u32::try_from(self.columns.len()).expect("models of 2^32 columns are refused");
        self.columns.push(ColumnSpec {
            lower,
            upper,
            cost: 0.0,
            integer,
        });
        Column(next)
    }

    /// Fixes a column to one value.
    pub fn fix(&mut self, column: Column, value: f64) {
        let spec = &mut self.columns[column.at()];
        (spec.lower, spec.upper) = (value, value);
    }

    /// Demands that the sum is at most `upper`.
    pub fn at_most(&mut self, terms: impl IntoIterator<Item = (Column, f64)>, upper: f64) {
        self.row(f64::NEG_INFINITY, upper, terms);
    }

    /// Demands that the sum is at least `lower`.
    pub fn at_least(&mut self, terms: impl IntoIterator<Item = (Column, f64)>, lower: f64) {
        self.row(lower, f64::INFINITY, terms);
    }

    /// Demands that the sum is exactly `value`.
    pub fn exactly(&mut self, terms: impl IntoIterator<Item = (Column, f64)>, value: f64) {
        self.row(value, value, terms);
    }

    /// Demands that the sum lies between two values. A row without terms is kept only where it
    /// cannot hold, so that the model is infeasible as it must be.
    pub fn row(&mut self, lower: f64, upper: f64, terms: impl IntoIterator<Item = (Column, f64)>) {
        let terms: Vec<(Column, f64)> = terms.into_iter().collect();
        if terms.is_empty() && lower <= 0.0 && upper >= 0.0 {
            return;
        }
        self.rows.push(Row {
            lower,
            upper,
            terms,
        });
    }

    /// Returns the number of coefficients: what time and memory of a solver grow with.
    pub fn coefficients(&self) -> usize {
        self.rows.iter().map(|row| row.terms.len()).sum()
    }

    /// Returns the objective at `values`.
    pub fn objective(&self, values: &[f64]) -> f64 {
        let costs = self.columns.iter().zip(values);
        costs.map(|(column, value)| column.cost * value).sum()
    }

    /// Whether `values` keeps every bound, row and integrality within `tolerance`.
    pub fn admits(&self, values: &[f64], tolerance: f64) -> bool {
        let within = |value: f64, lower: f64, upper: f64| {
            value >= lower - tolerance && value <= upper + tolerance
        };
        values.len() == self.columns.len()
            && self.columns.iter().zip(values).all(|(column, &value)| {
                within(value, column.lower, column.upper)
                    && (!column.integer || (value - value.round()).abs() <= tolerance)
            })
            && self.rows.iter().all(|row| {
                let terms = row.terms.iter();
                let sum: f64 = terms
                    .map(|&(column, factor)| factor * values[column.at()])
                    .sum();
                within(sum, row.lower, row.upper)
            })
    }
}
