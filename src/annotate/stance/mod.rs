//! **How does the one who speaks stand to it, and what is it turned into?** Polarity and stance (CODEBOOK §6), the
//! turning of violations and justifications (§5), and what is only mentioned (§9).
//!
//! In come the terms and cues of a sentence and its attributions; out goes a [`Stance`](super::Stance) for each term
//! that counts, with the cue that says so. A cue governs its clause and the conjuncts of what it governs (P11); where
//! no rule speaks, the one who speaks endorses. Nothing is ever moved to the opposite frame because it is denied (P1).

mod judge;
mod ruling;
mod scene;
#[cfg(test)]
mod tests;

pub(super) use judge::Judge;
