//! Positions of experts and submissions in their season, as distinct types.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema, serde::Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// Makes an index from a position.
            ///
            /// # Panics
            /// When the position does not fit 32 bits; readers refuse tables that long.
            pub fn new(position: usize) -> Self {
                Self(u32::try_from(position).expect("tables of more than 4 billion rows are refused on reading"))
            }

            /// Returns the position as an index into a slice.
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// An expert's position in [`Season::experts`](super::Season::experts).
    ExpertIndex
}
index! {
    /// A submission's position in [`Season::submissions`](super::Season::submissions), which
    /// includes submissions that did not pass the form check.
    SubmissionIndex
}
