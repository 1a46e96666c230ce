//! **What are the parts of a text?** Blocks, sentences, tokens.
//!
//! In comes a [`Document`], out goes a [`Segmentation`] that points into its text. Total: any text gives a
//! segmentation, the empty text an empty one.
//!
//! Promises: blocks, sentences and tokens are each sorted and disjoint; every token lies in one sentence,
//! every sentence in one block; what is in no token is white space. The same text gives the same layers.

mod block;
mod boundary;
mod cut;
mod dotted;
mod kinds;
mod language;
mod layer;
mod norm;
mod sentence;
mod subword;
mod token;
mod unstopped;
mod word_list;
mod word_types;

pub use cut::{MAX_SENTENCES, MAX_TOKENS, length_warning};
pub use language::{Languages, language_warnings};
pub use layer::{
    Block, BlockIx, Norm, Segmentation, Sentence, SentenceIx, Token, TokenIx, TokenKind, Vocabulary,
};
pub use subword::Subwords;
pub use word_types::WordTypes;

use crate::document::{BlockKind, Document, Language};
use crate::text::Span;
use language::Parts;
use norm::Interner;

/// The tokens of a phrase, as they would be in a text: names of tables are read as documents are.
#[must_use]
pub fn tokens(phrase: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    token::tokenize(phrase, Span::of(0..phrase.len()), &mut Interner::default(), &mut tokens);
    tokens
}

/// Bytes of text to a token, as edited English has them: room is made for so many.
const BYTES_OF_TOKEN: usize = 5;

/// Parts a document into blocks, sentences and tokens.
#[must_use]
pub fn segment(document: &Document) -> Segmentation {
    segment_for(document, None)
}

/// The same for somebody who reads one language: what is in another is set apart.
#[must_use]
pub fn segment_for(document: &Document, reader: Option<Language>) -> Segmentation {
    segment_within(document, reader, MAX_TOKENS)
}

/// The same with no sentence of more than `most` tokens, at least 1.
#[must_use]
pub fn segment_within(document: &Document, reader: Option<Language>, most: usize) -> Segmentation {
    let text: &str = &document.text;
    let blocks = block::blocks(document);
    let mut too_long = Vec::new();
    let (mut sentences, mut interner) = (Vec::new(), Interner::for_text(text));
    let mut tokens = Vec::with_capacity(text.len() / BYTES_OF_TOKEN);
    for (at, block) in blocks.iter().enumerate() {
        let mut add = |span| {
            let first = tokens.len();
            token::tokenize(text, span, &mut interner, &mut tokens);
            let block = BlockIx::new(at);
            if tokens.len() - first <= most {
                sentences.push(Sentence { span, block, tokens: first..tokens.len() });
                return;
            }
            too_long.push(span);
            for part in cut::parts(text, &tokens[first..], most) {
                let own = &tokens[first + part.start..first + part.end];
                let span = Span::of(own[0].span.range().start..own[own.len() - 1].span.range().end);
                sentences.push(Sentence { span, block, tokens: first + part.start..first + part.end });
            }
        };
        if is_one_sentence(block.kind) {
            add(block.span);
        } else {
            sentence::sentences(text, block.span, add);
        }
    }
    let vocabulary = interner.into_vocabulary();
    let parts =
        Parts { text, blocks: &blocks, sentences: &sentences, tokens: &tokens, vocabulary: &vocabulary };
    let languages = Languages::of(document, parts, reader);
    Segmentation { blocks, sentences, tokens, vocabulary, languages, cut: too_long }
}

/// Names of texts and parts, of authors and speakers: whatever stops they hold end nothing.
const fn is_one_sentence(kind: BlockKind) -> bool {
    use BlockKind::{Byline, Dateline, Heading, SpeakerTag, Title};
    matches!(kind, Title | Byline | Dateline | Heading | SpeakerTag)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    use proptest::prelude::*;

    /// A document of that text.
    pub(crate) fn document(text: &str) -> Document {
        Document::of_text("test", text)
    }

    /// The kinds of the blocks of a text, in order.
    pub(super) fn kinds(text: &str) -> Vec<BlockKind> {
        segment(&document(text)).blocks.iter().map(|block| block.kind).collect()
    }

    /// Checks everything the room promises.
    fn check(text: &str) {
        let document = document(text);
        let Segmentation { blocks, sentences, tokens, vocabulary, .. } = segment(&document);
        assert!(blocks.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
        assert!(sentences.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
        assert!(tokens.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
        for span in
            blocks.iter().map(|block| block.span).chain(sentences.iter().map(|sentence| sentence.span))
        {
            assert!(!span.is_empty());
            assert_eq!(span, span.trimmed(text));
        }
        let mut next = 0;
        for sentence in &sentences {
            assert!(blocks[sentence.block.get()].span.contains(sentence.span));
            assert_eq!(sentence.tokens.start, next);
            assert!(!sentence.tokens.is_empty());
            next = sentence.tokens.end;
            assert!(tokens[sentence.tokens.clone()].iter().all(|token| sentence.span.contains(token.span)));
        }
        assert_eq!(next, tokens.len());
        let mut end = 0;
        for token in &tokens {
            assert!(!token.span.is_empty());
            assert!(token.norm.get() < vocabulary.len());
            assert!(text[end..token.span.range().start].trim().is_empty());
            end = token.span.range().end;
        }
        assert!(text[end..].trim().is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_tiled(text in "\\PC{0,200}") {
            check(&text);
        }

        #[test]
        fn anything_like_a_page_is_tiled(text in "([A-Za-z]{1,9}|[0-9]{1,4}|[.?!…,;:()'\"“”’\\[\\]/@\\-–—•*]| |\t|\n|\n\n|\u{c}|\u{301}|é|世){0,120}") {
            check(&text);
        }
    }
}
