//! What holds for every text: worked examples, and properties over random counts.

use super::fixture::{self, CENSORSHIP, GOVERNANCE, Line, PEOPLES, PRETEXT, PRIVACY, SOVEREIGNTY, line};
use super::*;
use crate::annotate::{
    Attitude, Attribution, AttributionIx, AttributionKind, Judgement, Verdict, Voice, Voiced,
};
use crate::codebook::{Codebook, FrameIx};
use crate::document::{BlockKind, DocId};
use crate::segment::{Languages, Segmentation};
use proptest::prelude::*;

fn measured_with(codebook: &Codebook, lines: &[Line], options: &Options) -> Measures {
    let (segmentation, annotations) = fixture::layers(lines);
    let id = DocId::new("speech");
    let text =
        Text { id: &id, subwords_per_word: None, segmentation: &segmentation, annotations: &annotations };
    measure(codebook, &text, options)
}

fn measured(lines: &[Line]) -> Measures {
    measured_with(&fixture::codebook(), lines, &Options::default())
}

fn close(one: Option<f64>, other: f64) {
    assert!(one.is_some_and(|one| (one - other).abs() < 1e-12), "{one:?}, not {other}");
}

/// Eight sentences, 100 words: privacy 1 × 3, censorship .8 × 2, sovereignty 1 × 2, pretext .6.
fn speech() -> Vec<Line> {
    vec![
        line(10, &[PRIVACY, CENSORSHIP]),
        line(15, &[]),
        line(12, &[PRIVACY, SOVEREIGNTY]),
        line(13, &[CENSORSHIP]),
        line(20, &[PRIVACY]),
        line(10, &[SOVEREIGNTY, PRETEXT]),
        line(11, &[]),
        line(9, &[]),
    ]
}

#[test]
fn what_others_say_and_nothing_decides_is_none_of_the_authors() {
    let undecided =
        Line { hits: vec![(GOVERNANCE, Verdict::Unresolved), (PRIVACY, Verdict::Masked)], ..line(8, &[]) };
    let (segmentation, mut annotations) = fixture::layers(&[line(8, &[PRIVACY]), undecided]);
    annotations.hits[1].voice = Voice::Attributed;
    annotations.hits[2].voice = Voice::Attributed;
    let id = DocId::new("speech");
    let text =
        Text { id: &id, subwords_per_word: None, segmentation: &segmentation, annotations: &annotations };
    let measures = measure(&fixture::codebook(), &text, &Options::default());
    let left_out = |counts: &DocumentCounts| (counts.n_unresolved, counts.n_masked);
    assert_eq!((left_out(&measures.author_counts), left_out(&measures.all_counts)), ((0, 0), (1, 1)));
}

#[test]
fn a_speech_gives_the_numbers_worked_out_by_hand() {
    let all = measured(&speech()).all;
    close(all.frames[0].rate_per_1000_words.value, 46.0);
    close(all.frames[1].rate_per_1000_words.value, 26.0);
    close(all.position.value, libm::log(5.1 / 3.1));
    close(all.balance.value, 2.0 / 7.2);
    close(all.ambivalence.value, 4.0 * (4.6 / 7.2) * (2.6 / 7.2));
    close(all.emphasis.value, 5.0 / 8.0);
    // One sentence with both, three with rights only, one with state only, three with neither.
    close(all.comention.value, libm::log(1.5 * 3.5 / (3.5 * 1.5)));
    close(all.comention_share.value, 0.2);
    close(all.dimensions[1].value, 16.0);
    close(all.violation_share.value, 1.6 / 4.6);
    close(all.justification_share.value, 0.6 / 2.6);
    close(all.concentration[0].value, 3.0 / 7.2);
    assert_eq!((all.position.count, all.position.denominator), (5, 8));
    assert_eq!(all.position.interval.map(|it| it.method), Some("sentence-bootstrap"));
    assert_eq!(all.family_entropy.reason, Some(Reason::TooFewEvents));
}

