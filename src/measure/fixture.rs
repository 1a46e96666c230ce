//! A small codebook and texts made of counts, for the tests of this room.

use crate::annotate::{Annotations, Sense, Stance, TermHit, Verdict, Voice};
use crate::codebook::{
    Codebook, Contested, Contrast, Dimension, Entry, EntryIx, Family, FamilyIx, Frame, FrameIx, Place, Role,
};
use crate::document::{BlockKind, Fingerprint};
use crate::segment::{Block, BlockIx, Segmentation, Sentence, SentenceIx, Token, TokenKind, Vocabulary};
use crate::text::Span;

/// Places of the entries of [`codebook`].
pub const PRIVACY: usize = 0;
pub const CENSORSHIP: usize = 1;
pub const PEOPLES: usize = 2;
pub const SOVEREIGNTY: usize = 3;
pub const PRETEXT: usize = 4;
pub const GOVERNANCE: usize = 5;

/// Two frames in contrast; R1 (privacy 1, censorship .8 as violation), R10 (separate; .5), S1 (sovereignty 1,
/// pretext .6 as justification), and one contested term.
pub fn codebook() -> Codebook {
    let frame =
        |id: &str| Frame { id: id.into(), name: id.into(), definition: String::new(), threshold: 0.5 };
    Codebook {
        id: "test".into(),
        version: "1".into(),
        language: "en".into(),
        title: String::new(),
        fingerprint: Fingerprint::of(b""),
        frames: vec![frame("rights"), frame("state")],
        contrast: Some(Contrast { positive: FrameIx::new(0), negative: FrameIx::new(1) }),
        families: vec![family("R1", 0, false), family("R10", 0, true), family("S1", 1, false)],
        head: "test.toml".into(),
        lists: std::collections::BTreeMap::new(),
        entries: vec![
            evidence("privacy", 0, Dimension::Affirmation, 1.0),
            evidence("censorship", 0, Dimension::Violation, 0.8),
            evidence("peoples", 1, Dimension::Affirmation, 0.5),
            evidence("sovereignty", 2, Dimension::Affirmation, 1.0),
            evidence("pretext", 2, Dimension::Justification, 0.6),
            entry("governance", Role::Contested(Contested::default())),
        ],
    }
}

/// As [`codebook`], with the two sides of the contrast exchanged.
pub fn swapped() -> Codebook {
    let mut codebook = codebook();
    codebook.contrast = Some(Contrast { positive: FrameIx::new(1), negative: FrameIx::new(0) });
    codebook
}

fn family(id: &str, frame: usize, separate: bool) -> Family {
    let frame = FrameIx::new(frame);
    Family { id: id.into(), frame, name: id.into(), definition: String::new(), sources: Vec::new(), separate }
}

fn evidence(id: &str, family: usize, dimension: Dimension, weight: f64) -> Entry {
    entry(id, Role::Evidence { family: FamilyIx::new(family), dimension, weight, turned: None })
}

fn entry(id: &str, role: Role) -> Entry {
    Entry::named(id, role, Place { file: "test.toml".into(), line: 1 })
}

fn sense_of(entry: usize) -> Option<Sense> {
    match codebook().entries[entry].role {
        Role::Evidence { family, dimension, weight, .. } => Some(Sense { family, dimension, weight }),
        _ => None,
    }
}

/// One sentence of a made-up text: its block, its words, and what was found in it.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: BlockKind,
    pub n_words: usize,
    pub hits: Vec<(usize, Verdict)>,
}

/// A sentence of running text with counted hits of these entries.
pub fn line(n_words: usize, entries: &[usize]) -> Line {
    let hits = entries.iter().map(|&entry| (entry, Verdict::Counted)).collect();
    Line { kind: BlockKind::Paragraph, n_words, hits }
}

/// The layers of a text with these sentences, one block each. Hits stand at the start of their sentence.
pub fn layers(lines: &[Line]) -> (Segmentation, Annotations) {
    let mut segmentation = Segmentation { vocabulary: Vocabulary::default(), ..Segmentation::default() };
    let norm = segmentation.vocabulary.push("w");
    let mut annotations = Annotations::default();
    for (at, line) in lines.iter().enumerate() {
        let first = segmentation.tokens.len();
        for place in first..first + line.n_words {
            let start = u32::try_from(2 * place).expect("a short text");
            segmentation.tokens.push(Token {
                span: Span::new(start, start + 1),
                kind: TokenKind::Word,
                norm,
            });
        }
        let tokens = first..first + line.n_words;
        let span = Span::of(2 * tokens.start..(2 * tokens.end).saturating_sub(1).max(2 * tokens.start));
        segmentation.blocks.push(Block { span, kind: line.kind });
        segmentation.sentences.push(Sentence { span, block: BlockIx::new(at), tokens });
        for &(entry, verdict) in &line.hits {
            annotations.hits.push(TermHit {
                span: Span::of(2 * first..2 * first + 1),
                tokens: first..first + 1,
                entry: EntryIx::new(entry),
                sentence: SentenceIx::new(at),
                verdict,
                sense: sense_of(entry),
                resolved_by: None,
                stance: Stance::Endorse,
                cue: None,
                voice: Voice::Author,
                attribution: None,
            });
        }
    }
    (segmentation, annotations)
}
