//! What broke on the way from the writer to the file, and can be mended for certain.
//!
//! In comes running text with `\n` as its line end, out comes the text that is analysed and printed, with how often each
//! kind of damage was mended. A step that is not sure leaves the text as it is. Each can be switched off by its name.

mod edit;
mod english;
mod hyphen;
mod kind;
mod line_number;
mod mojibake;
mod spacing;
mod wrap;

pub use kind::RepairKind;

use edit::{Edit, apply};
use std::borrow::Cow;
use std::collections::BTreeSet;

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

/// One mended place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was wrong.
    pub kind: RepairKind,
    /// How it stood, with a little of what is around it.
    pub before: String,
    /// How it stands now.
    pub after: String,
}

/// A step: what it would change.
type Step = fn(&str) -> Vec<Edit>;

/// Running text, in the order in which damage came about, the last first: what a program did to bytes, what a press did to
/// lines, what a typist did to words.
const OF_LINES: [Step; 7] = [
    mojibake::edits,
    hyphen::soft,
    line_number::edits,
    wrap::edits,
    spacing::letters,
    hyphen::spaced,
    spacing::missing,
];

/// Text whose lines are known to be blocks: nothing is joined.
const OF_BLOCKS: [Step; 5] =
    [mojibake::edits, hyphen::soft, spacing::letters, hyphen::spaced, spacing::missing];

/// Mends running text. Tells each repair to `tell`.
pub(super) fn mend_lines<'t>(text: &'t str, left: &LeftAsIs, tell: &mut dyn FnMut(Repair)) -> Cow<'t, str> {
    run(&OF_LINES, text, left, tell)
}

/// Mends a text that markup has parted into blocks, one a line.
pub(super) fn mend_blocks<'t>(text: &'t str, left: &LeftAsIs, tell: &mut dyn FnMut(Repair)) -> Cow<'t, str> {
    run(&OF_BLOCKS, text, left, tell)
}

fn run<'t>(steps: &[Step], text: &'t str, left: &LeftAsIs, tell: &mut dyn FnMut(Repair)) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    for step in steps {
        let mut edits = step(&text);
        edits.retain(|edit| !left.has(edit.kind));
        if !edits.is_empty() {
            text = Cow::Owned(apply(&text, &edits, tell));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mended(text: &str) -> String {
        mend_lines(text, &LeftAsIs::default(), &mut |_| {}).into_owned()
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
        assert_eq!(mend_lines(text, &LeftAsIs::everything(), &mut |_| {}), text);
        let left = LeftAsIs::of([RepairKind::SpacedHyphen]);
        let mended = mend_lines(text, &left, &mut |_| {});
        assert!(mended.ends_with("in co- operation."), "{mended}");
    }

    proptest! {
        #[test]
        fn any_text_can_be_mended(
            text in "(\\PC{0,20}|[A-Za-z]{1,9}|co- operation|â€™|\u{AD}|founda-|tion|N a t i o n s|end\\.The|[0-9]{1,2}|[.,;:-]| |\n|\n\n|\u{c}){0,60}"
        ) {
            let once = mended(&text);
            prop_assert!(!once.contains('\u{AD}') || text.contains('â'), "soft hyphens go");
        }
    }
}
