//! **What are the parts of a text?** Blocks, sentences, tokens.
//!
//! In comes a [`Document`](crate::document::Document), out goes a [`Segmentation`] that points into its
//! text. Total: any text gives a segmentation, the empty text an empty one.
//!
//! Promises: blocks, sentences and tokens are each sorted and disjoint; every token lies in one sentence,
//! every sentence in one block; what is in no token is white space. The same text gives the same layers.

mod layer;

pub use layer::{
    Block, BlockIx, Norm, Segmentation, Sentence, SentenceIx, Token, TokenIx, TokenKind, Vocabulary,
};
