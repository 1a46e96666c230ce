//! How a resolution or statement is built: preamble, decisions, and the verbs that its paragraphs open with.

use super::clause::{Clause, Passage, clauses};
use super::phrases::Phrases;
use crate::text::CharSpan;
use serde::Deserialize;
use std::sync::LazyLock;

/// A part of a resolution or statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is recalled: preambular paragraphs and the items in them.
    Preamble,
    /// What is decided: operative paragraphs, with the items and numbered paragraphs behind the first of them.
    Operative,
    /// Everything else.
    Body,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 3] = [Self::Preamble, Self::Operative, Self::Body];

    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Operative => "operative",
            Self::Body => "body",
        }
    }
}

/// A paragraph's opening verb.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The sentence, by its place among the passages.
    pub passage: usize,
    /// Where the verb, with what belongs to it, stands.
    pub span: CharSpan,
    /// The verb as the list has it: `call upon`.
    pub verb: &'static str,
    /// What the paragraph does: `decision`, `request`, `note`.
    pub force: &'static str,
    /// The part it stands in.
    pub part: Part,
}

/// How a part is framed.
#[derive(Clone, Debug, PartialEq)]
pub struct PartFraming {
    /// The part.
    pub part: Part,
    /// Its sentences.
    pub n_sentences: u64,
    /// Those of them that open with a known verb.
    pub n_openings: u64,
    /// Sentences that show each frame, in codebook order.
    pub shown: Vec<u64>,
    /// Evidence for each frame, in codebook order.
    pub weights: Vec<f64>,
}

/// How a text is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// The parts that it has, preamble first.
    pub parts: Vec<PartFraming>,
    /// The verbs that its paragraphs open with, in their order.
    pub openings: Vec<Opening>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    before: Vec<String>,
    force: Vec<Force>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Force {
    name: String,
    opens: Vec<String>,
}

struct Openings {
    forces: Vec<Force>,
    before: Phrases<()>,
    verbs: Phrases<(usize, usize)>,
}

static OPENINGS: LazyLock<Openings> = LazyLock::new(|| {
    let text = include_str!("../../../models/versions/openings.toml");
    let file: File = toml::from_str(text).expect("the tests read the openings");
    let (mut before, mut verbs) = (Phrases::new(), Phrases::new());
    file.before.iter().for_each(|it| before.add(it, ()));
    for (at, force) in file.force.iter().enumerate() {
        for (which, verb) in force.opens.iter().enumerate() {
            verbs.add_verb(verb, (at, which));
        }
    }
    Openings { forces: file.force, before, verbs }
});

/// Tells how a text with so many frames is built.
#[must_use]
pub fn structure(passages: &[Passage], n_frames: usize) -> Structure {
    let parts = parts(passages);
    let mut last = None;
    let first_of_passage = |it: &&Clause| last.replace(it.passage) != Some(it.passage);
    let clauses = clauses(passages);
    let openings: Vec<Opening> =
        clauses.iter().filter(first_of_passage).filter_map(|it| opening(it, parts[it.passage])).collect();
    let framing = |part: Part| {
        let of_part =
            || passages.iter().zip(&parts).filter(|(_, it)| **it == part).map(|(passage, _)| passage);
        let frame =
            |at: usize| of_part().filter(|it| it.frames.iter().any(|frame| frame.get() == at)).count() as u64;
        let weight = |at: usize| of_part().filter_map(|it| it.weights.get(at)).sum();
        PartFraming {
            part,
            n_sentences: of_part().count() as u64,
            n_openings: openings.iter().filter(|it| it.part == part).count() as u64,
            shown: (0..n_frames).map(frame).collect(),
            weights: (0..n_frames).map(weight).collect(),
        }
    };
    let parts = Part::ALL.into_iter().map(framing).filter(|it| it.n_sentences > 0).collect();
    Structure { parts, openings }
}

/// The part of each passage.
fn parts(passages: &[Passage]) -> Vec<Part> {
    let mut here = Part::Body;
    let mut has_decided = false;
    let part = |passage: &Passage| {
        here = match passage.block.as_str() {
            "preambular" => Part::Preamble,
            "operative" => Part::Operative,
            "numbered_paragraph" if has_decided => Part::Operative,
            "list_item" => here,
            _ => Part::Body,
        };
        has_decided |= here == Part::Operative;
        here
    };
    passages.iter().map(part).collect()
}

/// The verb that a clause opens with, behind its subject and adverbs. In the body a bare noun may look like a verb, so that
/// a subject must stand before it.
fn opening(clause: &Clause, part: Part) -> Option<Opening> {
    let words = &clause.words;
    let mut at = 0;
    loop {
        if let Some((length, found)) = OPENINGS.verbs.at(&words[at..]) {
            let (force, which) = found[0];
            let span = CharSpan { start: words[at].span.start, end: words[at + length - 1].span.end };
            let force = &OPENINGS.forces[force];
            let opens = part != Part::Body || at > 0;
            return opens.then(|| Opening {
                passage: clause.passage,
                span,
                verb: &force.opens[which],
                force: &force.name,
                part,
            });
        }
        at += OPENINGS.before.at(&words[at..])?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(lines: &[(&str, &str)]) -> Structure {
        let passage = |&(block, text): &(&str, &str)| Passage {
            text: text.to_owned(),
            block: block.to_owned(),
            weights: vec![1.0, 0.5],
            ..Passage::default()
        };
        structure(&lines.iter().map(passage).collect::<Vec<_>>(), 2)
    }

    #[test]
    fn paragraphs_are_told_by_their_verbs() {
        let it = built(&[
            ("preambular", "Noting with concern the repeated cutting of cables,"),
            ("operative", "1. Decides to establish a fund;"),
            ("operative", "2. Also calls upon members to publish the orders;"),
            ("numbered_paragraph", "3. Declines to adopt the proposal;"),
            ("paragraph", "Requests for comment go to the desk."),
            ("paragraph", "We strongly condemn the harassment of reporters."),
        ]);
        let found: Vec<_> = it.openings.iter().map(|it| (it.part.name(), it.verb, it.force)).collect();
        let expected = [
            ("preamble", "note with concern", "concern"),
            ("operative", "decide", "decision"),
            ("operative", "call upon", "request"),
            ("operative", "decline", "decision"),
            ("body", "condemn", "condemnation"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let it = built(&[
            ("preambular", "Recalling the Charter,"),
            ("operative", "Decides to act;"),
            ("paragraph", "Done."),
        ]);
        assert_eq!(it.parts.iter().map(|it| it.n_sentences).sum::<u64>(), 3);
        assert!((it.parts.iter().map(|it| it.weights[1]).sum::<f64>() - 1.5).abs() < 1e-12);
    }
}
