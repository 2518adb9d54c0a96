//! Proven upper limits of what any plan can reach.

mod transport;

pub use transport::relax;
