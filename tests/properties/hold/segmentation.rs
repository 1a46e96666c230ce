//! Blocks, sentences and tokens tile any text; positions in bytes and in code points stand for each other.

use super::document;
use normscope::segment::{Segmentation, segment as parted};
use normscope::text::{CharOffsets, Span};

/// Any text that is read is parted without rest.
pub fn segment(bytes: &[u8]) {
    let Some(document) = document(bytes) else { return };
    check(&document.text, &parted(&document));
}

/// What every segmentation promises of its text.
pub fn check(text: &str, parts: &Segmentation) {
    let Segmentation { blocks, sentences, tokens, vocabulary, .. } = parts;
    let spans = blocks.iter().map(|it| it.span).chain(sentences.iter().map(|it| it.span));
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} lies on no characters");
        assert!(!span.is_empty() && span == span.trimmed(text), "{span:?} of {text:?}");
    }
    assert!(blocks.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
    assert!(sentences.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
    let mut next = 0;
    for sentence in sentences {
        assert!(blocks[sentence.block.get()].span.contains(sentence.span), "{sentence:?}");
        assert!(sentence.tokens.start == next && sentence.tokens.end > next, "{sentence:?}");
        next = sentence.tokens.end;
        assert!(tokens[sentence.tokens.clone()].iter().all(|token| sentence.span.contains(token.span)));
    }
    assert_eq!(next, tokens.len());
    let mut end = 0;
    for token in tokens {
        assert!(!token.span.is_empty() && token.norm.get() < vocabulary.len(), "{token:?}");
        assert!(text.get(token.span.range()).is_some(), "{token:?} lies on no characters");
        assert!(text[end..token.span.range().start].trim().is_empty(), "{token:?} leaves words out");
        end = token.span.range().end;
    }
    assert!(text[end..].trim().is_empty());
}

/// Every byte position at which a character begins is the number of characters before it, and both ways lead back.
pub fn offsets(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let offsets = CharOffsets::new(&text);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (point, &byte) in starts.iter().enumerate() {
        let span = offsets.span(Span::of(byte..text.len()));
        assert_eq!((span.start as usize, span.end as usize), (point, starts.len() - 1));
        assert_eq!(starts[span.start as usize], byte);
    }
    let whole = Span::of(0..text.len());
    assert_eq!(whole.trimmed(&text).slice(&text), text.trim());
}
