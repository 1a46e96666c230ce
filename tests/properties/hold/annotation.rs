//! Names, terms, attributions, short forms and numbers: the layers of any text lie within it, and can be written.

use super::{document, segmentation};
use normscope::Analysis;
use normscope::annotate::{StandsFor, TermHit};
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use normscope::report::render::{Lines, Renderer, Table, TextPolicy};
use normscope::text::Span;
use serde_json::Value;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let options = Options { replicates: 4, ..Options::default() };
    Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles")
});

/// Analyses any text that is read and checks every layer, then writes it.
pub fn annotate(bytes: &[u8]) {
    let Some(document) = document(bytes) else { return };
    let analysis = ANALYZER.analyze(document, &mut Scratch::default());
    segmentation::check(&analysis.document.text, &analysis.segmentation);
    names(&analysis);
    hits(&analysis, &analysis.annotations.hits);
    hits(&analysis, &analysis.annotations.cues);
    attributions(&analysis);
    numbers(&analysis);
    rows(&analysis);
}

/// Where a span ends, if it lies on characters of the text and begins no earlier than `from`.
fn behind(analysis: &Analysis, span: Span, from: u32) -> u32 {
    let text = &analysis.document.text;
    assert!(
        text.get(span.range()).is_some_and(|it| !it.is_empty()),
        "{span:?} lies on no characters of {text:?}"
    );
    assert!(from <= span.start(), "{span:?} begins before {from} in {text:?}");
    span.end()
}

fn names(analysis: &Analysis) {
    let annotations = &analysis.annotations;
    let mut end = 0;
    for mention in &annotations.mentions {
        end = behind(analysis, mention.span, end);
        assert_eq!(mention.span.trimmed(&analysis.document.text), mention.span);
        assert!(analysis.segmentation.sentences[mention.sentence.get()].span.contains(mention.span));
        if let StandsFor::Thing(at) = mention.stands_for {
            assert!(!annotations.referents[at.get()].name.is_empty());
        }
    }
}

fn hits(analysis: &Analysis, hits: &[TermHit]) {
    let (segmentation, annotations) = (&analysis.segmentation, &analysis.annotations);
    let mut start = 0;
    for hit in hits {
        behind(analysis, hit.span, start);
        start = hit.span.start();
        let tokens = &segmentation.tokens[hit.tokens.clone()];
        assert!(segmentation.sentences[hit.sentence.get()].span.contains(hit.span), "{hit:?}");
        assert_eq!((tokens[0].span.start(), tokens[tokens.len() - 1].span.end()), (start, hit.span.end()));
        assert!(hit.attribution.is_none_or(|it| it.get() < annotations.attributions.len()), "{hit:?}");
        assert!(hit.cue.is_none_or(|it| it.get() < annotations.cues.len()), "{hit:?}");
        assert!(hit.sense.is_none_or(|it| it.weight > 0.0 && it.weight <= 1.0), "{hit:?}");
    }
}

fn attributions(analysis: &Analysis) {
    let annotations = &analysis.annotations;
    for it in &annotations.attributions {
        assert!(!it.content.is_empty(), "{it:?}");
        for part in [&it.source, &it.cue, &it.content] {
            part.iter().fold(0, |end, &span| behind(analysis, span, end));
        }
        assert!(it.holder.is_none_or(|it| it.get() < annotations.referents.len()), "{it:?}");
    }
    let mut end = 0;
    for it in &annotations.voiced {
        end = behind(analysis, it.span, end);
        assert!(it.attribution.get() < annotations.attributions.len());
    }
}

fn numbers(analysis: &Analysis) {
    let (measures, sentences) = (&analysis.measures, &analysis.segmentation.sentences);
    let judged = analysis.annotations.judgements.len();
    assert!(judged == 0 || judged == sentences.len(), "{judged} judgements");
    for framing in [&measures.all, &measures.author] {
        let position = framing.position.value;
        assert!(position.is_none_or(f64::is_finite), "{position:?}");
    }
    for shown in &measures.sentences {
        assert!(shown.sentence.get() < sentences.len());
        assert!(shown.weights.iter().all(|it| it.is_finite() && *it >= 0.0), "{shown:?}");
    }
}

/// Every row is JSON, and what it says of places can be cut from the text by code points.
fn rows(analysis: &Analysis) {
    let renderer = Renderer::new(ANALYZER.codebook(), ANALYZER.gazetteer(), TextPolicy::Written, (4, 1));
    let rendered = renderer.render(analysis, Lines::default());
    let text: Vec<char> = analysis.document.text.chars().collect();
    for table in Table::ALL {
        let (bytes, n_lines) = rendered.lines.of(table);
        let rows: Vec<Value> = bytes
            .split_inclusive(|byte| *byte == b'\n')
            .map(|line| serde_json::from_slice(line).expect("a row of JSON"))
            .collect();
        assert_eq!(rows.len() as u64, n_lines, "{table:?}");
        if matches!(table, Table::Sentences | Table::Hits | Table::Mentions) {
            rows.iter().for_each(|row| placed(&text, row));
        }
    }
}

fn placed(text: &[char], row: &Value) {
    let number = |name: &str| row[name].as_u64().and_then(|it| usize::try_from(it).ok());
    let words = row.get("surface").or_else(|| row.get("text")).and_then(Value::as_str);
    let (Some(start), Some(end), Some(words)) = (number("start"), number("end"), words) else {
        panic!("{row} says not where it stands")
    };
    assert_eq!(text[start..end].iter().collect::<String>(), words);
}
