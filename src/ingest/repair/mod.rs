//! What broke on the way from the writer to the file, and can be mended for certain.
//!
//! In comes running text with `\n` as its line end, or the blocks of a format that says where they are; out comes the
//! text that is analysed and printed, with how often each kind of damage was mended. A step that is not sure leaves the
//! text as it is. Each can be switched off by its name.

mod edit;
pub(super) mod english;
mod glued;
mod hyphen;
mod kind;
mod ligature;
mod line_number;
mod mojibake;
mod spacing;
mod wrap;
mod written;

pub use kind::RepairKind;
pub(super) use written::Written;

use super::reader::Reading;
use crate::document::{BlockHint, Mended};
use crate::text::Span;
use edit::{Edit, apply};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Which damage is left as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftAsIs(BTreeSet<RepairKind>);

impl LeftAsIs {
    /// These kinds.
    #[must_use]
    pub fn of(kinds: impl IntoIterator<Item = RepairKind>) -> Self {
        Self(kinds.into_iter().collect())
    }

    /// Every kind.
    #[must_use]
    pub fn everything() -> Self {
        Self::of(RepairKind::ALL)
    }

    /// Whether a kind is left.
    #[must_use]
    pub fn has(&self, kind: RepairKind) -> bool {
        self.0.contains(&kind)
    }

    /// The kinds, in their order.
    pub fn kinds(&self) -> impl Iterator<Item = RepairKind> {
        self.0.iter().copied()
    }
}

/// A step: what it would change in a text, given what that text writes elsewhere; and for which damage.
type Step = (fn(&str, &Written<'_>) -> Vec<Edit>, &'static [RepairKind]);

const MOJIBAKE: Step = (mojibake::edits, &[RepairKind::Mojibake]);
const LIGATURES: Step = (ligature::edits, &[RepairKind::Ligature]);
const SOFT_HYPHENS: Step = (hyphen::soft, &[RepairKind::SoftHyphen]);
const LINE_NUMBERS: Step = (line_number::edits, &[RepairKind::LineNumber]);
const WRAPS: Step = (wrap::edits, &[RepairKind::PageBreak, RepairKind::LineHyphen, RepairKind::HardWrap]);
const LETTERS: Step = (spacing::letters, &[RepairKind::LetterSpacing]);
const SPACED_HYPHENS: Step = (hyphen::spaced, &[RepairKind::SpacedHyphen]);
const MISSING_SPACES: Step = (spacing::missing, &[RepairKind::MissingSpace]);
const GLUED_WORDS: Step = (glued::edits, &[RepairKind::GluedWords]);
#[cfg(feature = "pdf")]
const PARTED_WORDS: Step = (wrap::parted_words, &[RepairKind::LineHyphen]);

/// Running text, in the order in which damage came about, the last first: what a program did to bytes, what a press did to
/// lines, what a typist did to words.
const OF_LINES: [Step; 9] = [
    MOJIBAKE,
    LIGATURES,
    SOFT_HYPHENS,
    LINE_NUMBERS,
    WRAPS,
    LETTERS,
    SPACED_HYPHENS,
    MISSING_SPACES,
    GLUED_WORDS,
];

/// A block of a format that says where its blocks begin and end.
const OF_BLOCKS: [Step; 7] =
    [MOJIBAKE, LIGATURES, SOFT_HYPHENS, LETTERS, SPACED_HYPHENS, MISSING_SPACES, GLUED_WORDS];

/// The lines of a paragraph of a format that says where they begin and end.
#[cfg(feature = "pdf")]
const OF_SET_LINES: [Step; 2] = [SOFT_HYPHENS, PARTED_WORDS];

/// What was mended: how often each kind, and a few of each to look at.
#[derive(Debug, Default)]
pub(super) struct Log {
    counts: BTreeMap<RepairKind, u64>,
    examples: Vec<Mended>,
}

impl Log {
    /// Examples kept of each kind.
    const MOST: u64 = 3;

    /// Takes a repair down; `example` is asked for what to show only where it is kept.
    fn add(&mut self, kind: RepairKind, example: impl FnOnce() -> Mended) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= Self::MOST {
            self.examples.push(example());
        }
    }

    /// Adds what it has to a reading.
    fn join(self, reading: &mut Reading) {
        for (kind, n) in self.counts {
            *reading.repairs.entry(kind.name()).or_default() += n;
        }
        reading.mended.extend(self.examples);
    }
}

