//! Names against hand-marked ones.
//!
//! Two schemes are known. *Fine*: our own labels, with ISO 3166 codes of states. *Folded*: PER, ORG and LOC, as most
//! published sets have them; our labels are folded to match, and those that have no counterpart (GROUP,
//! INSTRUMENT, EVENT, DATE) are left out. A name counts as found if both its ends are exact; before that, a
//! leading *the*, *a* or *an* and a trailing *'s* are taken off on both sides, because sets differ in them.

mod gold;
mod reading;
mod scheme;
mod scores;
mod tokens;

pub use gold::{GoldName, GoldNames, NamedSentence, read_names};
pub use reading::{FoundName, NameReader};
pub use scheme::Scheme;
pub use scores::{NameAgreement, name_agreement};
