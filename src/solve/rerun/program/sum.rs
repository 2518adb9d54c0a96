//! Sums of variables.

use crate::solve::rule::Column;

/// A sum of variables with factors, and a constant.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sum {
    /// Each variable once.
    pub terms: Vec<(Column, f64)>,
    pub constant: f64,
}

impl Sum {
    /// A constant alone.
    pub fn of(constant: f64) -> Self {
        Self {
            terms: Vec::new(),
            constant,
        }
    }

    /// The same with some variables more.
    #[must_use]
    pub fn plus(mut self, columns: impl IntoIterator<Item = Column>, factor: f64) -> Self {
        for column in columns {
            match self.terms.iter_mut().find(|(known, _)| *known == column) {
                Some((_, sum)) => *sum += factor,
                None => self.terms.push((column, factor)),
            }
        }
        self.terms.retain(|(_, factor)| *factor != 0.0);
        self
    }

    /// The least that the sum can be, whatever the rows say; the variables lie within 0 and 1.
    pub fn least(&self) -> f64 {
        let negative = self.terms.iter().map(|(_, factor)| factor.min(0.0));
        self.constant + negative.sum::<f64>()
    }

    /// The sum at certain values of all variables.
    pub fn at(&self, values: &[f64]) -> f64 {
        let terms = self.terms.iter();
        let sum: f64 = terms
            .map(|(column, factor)| values[column.at()] * factor)
            .sum();
        sum + self.constant
    }
}