/// Mends the running text of a reading that has no hints yet.
pub(super) fn mend_lines(reading: &mut Reading, left: &LeftAsIs) {
    let mut mender = Mender::new(left);
    if let Some(text) = mender.mend(&OF_LINES, &reading.text, None) {
        reading.text = text;
        mender.join(reading);
    }
}

/// Mends the blocks of a reading that is nothing but blocks with empty lines between them.
pub(super) fn mend_blocks(reading: &mut Reading, left: &LeftAsIs) {
    let mut mender = Mender::new(left);
    let written = Written::new(&reading.text);
    let mut blocks: Vec<(usize, String)> = Vec::new();
    for (at, hint) in reading.hints.iter().enumerate() {
        let mended = mender.mend(&OF_BLOCKS, hint.span.slice(&reading.text), Some(&written));
        blocks.extend(mended.map(|text| (at, text)));
    }
    if !blocks.is_empty() {
        (reading.text, reading.hints) = with_blocks(reading, &blocks);
        mender.join(reading);
    }
}

/// The text and hints of a reading with other words in some blocks; a block without any is left out.
fn with_blocks(reading: &Reading, blocks: &[(usize, String)]) -> (String, Vec<BlockHint>) {
    let mut text = String::with_capacity(reading.text.len());
    let mut hints = Vec::with_capacity(reading.hints.len());
    let mut others = blocks.iter().peekable();
    for (at, hint) in reading.hints.iter().enumerate() {
        let other = others.next_if(|(other, _)| *other == at).map(|(_, words)| words.trim());
        let words = other.unwrap_or_else(|| hint.span.slice(&reading.text));
        if words.is_empty() {
            continue;
        }
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        let start = text.len();
        text.push_str(words);
        hints.push(BlockHint { span: Span::of(start..text.len()), kind: hint.kind });
    }
    (text, hints)
}

/// Mends, and takes down what it mended.
pub(super) struct Mender<'o> {
    left: &'o LeftAsIs,
    log: Log,
}

impl<'o> Mender<'o> {
    pub(super) fn new(left: &'o LeftAsIs) -> Self {
        Self { left, log: Log::default() }
    }

    /// Adds what it mended to a reading.
    pub(super) fn join(self, reading: &mut Reading) {
        self.log.join(reading);
    }

    /// The text as mended; `None` where there is nothing to mend. Where nothing is given, the text itself says what it
    /// writes elsewhere.
    fn mend(&mut self, steps: &[Step], text: &str, written: Option<&Written<'_>>) -> Option<String> {
        let mut text = Cow::Borrowed(text);
        for (step, kinds) in steps {
            if kinds.iter().all(|kind| self.left.has(*kind)) {
                continue;
            }
            let mut edits = match written {
                Some(written) => step(&text, written),
                None => step(&text, &Written::new(&text)),
            };
            edits.retain(|edit| !self.left.has(edit.kind));
            if !edits.is_empty() {
                text = Cow::Owned(apply(&text, &edits, &mut self.log));
            }
        }
        match text {
            // What a hyphen stood between may compose.
            Cow::Owned(text) if !is_nfc(&text) => Some(text.nfc().collect()),
            Cow::Owned(text) => Some(text),
            Cow::Borrowed(_) => None,
        }
    }
}

