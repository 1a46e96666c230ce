//! **Does it agree with people?** Sentence frames, voices, stances and names against hand-coded ones, and who says what.
//!
//! In come sentences coded by people ([`read_gold`]), each is read in isolation ([`SentenceReader`]) as its
//! coders saw it, and out go precision, recall, F1, kappa and alpha with intervals, layer by layer
//! ([`sentence_agreement`]). The same for names: [`read_names`], [`NameReader`], [`name_agreement`]; and for who says what:
//! [`read_attributions`], [`AttributionReader`], [`attribution_agreement`]. [`GoldKind`] tells which a file is.
//! Sentences of a finished run are drawn for coders by [`draw`], and what they wrote is compared by
//! [`sheet_agreement`]. Documents, not sentences, are resampled: sentences of one document are alike.

mod attribution;
mod classes;
mod counted;
mod entity;
mod frames;
mod gold;
mod kind;
mod reading;
mod records;
mod score;
mod sentences;
mod sheet;
mod subset;
mod voice;

pub use attribution::{
    AttributedText, AttributionAgreement, AttributionReader, SourceCueContent, SpanAgreement,
    attribution_agreement, read_attributions,
};
pub use classes::ClassAgreement;
pub use entity::{
    FoundName, GoldName, GoldNames, NameAgreement, NameReader, NamedSentence, Scheme, name_agreement,
    read_names,
};
pub use frames::{Agreement, FrameScore, agreement, class_name};
pub use gold::{GoldError, GoldSentence, documents_of, read_gold};
pub use kind::GoldKind;
pub use reading::{Reading, SentenceReader};
pub use score::{Matched, Resampling, Score};
pub use sentences::{SentenceAgreement, sentence_agreement};
pub use sheet::{
    ANY_FRAME, COLUMNS, CodeNames, CodedSheet, Coding, CorrectedShare, Drawing, Judges, NotRandom,
    SheetAgreement, Uncorrected, corrected_shares, draw, read_codes, sheet_agreement,
};
pub use subset::{Sampled, Subset, subsets};
pub use voice::{VoiceAgreement, is_same_holder, stance_agreement, voice_agreement};
