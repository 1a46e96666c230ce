//! A number, how sure it is, and why it may be missing.

use crate::stats::Interval;
use serde::{Deserialize, Serialize};

/// A number with everything needed to believe or recompute it.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The statistic; `None` where it is undefined.
    pub value: Option<f64>,
    /// How sure; `None` where no interval is defined.
    pub interval: Option<Interval>,
    /// What was counted (events, sentences), unweighted.
    pub count: u64,
    /// What it was counted in (words, sentences, events).
    pub denominator: u64,
    /// Why `value` is `None`, or why it should not be relied on.
    pub reason: Option<Reason>,
}

impl Estimate {
    /// A number that is not defined here.
    #[must_use]
    pub const fn undefined(reason: Reason, count: u64, denominator: u64) -> Self {
        Self { value: None, interval: None, count, denominator, reason: Some(reason) }
    }

    /// A number without an interval; undefined for `reason` if there is none.
    #[must_use]
    pub fn of(value: Option<f64>, reason: Reason, count: u64, denominator: u64) -> Self {
        match value {
            None => Self::undefined(reason, count, denominator),
            Some(_) => Self { value, interval: None, count, denominator, reason: None },
        }
    }

    /// `count` of `denominator` as a share.
    #[must_use]
    pub fn share(count: u64, denominator: u64, reason: Reason) -> Self {
        let share = (denominator > 0).then(|| count as f64 / denominator as f64);
        Self::of(share, reason, count, denominator)
    }

    /// The same number with an interval, if it is defined.
    #[must_use]
    pub fn with(self, interval: impl FnOnce() -> Option<Interval>) -> Self {
        let interval = self.value.and_then(|_| interval());
        Self { interval, ..self }
    }

    /// Whether it is defined but nothing says how sure it is.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.value.is_some() && self.interval.is_none()
    }

    /// The same number with a reason not to rely on it.
    #[must_use]
    pub fn because(self, reason: Reason) -> Self {
        Self { reason: Some(reason), ..self }
    }
}

/// Why a number is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reason {
    /// The document has no counted sentence.
    EmptyText,
    /// No event of either frame.
    NoEvents,
    /// Fewer events than the statistic needs.
    TooFewEvents,
    /// Fewer sentences than the statistic needs.
    TooFewSentences,
    /// An entropy needs at least two families.
    TooFewFamilies,
    /// The codebook names no pair of frames to contrast.
    NoContrast,
    /// Fewer documents than the statistic needs.
    TooFewDocuments,
    /// The text is not in a language the codebook reads.
    UnsupportedLanguage,
    /// None of its words is a word of what it is compared with.
    NoSharedWords,
}

impl Reason {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::EmptyText,
        Self::NoEvents,
        Self::TooFewEvents,
        Self::TooFewSentences,
        Self::TooFewFamilies,
        Self::NoContrast,
        Self::TooFewDocuments,
        Self::UnsupportedLanguage,
        Self::NoSharedWords,
    ];

    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EmptyText => "empty-text",
            Self::NoEvents => "no-events",
            Self::TooFewEvents => "too-few-events",
            Self::TooFewSentences => "too-few-sentences",
            Self::TooFewFamilies => "too-few-families",
            Self::NoContrast => "no-contrast",
            Self::TooFewDocuments => "too-few-documents",
            Self::UnsupportedLanguage => "unsupported-language",
            Self::NoSharedWords => "no-shared-words",
        }
    }
}
