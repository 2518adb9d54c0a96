//! The plan: committee, groups, reviews and how good they are, as `plan.json` holds them
//! (contract, section 6).

mod coherence;
mod document;
mod lookup;
mod rounds;
mod schema;

pub use coherence::contradictions;
pub use document::{
    Committee, EXCHANGE_SCHEMA, Exchange, ExchangeRow, Group, PLAN_SCHEMA, Plan, PlanPart, PlanPin,
    PriceOfFairness, Quality, Review, Round, RoundGroup, Session, Shortfall, ShortfallKind, Status,
};
pub use rounds::Rounds;
pub use schema::{exchange_schema, schema};
