//! What the pages of a file cost to read.
//!
//! The library lays out a page in time that grows with the square of what stands on it, interprets a form as often as it
//! is drawn, and keeps a grid as wide as its text. So pages are weighed first; one that is too heavy or too wide is a map or
//! a plan, or made to do harm.

use super::bounds::{is_too_deep, too_deep, too_large};
use super::reach::{FARTHEST, Walk};
use crate::ingest::reader::Problem;
use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::slice;
use unpdf::parser::raw::tokenizer::dict_get;
use unpdf::parser::raw::{PdfDict, PdfObject, PdfStream, RawDocument, stream};

/// The most pages; the library looks through all of them for each.
const PAGES: usize = 3_000;
/// The heaviest page that is read, and the most that all may weigh, in units of about a microsecond.
const OF_PAGE: u64 = 12_000_000;
const OF_FILE: u64 = 60_000_000;
/// The most operators of a page, of which each takes some hundred bytes of memory.
const OPERATORS: u64 = 2_000_000;
/// The deepest that forms are drawn within forms, as in the library.
const FORMS: usize = 32;
/// The most steps from a page to the part of the tree that holds its resources.
const TREE: usize = 64;

type Id = (u32, u16);

/// The pages of a file that can be read.
#[derive(Debug)]
pub(super) struct Pages {
    /// Their numbers.
    pub(super) light: Vec<u32>,
    /// How many are too heavy, or reach too far.
    pub(super) n_heavy: usize,
}

/// Weighs the pages of a file.
///
/// # Errors
/// `too-large` or `too-deep` where there is nothing to read in bounded time.
pub(super) fn weigh(pdf: &RawDocument) -> Result<Pages, Problem> {
    let pages = pdf.pages();
    if pages.len() > PAGES {
        return Err(too_large("more than 3,000 pages"));
    }
    let mut scales = Scales { pdf, known: BTreeMap::new() };
    let (mut light, mut total) = (Vec::new(), 0_u64);
    for (number, id) in &pages {
        let Ok(page) = pdf.get_dict(*id) else {
            light.push(*number);
            continue;
        };
        let (parts, resources) = (contents(pdf, page), resources(pdf, page));
        let content = scales.page(parts, resources)?;
        let weight = content.weight();
        let is_light = weight <= OF_PAGE && content.operators <= OPERATORS;
        if is_light && Walk::new(pdf, FORMS).reach(parts, resources) <= FARTHEST {
            light.push(*number);
            total = total.saturating_add(weight);
        }
    }
    if total > OF_FILE {
        return Err(too_large("more on its pages than can be laid out in a minute"));
    }
    if light.is_empty() && !pages.is_empty() {
        return Err(too_large("more on each page than any page for readers has"));
    }
    Ok(Pages { n_heavy: pages.len() - light.len(), light })
}

/// What stands in the content of a page or form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Content {
    operators: u64,
    texts: u64,
    lines: u64,
    rectangles: u64,
}

impl Content {
    /// Fitted to pages made by program; a table of a thousand cells weighs 0.1 s, a page of dense text 0.01 s.
    fn weight(&self) -> u64 {
        let square = |n: u64| n.saturating_mul(n);
        self.operators
            .saturating_add(square(self.rectangles) / 10)
            .saturating_add(square(self.lines) / 125)
            .saturating_add(square(self.texts) / 1000)
    }

    fn times(self, n: u64) -> Self {
        Self {
            operators: self.operators.saturating_mul(n),
            texts: self.texts.saturating_mul(n),
            lines: self.lines.saturating_mul(n),
            rectangles: self.rectangles.saturating_mul(n),
        }
    }
}

impl AddAssign for Content {
    fn add_assign(&mut self, other: Self) {
        self.operators = self.operators.saturating_add(other.operators);
        self.texts = self.texts.saturating_add(other.texts);
        self.lines = self.lines.saturating_add(other.lines);
        self.rectangles = self.rectangles.saturating_add(other.rectangles);
    }
}

struct Scales<'d> {
    pdf: &'d RawDocument,
    /// Forms and contents that were weighed, by their numbers.
    known: BTreeMap<Id, Content>,
}

