//! The documentation agrees with the program.
#![allow(missing_docs)]

mod documented;
mod links;
