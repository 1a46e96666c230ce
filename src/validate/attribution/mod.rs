//! Who says what against hand-marked attributions.
//!
//! A source, cue or content is a list of spans, and counts once however often it is shared. It is found *exactly* if
//! all its ends are; by *overlap* if they have a character in common, each paired with at most one of the other side and
//! as many pairs made as can be. Sources are compared only where there is one. The tokens of all contents (runs of
//! letters and digits, single marks) say how much of the text is rightly given to others. Single words in quotation
//! marks that nobody is said to have uttered (`scare`) are left out.

mod gold;
mod reading;
mod scores;

pub use gold::{AttributedText, SourceCueContent, read_attributions};
pub use reading::AttributionReader;
pub use scores::{AttributionAgreement, SpanAgreement, attribution_agreement};
