//! The two languages in which the program speaks. Every rule, problem and table keeps its own
//! words beside its own code, as [`Bilingual`] values; this room holds only what they share.

mod bilingual;
mod contacts;
mod hidden;
mod lang;
mod refused;

pub use bilingual::Bilingual;
pub use contacts::{contacts, without_contacts};
pub use hidden::{Hidden, private_parts, without};
pub use lang::Lang;
pub use refused::refused;
