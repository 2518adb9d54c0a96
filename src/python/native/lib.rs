//! `empanel._native`: what the Python package calls. Arrays and shapes are checked in Python, where
//! the words of an error know the argument; ids, rules and proofs are the library's.

mod assign;
mod error;
mod plan;
mod program;
mod season;
mod watch;

use pyo3::prelude::*;

/// The module.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(assign::assign, module)?)?;
    module.add_function(wrap_pyfunction!(season::read, module)?)?;
    module.add_function(wrap_pyfunction!(season::read_plan, module)?)?;
    module.add_function(wrap_pyfunction!(program::run, module)?)?;
    module.add_class::<season::Season>()?;
    module.add_class::<plan::Plan>()?;
    error::register(module)
}
