//! The library's errors as exceptions.

use empanel::{Error, Lang};
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyOSError, PyValueError};
use pyo3::prelude::*;

create_exception!(
    empanel,
    InputError,
    PyValueError,
    "Invalid tables, arguments or plan; the message lists every problem with its place."
);
create_exception!(
    empanel,
    InfeasibleError,
    PyException,
    "It is proven that nothing satisfies the hard rules; the message gives the reasons."
);
create_exception!(
    empanel,
    NotFoundError,
    PyException,
    "Nothing was found within the time, and it is not proven that there is nothing."
);
create_exception!(
    empanel,
    BrokenRuleError,
    PyException,
    "The independent checker found broken rules."
);

/// Adds the exceptions to the module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("InputError", py.get_type::<InputError>())?;
    module.add("InfeasibleError", py.get_type::<InfeasibleError>())?;
    module.add("NotFoundError", py.get_type::<NotFoundError>())?;
    module.add("BrokenRuleError", py.get_type::<BrokenRuleError>())
}

/// The exception for an error of the library.
pub fn raised(error: &Error, language: Lang) -> PyErr {
    let words = error.say(language);
    match error {
        Error::Input(_) | Error::Unknown(_) => InputError::new_err(words),
        Error::Impossible(_) | Error::Frozen { proven: true } => InfeasibleError::new_err(words),
        Error::NotFound { .. } | Error::Frozen { proven: false } => NotFoundError::new_err(words),
        Error::Broken(_) => BrokenRuleError::new_err(words),
        _ => PyOSError::new_err(words),
    }
}

/// A language by its code.
pub fn language(code: &str) -> PyResult<Lang> {
    match code {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        other => Err(PyValueError::new_err(format!(
            "language must be 'zh' or 'en', not {other:?}"
        ))),
    }
}
