//! The rows of `measures.jsonl`: every statistic of a document or group, laid out flat.

use super::{Lines, Table};
use crate::codebook::Codebook;
use crate::measure::{Row, Voices, framing_rows, gap_row, placement_rows, sensitivity_rows};
use crate::report::wire::MeasureRow;
use std::borrow::Cow;

/// What all rows of one document or group share.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The document, if it is one.
    pub doc_id: Option<&'a str>,
    /// The group, if it is one, as `field=value`.
    pub group: Option<&'a str>,
    /// The voices that are heard.
    pub voices: Voices,
    /// How documents were joined; `None` for a single one.
    pub joined: Option<&'static str>,
}

impl super::Page<'_> {
    /// Writes every statistic of the document.
    pub(super) fn measures(&self, lines: &mut Lines) {
        let heading = |voices| Heading { doc_id: Some(self.doc_id()), group: None, joined: None, voices };
        let measures = &self.analysis.measures;
        let primary = heading(measures.primary);
        measure_rows(self.codebook, &framing_rows(&measures.author), heading(Voices::Author), lines);
        measure_rows(self.codebook, &framing_rows(&measures.all), heading(Voices::All), lines);
        measure_rows(self.codebook, &[gap_row(&measures.gap)], heading(Voices::All), lines);
        measure_rows(self.codebook, &sensitivity_rows(&measures.sensitivity), primary, lines);
        measure_rows(self.codebook, &placement_rows(&measures.placement), primary, lines);
    }
}

/// Writes `rows` under the names of the codebook.
pub fn measure_rows(codebook: &Codebook, rows: &[Row], heading: Heading<'_>, lines: &mut Lines) {
    for row in rows {
        let family = row.family.map(|family| &codebook.families[family.get()]);
        let frame = row.frame.or(family.map(|family| family.frame));
        lines.push(
            Table::Measures,
            &MeasureRow {
                doc_id: heading.doc_id.map(Cow::Borrowed),
                group: heading.group.map(Cow::Borrowed),
                voice: heading.voices.name().into(),
                statistic: row.statistic.into(),
                frame: frame.map(|frame| Cow::Borrowed(&*codebook.frames[frame.get()].id)),
                family: family.map(|family| Cow::Borrowed(&*family.id)),
                value: row.value,
                lo: row.lo,
                hi: row.hi,
                method: method(heading.joined, row.method),
                count: row.count,
                denominator: row.denominator,
                reason: row.reason.map(|reason| reason.name().into()),
            },
        );
    }
}

fn method(joined: Option<&'static str>, made: Option<&'static str>) -> Option<Cow<'static, str>> {
    match (joined, made) {
        (Some(joined), Some(made)) => Some(Cow::Owned(format!("{joined} {made}"))),
        (one, other) => one.or(other).map(Cow::Borrowed),
    }
}