#[test]
fn a_frame_seen_in_the_words_of_others_is_not_the_authors() {
    let (segmentation, mut annotations) = fixture::layers(&[line(9, &[PRIVACY]), line(9, &[])]);
    let seen = |shown| Judgement { probabilities: [0.0; 2], shown, reasons: Default::default() };
    annotations.judgements = vec![seen([true, false]), seen([false, true])];
    let span = segmentation.sentences[1].span;
    annotations.attributions.push(Attribution {
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![span],
        kind: AttributionKind::Direct,
        holder: None,
        is_author: false,
        attitude: Attitude::Neutral,
    });
    annotations.voiced.push(Voiced { span, voice: Voice::Attributed, attribution: AttributionIx::new(0) });
    let id = DocId::new("speech");
    let (segmentation, annotations) = (&segmentation, &annotations);
    let text = Text { id: &id, subwords_per_word: None, segmentation, annotations };
    let measures = measure(&fixture::codebook(), &text, &Options::default());
    assert_eq!(measures.sentences[1].frames, [FrameIx::new(1)]);
    assert_eq!(measures.author_sentences[1].frames, []);
}

#[test]
fn gates_say_what_is_thin() {
    assert_eq!(measured(&speech()).gates, [Gate::Insufficient, Gate::SingleTerm]);
    let undecided = Line { hits: vec![(GOVERNANCE, Verdict::Unresolved); 4], ..line(9, &[]) };
    let lines: Vec<Line> = [speech(), speech(), vec![undecided.clone(), undecided]].concat();
    assert_eq!(measured(&lines).gates, [Gate::SingleTerm, Gate::Unresolved]);
}

#[test]
fn a_text_in_another_language_has_no_numbers_and_stays_out_of_groups() {
    let (segmentation, annotations) = fixture::layers(&speech());
    let segmentation = Segmentation { languages: Languages::only_stated("fr-CA", "en"), ..segmentation };
    let id = DocId::new("discours");
    let text =
        Text { id: &id, subwords_per_word: None, segmentation: &segmentation, annotations: &annotations };
    let measures = measure(&fixture::codebook(), &text, &Options::default());
    let counts = ["events", "weight", "sentences_only", "sentences_several", "sentences_neither"];
    for row in framing_rows(&measures.all).iter().filter(|row| !counts.contains(&row.statistic)) {
        assert_eq!((row.value, row.reason), (None, Some(Reason::UnsupportedLanguage)), "{}", row.statistic);
    }
    assert!(measures.gates.contains(&Gate::OutOfDomain));
    assert_eq!(pooled(&[measures.counts()]).n_words, 0);
}

#[test]
fn nothing_is_said_of_an_empty_text() {
    let all = measured(&[]).all;
    assert_eq!(all.frames[0].rate_per_1000_words.reason, Some(Reason::EmptyText));
    assert_eq!(all.emphasis.reason, Some(Reason::EmptyText));
    assert_eq!((all.position.value, all.position.reason), (None, Some(Reason::NoEvents)));
}

#[test]
fn silence_on_both_sides_is_no_balance() {
    let all = measured(&[line(30, &[]), line(20, &[])]).all;
    close(all.frames[0].rate_per_1000_words.value, 0.0);
    assert!(all.frames[0].rate_per_1000_words.interval.is_some_and(|it| it.lo == 0.0 && it.hi > 0.0));
    for estimate in [&all.position, &all.balance, &all.ambivalence, &all.comention, &all.violation_share] {
        assert_eq!((estimate.value, estimate.reason), (None, Some(Reason::NoEvents)));
    }
}

#[test]
fn titles_are_placed_but_not_counted() {
    let title = Line { kind: BlockKind::Title, n_words: 5, hits: vec![(PRIVACY, Verdict::OutsideBody)] };
    let measures = measured(&[vec![title], speech()].concat());
    assert_eq!(measures.counts(), measured(&speech()).counts());
    close(measures.placement.title, 1.0 / 8.2);
    // The first ten of 100 words are the first sentence: 1.8 of 7.2.
    close(measures.placement.lead, 0.25);
    close(measures.placement.end, 0.0);
}

