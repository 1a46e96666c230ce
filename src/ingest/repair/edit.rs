//! Changes to a text, collected first and made together.

use super::{Log, RepairKind};
use crate::document::Mended;
use std::borrow::Cow;
use std::ops::Range;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes that go.
    pub(super) range: Range<usize>,
    /// What comes instead.
    pub(super) to: Cow<'static, str>,
    /// Why.
    pub(super) kind: RepairKind,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, to: impl Into<Cow<'static, str>>, kind: RepairKind) -> Self {
        Self { range, to: to.into(), kind }
    }
}

/// Characters of what is around a change that are told with it.
const AROUND: usize = 24;

/// Makes changes, which are sorted and disjoint, and takes each down.
pub(super) fn apply(text: &str, edits: &[Edit], log: &mut Log) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.range.start]);
        out.push_str(&edit.to);
        done = edit.range.end;
        log.add(edit.kind, || {
            let (left, right) = (before(text, edit.range.start), after(text, done));
            let shown = |middle: &str| format!("{left}{middle}{right}");
            Mended {
                kind: edit.kind.name(),
                before: shown(&text[edit.range.clone()]),
                after: shown(&edit.to),
            }
        });
    }
    out.push_str(&text[done..]);
    out
}

/// The two ends of a long text.
#[cfg(feature = "pdf")]
pub(super) fn shortened(text: &str) -> String {
    let (head, tail) = (after(text, 0), before(text, text.len()));
    if head.len() + tail.len() >= text.len() { text.to_owned() } else { format!("{head} … {tail}") }
}

fn before(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().nth(AROUND - 1).map_or(0, |(start, _)| start);
    &text[start..at]
}

fn after(text: &str, at: usize) -> &str {
    let end = text[at..].char_indices().nth(AROUND).map_or(text.len(), |(end, _)| at + end);
    &text[at..end]
}
