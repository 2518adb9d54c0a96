//! Turns a grid of cells into a table with identified columns and rows, and into typed values.

pub(super) mod answers;
pub(super) mod aside;
pub(super) mod aside_guides;
pub(super) mod aside_words;
pub(super) mod beside;
pub(super) mod columns;
pub(super) mod ditto;
pub(super) mod header;
pub(super) mod merged;
pub(super) mod periods;
pub(super) mod shape;
pub(super) mod shape_marks;
pub(super) mod table;
pub(super) mod table_columns;
pub(super) mod times;
pub(super) mod values;