#[test]
fn evidence_crowded_at_the_start_is_unlikely_by_chance() {
    let lines: Vec<Line> = (0..40).map(|at| line(10, if at < 4 { &[PRIVACY] } else { &[] })).collect();
    let spread: Vec<Line> = (0..40).map(|at| line(10, if at % 10 == 0 { &[PRIVACY] } else { &[] })).collect();
    assert!(measured(&lines).placement.lead_p.is_some_and(|p| p < 0.01));
    assert!(measured(&spread).placement.lead_p.is_some_and(|p| p > 0.3));
}

#[test]
fn leaving_an_entry_out_shows_what_the_position_hangs_on() {
    let sensitivity = measured(&[speech(), vec![line(9, &[PEOPLES])]].concat()).sensitivity;
    close(Some(sensitivity.without_entry[PRIVACY].1), libm::log(2.6 / 3.1));
    // Without sovereignty: ln(5.6 / 1.1) against ln(5.6 / 3.1).
    close(sensitivity.max_change, libm::log(3.1 / 1.1));
    close(sensitivity.unweighted, libm::log(6.5 / 3.5));
    close(sensitivity.without_separate, libm::log(5.1 / 3.1));
    assert!(sensitivity.sign_flips);
}

#[test]
fn codebooks_of_one_and_three_frames_are_measured_too() {
    let (mut one, mut three) = (fixture::codebook(), fixture::codebook());
    one.contrast = None;
    let all = measured_with(&one, &speech(), &Options::default()).all;
    assert_eq!((all.position.value, all.position.reason), (None, Some(Reason::NoContrast)));
    close(all.frames[0].rate_per_1000_words.value, 46.0);
    // A third frame takes over the family of self-determination.
    three.frames.push(three.frames[0].clone());
    three.families[1].frame = FrameIx::new(2);
    let all =
        measured_with(&three, &[speech(), vec![line(100, &[PEOPLES])]].concat(), &Options::default()).all;
    close(all.frames[2].rate_per_1000_words.value, 2.5);
    close(all.position.value, libm::log(5.1 / 3.1));
}

#[test]
fn the_draws_depend_on_seed_and_id_alone() {
    let position = |seed| {
        let options = Options { seed, ..Options::default() };
        measured_with(&fixture::codebook(), &speech(), &options).all.position.interval
    };
    assert_eq!(position(1), position(1));
    assert_ne!(position(1), position(2));
}

#[test]
fn every_statistic_is_defined_and_every_definition_is_used() {
    let measures = measured(&speech());
    let mut rows = all_rows(&measures);
    rows.push(gap_row(&measures.gap));
    for row in &rows {
        assert!(STATISTICS.iter().any(|it| it.name == row.statistic), "{} is not defined", row.statistic);
    }
    // One statistic is of groups only.
    for statistic in STATISTICS.iter().filter(|it| it.name != "position_inverse_variance") {
        assert!(rows.iter().any(|row| row.statistic == statistic.name), "{} has no row", statistic.name);
    }
}

prop_compose! {
    /// A sentence with any hits, counted or not.
    fn any_line()(
        n_words in 0..40usize,
        hits in prop::collection::vec((0..6usize, prop::sample::select(vec![
            Verdict::Counted, Verdict::Counted, Verdict::Masked, Verdict::Unresolved, Verdict::Repeated,
        ])), 0..5),
    ) -> Line {
        let hits = if n_words == 0 { Vec::new() } else { hits };
        Line { kind: BlockKind::Paragraph, n_words, hits }
    }
}

fn any_text() -> impl Strategy<Value = Vec<Line>> {
    prop::collection::vec(any_line(), 0..30)
}

fn quick() -> Options {
    Options { replicates: 60, ..Options::default() }
}

