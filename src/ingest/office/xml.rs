//! XML as a run of pieces, with the names of the elements around each.

use super::package::damaged;
use crate::ingest::FailureCode;
use crate::ingest::reader::Problem;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// The deepest nesting of parts that hold no text; what programs write of themselves stays below a hundred.
pub(super) const FLAT: usize = 1_000;

/// A part of a document: its XML, and how it is called in messages.
#[derive(Clone, Copy)]
pub(super) struct Part<'x> {
    /// What the document is, in words.
    pub(super) what: &'static str,
    /// The name of the part.
    pub(super) name: &'x str,
    /// Its text.
    pub(super) xml: &'x str,
    /// The deepest nesting that is followed.
    pub(super) depth: usize,
}

/// What comes next in XML.
pub(super) enum Piece<'x> {
    /// An element begins; one that is empty ends right after.
    Start(Element<'x>),
    /// An element of this name ends.
    End(&'x str),
    /// Characters.
    Text(Cow<'x, str>),
}

/// An element as it begins.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    /// Its name without prefix: which prefix stands for which vocabulary is fixed in practice.
    pub(super) name: &'x str,
}

impl Element<'_> {
    /// The value of an attribute, named without prefix.
    pub(super) fn attr(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|attr| attr.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Whether an attribute has this value.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.attr(name).is_some_and(|own| own == value)
    }

    /// Whether the element switches something on: `val` is missing or not one of the words for no.
    pub(super) fn is_on(&self) -> bool {
        !self.attr("val").is_some_and(|own| matches!(own.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// Whether to go into an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Descent {
    /// Its pieces follow.
    Into,
    /// They do not, nor does its end.
    Skip,
}

impl Part<'_> {
    /// Hands every piece to `take`, with the names of the elements around it, outermost first.
    ///
    /// # Errors
    /// `damaged` where the XML breaks off or uses entities of its own, `too-deep`.
    pub(super) fn walk<'x>(
        &'x self,
        mut take: impl FnMut(&[&'x str], Piece<'x>) -> Descent,
    ) -> Result<(), Problem> {
        let mut reader = Reader::from_str(self.xml);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        let mut around: Vec<&'x str> = Vec::new();
        // How many elements deep we are in one that is skipped.
        let mut skipped = 0_usize;
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = reader.read_event().map_err(|error| self.broken(reader.error_position(), &error))?;
            match event {
                Event::Start(_) if skipped > 0 => skipped += 1,
                Event::End(_) if skipped > 0 => skipped -= 1,
                Event::Start(start) => {
                    let name = self.name_at(before, start.name().0.len());
                    if take(&around, Piece::Start(Element { start, name })) == Descent::Skip {
                        skipped = 1;
                    } else {
                        around.push(name);
                    }
                }
                Event::End(_) => {
                    if let Some(name) = around.pop() {
                        take(&around, Piece::End(name));
                    }
                }
                Event::Eof if skipped > 0 || !around.is_empty() => {
                    return Err(damaged(self.what, &format!("{} breaks off", self.name)));
                }
                Event::Eof => return Ok(()),
                _ if skipped > 0 => {}
                Event::Text(text) => drop(take(&around, Piece::Text(text.xml10_content()))),
                Event::CData(text) => drop(take(&around, Piece::Text(text.xml10_content()))),
                Event::GeneralRef(name) => drop(take(&around, Piece::Text(self.resolve(&name)?))),
                _ => {}
            }
            if around.len() + skipped > self.depth {
                let message = format!(
                    "{}: elements are nested more than {} deep, as no document for people is; save the text itself, or \
                     raise --max-depth",
                    self.name, self.depth
                );
                return Err(Problem::new(FailureCode::TooDeep, message));
            }
        }
    }
    /// The name, `length` bytes with its prefix, of the element that begins at `offset`; borrowed from the part, so
    /// that it may outlive the event.
    fn name_at(&self, offset: usize, length: usize) -> &str {
        let name = self.xml.get(offset..).map(|rest| rest.trim_start_matches('<'));
        let name = name.and_then(|rest| rest.get(..length)).unwrap_or_default();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// What `&name;` stands for: a character, or a name that XML or HTML defines. Nothing that a document defines
    /// itself is ever expanded, so none can grow beyond its own size.
    fn resolve(&self, name: &BytesRef<'_>) -> Result<Cow<'static, str>, Problem> {
        if let Ok(Some(character)) = name.resolve_char_ref() {
            return Ok(Cow::Owned(character.to_string()));
        }
        let name: &str = name;
        let known = resolve_xml_entity(name).or_else(|| resolve_html5_entity(name));
        known.map(Cow::Borrowed).ok_or_else(|| {
            let name: String = name.chars().take(40).collect();
            damaged(self.what, &format!("{} uses \"&{name};\", which nothing defines", self.name))
        })
    }

    fn broken(&self, offset: u64, error: &quick_xml::Error) -> Problem {
        damaged(self.what, &format!("{}, byte {offset}: {error}", self.name))
    }
}

/// The text of every element that holds nothing but text, by its name without prefix.
///
/// # Errors
/// As [`Part::walk`].
pub(super) fn leaves(part: Part<'_>) -> Result<Vec<(String, String)>, Problem> {
    let mut leaves = Vec::new();
    let mut open: Option<String> = None;
    part.walk(|_, piece| {
        match piece {
            Piece::Start(_) => open = Some(String::new()),
            Piece::Text(text) => open.iter_mut().for_each(|open| open.push_str(&text)),
            Piece::End(name) => {
                let text = open.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
                leaves.extend(text.map(|text| (name.to_owned(), text)));
            }
        }
        Descent::Into
    })?;
    Ok(leaves)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(xml: &str) -> Result<String, Problem> {
        let mut out = String::new();
        Part { what: "a letter", name: "letter.xml", xml, depth: 50 }.walk(|around, piece| {
            match piece {
                Piece::Start(element) if element.name == "skip" => return Descent::Skip,
                Piece::Start(element) => {
                    out += &format!("<{}{}", element.name, element.attr("a").unwrap_or_default());
                }
                Piece::End(name) => out += &format!("{name}>"),
                Piece::Text(text) => out += &format!("{}:{text}", around.join("/")),
            }
            Descent::Into
        })?;
        Ok(out)
    }

    #[test]
    fn pieces_come_with_what_is_around_them() {
        assert_eq!(shown("<w:p x:a='1'>a<w:b/><skip>x<p/></skip>c</w:p>").unwrap(), "<p1p:a<bb>p:cp>");
        assert_eq!(shown("<p>&lt;&#65;&nbsp;</p>").unwrap(), "<pp:<p:Ap:\u{a0}p>");
    }

    #[test]
    fn entities_of_their_own_are_never_expanded() {
        let bomb = "<!DOCTYPE p [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><p>&b;</p>";
        assert_eq!(shown(bomb).unwrap_err().code, FailureCode::Damaged);
    }

    #[test]
    fn nesting_is_bounded_and_what_breaks_off_is_said() {
        let nested = |n: usize| shown(&("<a>".repeat(n) + &"</a>".repeat(n)));
        assert!(nested(50).is_ok());
        assert_eq!(nested(51).unwrap_err().code, FailureCode::TooDeep);
        let deep = "<a>".repeat(100_000);
        let skipped = format!("<skip>{deep}");
        assert_eq!(shown(&skipped).unwrap_err().code, FailureCode::TooDeep);
        assert!(shown("<p>words").unwrap_err().message.contains("breaks off"));
        assert_eq!(shown("<p>words</q>").unwrap_err().code, FailureCode::Damaged);
    }
}
