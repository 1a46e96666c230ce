//! Who speaks in records of meetings, briefings and interviews.

use super::line::Reader;
use crate::annotate::{Attitude, Attribution, AttributionKind};
use crate::document::BlockKind;
use crate::text::Span;
use rustc_hash::FxHashMap;

/// What is said under one tag.
struct Turn {
    tag: Span,
    content: Vec<Span>,
}

/// The turns of a text in which several speak. The one who speaks most is its author, if it is more than half of all
/// that is said: the spokesperson of a briefing, the speaker whom a president calls.
pub(super) fn turns(reader: &Reader<'_>) -> Vec<Attribution> {
    let turns = gathered(reader);
    let mut said: FxHashMap<&str, usize> = FxHashMap::default();
    for turn in &turns {
        let length: usize = turn.content.iter().map(|it| it.range().len()).sum();
        *said.entry(name_of(reader, turn)).or_default() += length;
    }
    if said.len() < 2 {
        return Vec::new();
    }
    let total: usize = said.values().sum();
    let make = |turn: &Turn| Attribution {
        source: vec![turn.tag],
        cue: Vec::new(),
        content: turn.content.clone(),
        kind: AttributionKind::Direct,
        holder: None,
        is_author: 2 * said[name_of(reader, turn)] > total,
        attitude: Attitude::Neutral,
    };
    turns.iter().filter(|turn| !turn.content.is_empty()).map(make).collect()
}

fn name_of<'d>(reader: &Reader<'d>, turn: &Turn) -> &'d str {
    turn.tag.slice(reader.text)
}

fn gathered(reader: &Reader<'_>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut is_open = false;
    for block in &reader.segmentation.blocks {
        match block.kind {
            BlockKind::SpeakerTag => {
                turns.push(Turn { tag: without_colon(reader.text, block.span), content: Vec::new() });
                is_open = true;
            }
            BlockKind::Heading | BlockKind::Title => is_open = false,
            BlockKind::Boilerplate | BlockKind::Footnote | BlockKind::Caption | BlockKind::Byline => {}
            _ => {
                if let Some(turn) = turns.last_mut().filter(|_| is_open) {
                    turn.content.push(block.span);
                }
            }
        }
    }
    turns
}

fn without_colon(text: &str, span: Span) -> Span {
    let tag = span.slice(text).trim_end_matches([':', ' ', '-', '–', '.']);
    let start = span.range().start;
    if tag.is_empty() { span } else { Span::of(start..start + tag.len()) }
}
