//! The two languages in which the program speaks. Every rule, problem and table keeps its own
//! words beside its own code, as [`Bilingual`] values; this room holds only what they share.

mod bilingual;
mod lang;

pub use bilingual::Bilingual;
pub use lang::Lang;