/// For readers of formats that say where a line, a column or a page ends.
#[cfg(feature = "pdf")]
impl Mender<'_> {
    /// Whether a kind of damage is mended.
    pub(super) fn mends(&self, kind: RepairKind) -> bool {
        !self.left.has(kind)
    }

    /// Takes down what a reader mended itself.
    pub(super) fn note(&mut self, kind: RepairKind, before: &str, after: &str) {
        self.log.add(kind, || Mended {
            kind: kind.name(),
            before: edit::shortened(before),
            after: edit::shortened(after),
        });
    }

    /// The lines of one paragraph as one.
    pub(super) fn in_one_line(&mut self, paragraph: &str, written: &Written<'_>) -> String {
        let mended = self.mend(&OF_SET_LINES, paragraph, Some(written));
        wrap::in_one_line(mended.as_deref().unwrap_or(paragraph))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use proptest::prelude::*;

    fn mended(text: &str) -> String {
        mended_but(text, &LeftAsIs::default())
    }

    fn mended_but(text: &str, left: &LeftAsIs) -> String {
        let mut reading = Reading { text: text.to_owned(), ..Reading::default() };
        mend_lines(&mut reading, left);
        reading.text
    }

    #[test]
    fn repairs_are_counted_and_some_are_shown() {
        let mut reading = Reading { text: "the Kingâ€™s word ".repeat(5), ..Reading::default() };
        mend_lines(&mut reading, &LeftAsIs::default());
        assert_eq!(reading.repairs.get("mojibake"), Some(&5));
        assert_eq!(reading.mended.len(), 3);
        assert_eq!(reading.mended[0].before, "the Kingâ€™s word the Kingâ€™s word");
        assert_eq!(reading.mended[0].after, "the King’s word the Kingâ€™s word");
    }

    #[test]
    fn a_page_from_an_old_record_reads_on() {
        let text = "The delegations of the inner lakes recall that the free\nexchange of letters is the founda-\ntion of \
                    the compact, and that no time- honoured cus-\n12\n\u{c}\nHARBOUR/COMPACT/7\ntom stands above it. \
                    They trust in co- operation.\n";
        assert_eq!(
            mended(text),
            "The delegations of the inner lakes recall that the free exchange of letters is the foundation of the \
             compact, and that no time-honoured custom stands above it. They trust in co-operation.\n"
        );
    }

    #[test]
    fn what_is_switched_off_stays() {
        let text = "It is the founda-\ntion of the compact and of harbours, in co- operation.";
        assert_eq!(mended_but(text, &LeftAsIs::everything()), text);
        let mended = mended_but(text, &LeftAsIs::of([RepairKind::SpacedHyphen]));
        assert!(mended.ends_with("in co- operation."), "{mended}");
    }

    #[test]
    fn blocks_are_mended_one_by_one_and_their_places_follow() {
        let blocks = ["The Kingâ€™s word", "\u{AD}", "in co- operation", "Stays."];
        let mut reading = Reading::default();
        for block in blocks {
            let start = reading.text.len() + if reading.text.is_empty() { 0 } else { 2 };
            reading.text.push_str(if start == 0 { "" } else { "\n\n" });
            reading.text.push_str(block);
            let span = Span::of(start..reading.text.len());
            reading.hints.push(BlockHint { span, kind: BlockKind::Paragraph });
        }
        mend_blocks(&mut reading, &LeftAsIs::of([RepairKind::SpacedHyphen]));
        assert_eq!(reading.text, "The King’s word\n\nin co- operation\n\nStays.");
        mend_blocks(&mut reading, &LeftAsIs::default());
        assert_eq!(reading.text, "The King’s word\n\nin co-operation\n\nStays.");
        let words: Vec<&str> = reading.hints.iter().map(|hint| hint.span.slice(&reading.text)).collect();
        assert_eq!(words, ["The King’s word", "in co-operation", "Stays."]);
        let counts: Vec<_> = reading.repairs.into_iter().collect();
        assert_eq!(counts, [("mojibake", 1), ("soft-hyphen", 1), ("spaced-hyphen", 1)]);
        assert_eq!(reading.mended.len(), 3);
    }

    proptest! {
        #[test]
        fn any_text_can_be_mended(
            text in "(\\PC{0,20}|[A-Za-z]{1,9}|co- operation|â€™|\u{AD}|founda-|tion|N a t i o n s|end\\.The|[0-9]{1,2}|[.,;:-]| |\n|\n\n|\u{c}){0,60}"
        ) {
            let once = mended(&text);
            prop_assert!(!once.contains('\u{AD}'), "soft hyphens go");
            prop_assert!(is_nfc(&once) || !is_nfc(&text));
        }
    }
}
