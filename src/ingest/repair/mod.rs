//! What broke on the way from the writer to the file, and can be mended for certain.
//!
//! In comes running text with `\n` as its line end, out comes the text that is analysed and printed, with how often each
//! kind of damage was mended. A step that is not sure leaves the text as it is. Each can be switched off by its name.

mod edit;
pub(super) mod english;
mod glued;
mod hyphen;
mod kind;
mod line_number;
mod mojibake;
mod spacing;
mod wrap;

pub use kind::RepairKind;

use super::reader::Reading;
use crate::document::Mended;
use edit::{Edit, apply};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

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

/// A step: what it would change, and for which damage.
type Step = (fn(&str) -> Vec<Edit>, &'static [RepairKind]);

/// Running text, in the order in which damage came about, the last first: what a program did to bytes, what a press did to
/// lines, what a typist did to words.
const OF_LINES: [Step; 8] = [
    (mojibake::edits, &[RepairKind::Mojibake]),
    (hyphen::soft, &[RepairKind::SoftHyphen]),
    (line_number::edits, &[RepairKind::LineNumber]),
    (wrap::edits, &[RepairKind::PageBreak, RepairKind::LineHyphen, RepairKind::HardWrap]),
    (spacing::letters, &[RepairKind::LetterSpacing]),
    (hyphen::spaced, &[RepairKind::SpacedHyphen]),
    (spacing::missing, &[RepairKind::MissingSpace]),
    (glued::edits, &[RepairKind::GluedWords]),
];

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
    let mut log = Log::default();
    if let Some(text) = mended(&OF_LINES, &reading.text, left, &mut log) {
        reading.text = text;
        log.join(reading);
    }
}

/// The text as mended; `None` where there is nothing to mend.
fn mended(steps: &[Step], text: &str, left: &LeftAsIs, log: &mut Log) -> Option<String> {
    let mut text = Cow::Borrowed(text);
    for (step, kinds) in steps {
        if kinds.iter().all(|kind| left.has(*kind)) {
            continue;
        }
        let mut edits = step(&text);
        edits.retain(|edit| !left.has(edit.kind));
        if !edits.is_empty() {
            text = Cow::Owned(apply(&text, &edits, log));
        }
    }
    match text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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

    proptest! {
        #[test]
        fn any_text_can_be_mended(
            text in "(\\PC{0,20}|[A-Za-z]{1,9}|co- operation|â€™|\u{AD}|founda-|tion|N a t i o n s|end\\.The|[0-9]{1,2}|[.,;:-]| |\n|\n\n|\u{c}){0,60}"
        ) {
            let once = mended(&text);
            prop_assert!(!once.contains('\u{AD}'), "soft hyphens go");
        }
    }
}
