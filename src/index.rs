//! Typed indices: places in one list that cannot be mistaken for places in another.

/// Declares index types, `u32` inside.
macro_rules! index {
    ($($(#[$doc:meta])+ $name:ident)*) => {$(
        $(#[$doc])+
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub struct $name(u32);

        impl $name {
            /// The index of the item at `at`.
            ///
            /// # Panics
            /// If the list is longer than `u32` counts, which the readers rule out.
            #[must_use]
            pub fn new(at: usize) -> Self {
                Self(u32::try_from(at).expect("the readers refuse lists of over 4 billion items"))
            }

            /// The place in the list.
            #[must_use]
            pub const fn get(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
