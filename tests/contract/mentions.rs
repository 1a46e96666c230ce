//! The contract of the names that an analysis finds, whatever the text.

use normscope::Analysis;
use normscope::annotate::StandsFor;
use normscope::document::Document;
use normscope::gazetteer::Label;
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Original pieces that wake every way to find a name.
const PIECES: [&str; 36] = [
    "Iran",
    "IRAN",
    "China\u{2019}s",
    "China's Ministry of Foreign Affairs",
    "the Freedom Online Coalition (FOC)",
    "FOC",
    "FOC,",
    "the Coalition",
    "President Ada Roe",
    "Ms. Roe",
    "Roe",
    "Beijing",
    "Beijing warned",
    "United\nNations",
    "U.S.",
    "Georgia",
    "Jordan",
    "Chinese and Iranian",
    "resolution 2254 (2015)",
    "Côte d\u{2019}Ivoire",
    "Co\u{302}te d'Ivoire",
    "on 7 January 2026",
    "January 7",
    "between 2014 and 2016",
    "in the 1990s",
    "Pellane Telecom Ltd",
    "Ministry of",
    "University",
    "Asia-\nPacific",
    "🛰",
    "\u{301}",
    "\u{A0}",
    "(",
    "\u{201D}.",
    "\n\n",
    ". ",
];

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let options = Options { replicates: 0, ..Options::default() };
    Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles")
});

fn analyze(text: &str, scratch: &mut Scratch) -> Analysis {
    let document = Document::of_text("any", text);
    ANALYZER.analyze(document, scratch)
}

/// What the mentions of a document promise.
fn check(analysis: &Analysis) {
    let (text, segmentation) = (&analysis.document.text, &analysis.segmentation);
    let annotations = &analysis.annotations;
    let mut seen = BTreeSet::new();
    let mut before = 0;
    for mention in &annotations.mentions {
        let range = mention.span.range();
        assert!(before <= range.start, "sorted and disjoint: {mention:?}");
        before = range.end;
        assert!(!mention.span.is_empty() && text.get(range.clone()).is_some(), "{mention:?}");
        assert_eq!(mention.span.trimmed(text), mention.span, "no white space at the ends");
        let sentence = &segmentation.sentences[mention.sentence.get()];
        assert!(sentence.span.contains(mention.span), "within its sentence: {mention:?}");
        let tokens = &segmentation.tokens[mention.tokens.clone()];
        let (first, last) = (tokens[0].span, tokens[tokens.len() - 1].span);
        assert!(first.start() == mention.span.start() && last.overlaps(mention.span), "{mention:?}");
        match &mention.stands_for {
            StandsFor::Time(iso) => {
                assert!(
                    mention.label == Label::Date && iso.starts_with(|c: char| c.is_ascii_digit() || c == 'X'),
                    "{iso}"
                );
            }
            StandsFor::Thing(at) => {
                assert_ne!(mention.label, Label::Date);
                let referent = &annotations.referents[at.get()];
                assert!(!referent.name.is_empty(), "{referent:?}");
                seen.insert(*at);
            }
        }
    }
    assert_eq!(seen.len(), annotations.referents.len(), "every referent is mentioned");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn mentions_keep_their_promises(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..24),
        glue in prop::sample::select(&[" ", " and ", ", ", ""][..]),
    ) {
        let text = pieces.join(glue);
        let mut scratch = Scratch::default();
        let first = analyze(&text, &mut scratch);
        check(&first);
        let again = analyze(&text, &mut scratch);
        prop_assert_eq!(&first.annotations.mentions, &again.annotations.mentions, "a used cache changes nothing");
        prop_assert_eq!(&first.annotations.referents, &again.annotations.referents);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check(&analyze(&text, &mut Scratch::default()));
    }
}