impl<'d> Scales<'d> {
    fn page(&mut self, parts: &'d [PdfObject], resources: Option<&'d PdfDict>) -> Result<Content, Problem> {
        let mut all = Content::default();
        for part in parts {
            all += self.drawn(part, resources, 0)?;
        }
        Ok(all)
    }

    /// What a stream draws, with the forms in it.
    fn drawn(
        &mut self,
        object: &'d PdfObject,
        resources: Option<&'d PdfDict>,
        depth: usize,
    ) -> Result<Content, Problem> {
        let id = object.as_reference();
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return Ok(*known);
        }
        let Some(stream) = self.pdf.resolve(object).as_stream() else { return Ok(Content::default()) };
        if let Some(id) = id {
            // A form that draws itself is not drawn again.
            self.known.insert(id, Content::default());
        }
        let content = self.weighed(stream, resources, depth)?;
        if let Some(id) = id {
            self.known.insert(id, content);
        }
        Ok(content)
    }

    fn weighed(
        &mut self,
        stream: &'d PdfStream,
        resources: Option<&'d PdfDict>,
        depth: usize,
    ) -> Result<Content, Problem> {
        if dict_get(&stream.dict, b"Subtype").and_then(PdfObject::as_name) == Some(b"Image") {
            return Ok(Content::default());
        }
        let Ok(bytes) = stream::decompress(stream) else { return Ok(Content::default()) };
        if is_too_deep(&bytes) {
            return Err(too_deep());
        }
        let (mut content, draws) = counted(&bytes);
        let own = dict_get(&stream.dict, b"Resources").and_then(|it| self.pdf.resolve(it).as_dict());
        let forms = own
            .or(resources)
            .and_then(|it| dict_get(it, b"XObject"))
            .and_then(|it| self.pdf.resolve(it).as_dict());
        if let Some(forms) = forms.filter(|_| depth < FORMS) {
            for (name, n) in draws {
                if let Some(form) = forms.get(name) {
                    content += self.drawn(form, own.or(resources), depth + 1)?.times(n);
                }
            }
        }
        Ok(content)
    }
}

/// The streams that a page is drawn by.
fn contents<'d>(pdf: &'d RawDocument, page: &'d PdfDict) -> &'d [PdfObject] {
    let Some(contents) = dict_get(page, b"Contents") else { return &[] };
    match pdf.resolve(contents) {
        PdfObject::Array(parts) => parts,
        _ => slice::from_ref(contents),
    }
}

/// The resources of a page, its own or those of the part of the tree it is in.
fn resources<'d>(pdf: &'d RawDocument, page: &'d PdfDict) -> Option<&'d PdfDict> {
    let mut at = page;
    for _ in 0..TREE {
        if let Some(resources) = dict_get(at, b"Resources") {
            return pdf.resolve(resources).as_dict();
        }
        at = pdf.resolve(dict_get(at, b"Parent")?).as_dict()?;
    }
    None
}

/// Counts operators, and how often each form is drawn.
fn counted(bytes: &[u8]) -> (Content, BTreeMap<&[u8], u64>) {
    let is_space = |byte: &u8| matches!(byte, b'\0'..=b' ' | b'[' | b']' | b'(' | b')' | b'<' | b'>');
    let mut content = Content::default();
    let mut draws = BTreeMap::new();
    let mut before: &[u8] = b"";
    for word in bytes.split(is_space).filter(|word| !word.is_empty()) {
        match word {
            b"Do" => *draws.entry(before.strip_prefix(b"/").unwrap_or(before)).or_default() += 1,
            b"re" => content.rectangles += 1,
            b"l" => content.lines += 1,
            b"Tj" | b"TJ" | b"'" | b"\"" => content.texts += 1,
            _ => {}
        }
        content.operators += u64::from(!word[0].is_ascii_digit() && !matches!(word[0], b'-' | b'.' | b'/'));
        before = word;
    }
    (content, draws)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_counted() {
        let (content, draws) = counted(b"q 0 0 1 1 re S /F1 10 Tf (words) Tj [(a)-1(b)]TJ /Fm Do\n/Fm Do Q");
        assert_eq!((content.rectangles, content.texts, content.lines), (1, 2, 0));
        assert_eq!(draws, BTreeMap::from([(&b"Fm"[..], 2)]));
    }
}
