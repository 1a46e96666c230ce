//! Scores of attributions.

use super::{AttributedText, SourceCueContent};
use crate::measure::MIN_DOCUMENTS;
use crate::text::Span;
use crate::validate::counted::{CountedDocuments, WIDTH};
use crate::validate::{Matched, Resampling};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// How well one part of attributions is found.
#[derive(Clone, Debug, PartialEq)]
pub struct SpanAgreement {
    /// With all ends the same.
    pub exact: Matched,
    /// With a character in common, paired one to one.
    pub overlap: Matched,
}

/// How well it is found who says what.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributionAgreement {
    /// Texts compared.
    pub n_texts: u64,
    /// Documents they belong to; with fewer than five there are no intervals.
    pub n_documents: u64,
    /// Who holds it.
    pub source: SpanAgreement,
    /// The words that ascribe it.
    pub cue: SpanAgreement,
    /// What is ascribed.
    pub content: SpanAgreement,
    /// Tokens of contents.
    pub content_tokens: Matched,
}

/// Counts of a part: exact, then by overlap.
const PART: usize = 2 * WIDTH;
/// Source, cue, content, then the tokens of contents.
const N_COLUMNS: usize = 3 * PART + WIDTH;

/// Compares what people marked with what the program found: `found[i]` is of `gold[i]`.
///
/// # Panics
/// If the two lists differ in length.
#[must_use]
pub fn attribution_agreement(
    gold: &[&AttributedText],
    found: &[&[SourceCueContent]],
    resampling: Resampling,
) -> AttributionAgreement {
    assert_eq!(gold.len(), found.len(), "every text was read once");
    let tokens = Regex::new(r"\w+|[^\w\s]").expect("the pattern is well formed");
    let mut documents: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (text, found) in gold.iter().zip(found) {
        let sums = documents.entry(&text.doc).or_insert_with(|| vec![0.0; N_COLUMNS]);
        let counts = counts(text, found, &tokens);
        sums.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n as f64);
    }
    let documents: Vec<Vec<f64>> = documents.into_values().collect();
    let counted = CountedDocuments::new(&documents, N_COLUMNS, MIN_DOCUMENTS, resampling);
    let part = |at: usize| SpanAgreement {
        exact: counted.matched(at * PART),
        overlap: counted.matched(at * PART + WIDTH),
    };
    AttributionAgreement {
        n_texts: gold.len() as u64,
        n_documents: documents.len() as u64,
        source: part(0),
        cue: part(1),
        content: part(2),
        content_tokens: counted.matched(3 * PART),
    }
}

/// All counts of a text, in the order of the columns.
fn counts(gold: &AttributedText, found: &[SourceCueContent], tokens: &Regex) -> Vec<usize> {
    let parts: [fn(&SourceCueContent) -> &Vec<Span>; 3] = [|it| &it.source, |it| &it.cue, |it| &it.content];
    let mut counts = Vec::with_capacity(N_COLUMNS);
    for part in parts {
        let (marked, read) = (distinct(&gold.attributions, part), distinct(found, part));
        counts.extend([marked.len(), read.len(), marked.intersection(&read).count()]);
        let (marked, read) = (marked.into_iter().collect::<Vec<_>>(), read.into_iter().collect::<Vec<_>>());
        counts.extend([marked.len(), read.len(), pairs(&marked, &read)]);
    }
    let (marked, read) = (contents(&gold.attributions), contents(found));
    let mut both = [0; WIDTH];
    for token in tokens.find_iter(&gold.text) {
        let token = Span::of(token.range());
        let [in_marked, in_read] = [&marked, &read].map(|spans| spans.iter().any(|it| it.overlaps(token)));
        let here = [in_marked, in_read, in_marked && in_read];
        both.iter_mut().zip(here).for_each(|(sum, it)| *sum += usize::from(it));
    }
    counts.extend(both);
    counts
}

/// The parts that are there, each once.
fn distinct(
    attributions: &[SourceCueContent],
    part: fn(&SourceCueContent) -> &Vec<Span>,
) -> BTreeSet<&[Span]> {
    attributions.iter().map(|it| part(it).as_slice()).filter(|spans| !spans.is_empty()).collect()
}

fn contents(attributions: &[SourceCueContent]) -> Vec<Span> {
    attributions.iter().flat_map(|it| &it.content).copied().collect()
}

/// The most pairs that can be made of parts that overlap, each used once (augmenting paths, Kuhn 1955).
fn pairs(marked: &[&[Span]], read: &[&[Span]]) -> usize {
    let overlap = |one: &[Span], other: &[Span]| one.iter().any(|a| other.iter().any(|b| a.overlaps(*b)));
    let near: Vec<Vec<usize>> =
        marked.iter().map(|one| (0..read.len()).filter(|&at| overlap(one, read[at])).collect()).collect();
    let mut partner: Vec<Option<usize>> = vec![None; read.len()];
    (0..marked.len())
        .filter(|&at| finds_partner(at, &near, &mut partner, &mut vec![false; read.len()]))
        .count()
}

/// Whether a partner can be found for this one, others giving way if they can find another.
fn finds_partner(one: usize, near: &[Vec<usize>], partner: &mut [Option<usize>], asked: &mut [bool]) -> bool {
    for &at in &near[one] {
        if std::mem::replace(&mut asked[at], true) {
            continue;
        }
        if partner[at].is_none_or(|other| finds_partner(other, near, partner, asked)) {
            partner[at] = Some(one);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(source: &[(u32, u32)], content: &[(u32, u32)]) -> SourceCueContent {
        let spans = |all: &[(u32, u32)]| all.iter().map(|&(start, end)| Span::new(start, end)).collect();
        SourceCueContent { source: spans(source), cue: Vec::new(), content: spans(content) }
    }

    #[test]
    fn parts_are_counted_exactly_by_overlap_and_by_token() {
        // 0        9    14                 33
        let text = "Officials said that the law had gone too far.";
        let gold = AttributedText {
            text: text.to_owned(),
            doc: "a".to_owned(),
            attributions: vec![said(&[(0, 9)], &[(15, 44)]), said(&[], &[(20, 27)])],
            ..AttributedText::default()
        };
        let found = [said(&[(0, 9)], &[(20, 44)])];
        let resampling = Resampling { replicates: 10, seed: 1 };
        let scores = attribution_agreement(&[&gold], &[&found], resampling);
        let counts = |it: &Matched| (it.n_gold, it.n_found, it.n_agreed);
        assert_eq!(counts(&scores.source.exact), (1, 1, 1), "sources only where there is one");
        assert_eq!(counts(&scores.content.exact), (2, 1, 0));
        assert_eq!(counts(&scores.content.overlap), (2, 1, 1), "one to one");
        assert_eq!(counts(&scores.content_tokens), (7, 6, 6));
        assert_eq!(scores.source.exact.f1.interval, None, "one document is too few");
    }

    #[test]
    fn as_many_pairs_are_made_as_can_be() {
        let spans = |all: &[(u32, u32)]| -> Vec<Vec<Span>> {
            all.iter().map(|&(start, end)| vec![Span::new(start, end)]).collect()
        };
        // The long one overlaps both, and must leave the first to the short one.
        let (marked, read) = (spans(&[(0, 20), (0, 5)]), spans(&[(0, 8), (10, 20)]));
        let marked: Vec<&[Span]> = marked.iter().map(Vec::as_slice).collect();
        let read: Vec<&[Span]> = read.iter().map(Vec::as_slice).collect();
        assert_eq!(pairs(&marked, &read), 2);
    }
}