fn all_rows(measures: &Measures) -> Vec<Row> {
    let mut rows = framing_rows(&measures.all);
    rows.extend(sensitivity_rows(&measures.sensitivity));
    rows.extend(placement_rows(&measures.placement));
    rows
}

/// Documents counted by the codebook of the fixture, taken together.
fn pooled(documents: &[&DocumentCounts]) -> Framing {
    let codebook = fixture::codebook();
    let mut pool = Pool::new(&codebook);
    documents.iter().for_each(|document| pool.add(document));
    pool.framing((60, 1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_undefined_has_a_reason_and_nothing_is_infinite(lines in any_text()) {
        let measures = measured_with(&fixture::codebook(), &lines, &quick());
        let group = pooled(&[measures.counts(); 6]);
        for row in all_rows(&measures).into_iter().chain(framing_rows(&group)) {
            prop_assert!(row.value.is_some() || row.reason.is_some(), "{:?}", row);
            for number in [row.value, row.lo, row.hi].into_iter().flatten() {
                prop_assert!(number.is_finite(), "{:?}", row);
            }
            prop_assert!(row.lo.zip(row.hi).is_none_or(|(lo, hi)| lo <= hi), "{:?}", row);
            prop_assert!(row.value.is_some() || row.lo.is_none(), "{:?}", row);
        }
    }

    #[test]
    fn counts_add_up_across_parts(first in any_text(), second in any_text()) {
        let whole = measured_with(&fixture::codebook(), &[first.clone(), second.clone()].concat(), &quick());
        let mut sum = measured_with(&fixture::codebook(), &first, &quick()).counts().clone();
        sum.merge(measured_with(&fixture::codebook(), &second, &quick()).counts());
        let (sum, whole) = (values(&fixture::codebook(), &sum), values(&fixture::codebook(), whole.counts()));
        for (one, other) in framing_rows(&sum).iter().zip(framing_rows(&whole)) {
            prop_assert_eq!((one.count, one.denominator), (other.count, other.denominator));
            let difference = one.value.unwrap_or(0.0) - other.value.unwrap_or(0.0);
            prop_assert!(difference.abs() < 1e-9 && one.value.is_some() == other.value.is_some());
        }
    }

    #[test]
    fn swapping_the_contrast_flips_position_and_balance(lines in any_text()) {
        let one = measured_with(&fixture::codebook(), &lines, &quick()).all;
        let other = measured_with(&fixture::swapped(), &lines, &quick()).all;
        for (one, other) in [(&one.position, &other.position), (&one.balance, &other.balance)] {
            prop_assert_eq!(one.value.is_some(), other.value.is_some());
            prop_assert!((one.value.unwrap_or(0.0) + other.value.unwrap_or(0.0)).abs() < 1e-12);
            let mirrored = one.interval.zip(other.interval).is_none_or(|(one, other)| {
                (one.lo + other.hi).abs() < 1e-9 && (one.hi + other.lo).abs() < 1e-9
            });
            prop_assert!(mirrored && one.interval.is_some() == other.interval.is_some());
        }
        let difference = one.ambivalence.value.unwrap_or(0.0) - other.ambivalence.value.unwrap_or(0.0);
        prop_assert!(difference.abs() < 1e-12);
    }

    #[test]
    fn more_evidence_never_lowers_intensity(lines in any_text(), entry in 0..5usize, at in 0..30usize) {
        let before = measured_with(&fixture::codebook(), &lines, &quick()).all;
        let mut more = lines;
        if let Some(line) = more.get_mut(at).filter(|line| line.n_words > 0) {
            line.hits.push((entry, Verdict::Counted));
        }
        let after = measured_with(&fixture::codebook(), &more, &quick()).all;
        for (before, after) in before.frames.iter().zip(&after.frames) {
            prop_assert!(after.rate_per_1000_words.value >= before.rate_per_1000_words.value);
            prop_assert!(after.n_sentences >= before.n_sentences);
        }
    }
}
