//! Where sentences end.
//!
//! One scan over the bytes of a block collects the places where a sentence might end; [`Stop::ends`] decides
//! those with a stop, [`super::unstopped`] those without.

use super::boundary::{Mark, Stop, starter_follows};
use super::unstopped;
use crate::text::Span;

/// How far ahead the end of a quote or bracket is looked for. A longer quote is a passage of its own, and
/// its sentences are sentences.
const ENCLOSURE_BYTES: usize = 240;

/// Bytes of a word that are looked at, so that a text without spaces takes no longer than another.
const LONGEST_WORD: usize = 40;

/// Finds the sentences of the block `text[span]`, in order. They cover everything but white space.
pub(super) fn sentences(text: &str, span: Span, mut found: impl FnMut(Span)) {
    let part = span.slice(text);
    let base = span.range().start;
    let mut emit = |start: usize, end: usize| {
        let sentence = Span::of(base + start..base + end).trimmed(text);
        if !sentence.is_empty() {
            found(sentence);
        }
    };
    let mut reader = Reader { part, start: 0, quote: None, bracket: None };
    let mut at = 0;
    while at < part.len() {
        let label = if at == reader.start { unstopped::end_of_label(part, at) } else { None };
        let (end, resume) = label.map_or_else(|| reader.read(at), |end| (Some(end), end));
        if let Some(end) = end {
            emit(reader.start, end);
            reader.start = end;
        }
        at = resume;
    }
    emit(reader.start, part.len());
}

/// What to do at a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trigger {
    None,
    Stop,
    Quote,
    Opening,
    Closing,
    /// May betray a place where a sentence ends without a stop.
    Trace,
    /// First byte of general punctuation: curly quotes, the ellipsis.
    Wide,
}

const TRIGGERS: [Trigger; 256] = {
    let mut table = [Trigger::None; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'.' | b'?' | b'!' => Trigger::Stop,
            b'"' => Trigger::Quote,
            b'(' => Trigger::Opening,
            b')' => Trigger::Closing,
            b':' | b',' | b'@' | b'_' | b'*' | b'=' | b'-' => Trigger::Trace,
            0xE2 | 0xE3 | 0xEF => Trigger::Wide,
            _ => Trigger::None,
        };
        byte += 1;
    }
    table
};

struct Reader<'t> {
    part: &'t str,
    /// Where the present sentence starts.
    start: usize,
    /// The last opening quote that is still open.
    quote: Option<usize>,
    /// The last opening bracket that is still open.
    bracket: Option<usize>,
}

impl Reader<'_> {
    /// Reads on from `at`; returns the end of the sentence, if one was found, and where to read on.
    fn read(&mut self, at: usize) -> (Option<usize>, usize) {
        let bytes = self.part.as_bytes();
        let Some(ahead) = bytes[at..].iter().position(|&byte| TRIGGERS[byte as usize] != Trigger::None)
        else {
            return (None, bytes.len());
        };
        let at = at + ahead;
        match TRIGGERS[bytes[at] as usize] {
            Trigger::None => (None, at + 1),
            Trigger::Stop => self.stop(at),
            Trigger::Quote => {
                self.straight_quote(at);
                (None, at + 1)
            }
            Trigger::Opening => {
                self.bracket = Some(at);
                (None, at + 1)
            }
            Trigger::Closing => {
                self.bracket = None;
                (None, at + 1)
            }
            Trigger::Trace => unstopped::end_near(self.part, self.start, at),
            Trigger::Wide => self.wide(at),
        }
    }

    fn wide(&mut self, at: usize) -> (Option<usize>, usize) {
        let character = self.part[at..].chars().next().unwrap_or(' ');
        match character {
            '…' | '。' | '！' | '？' => return self.stop(at),
            '“' | '„' => self.quote = Some(at),
            '”' => self.quote = None,
            _ => {}
        }
        (None, at + character.len_utf8())
    }

    /// A straight quote opens after a space or bracket and closes elsewhere.
    fn straight_quote(&mut self, at: usize) {
        let before = self.part[..at].chars().next_back();
        let opens =
            before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–'));
        self.quote = if opens { Some(at) } else { None };
    }

    /// Judges the run of stops at `at`.
    fn stop(&mut self, at: usize) -> (Option<usize>, usize) {
        let part = self.part;
        let (mark, stops_end) = stops(part, at);
        let (end, quote_closed) = closers(part, stops_end);
        let rest = part[end..].trim_start();
        if rest.is_empty() {
            return (None, part.len());
        }
        let spaced = rest.len() < part.len() - end;
        if part[at..].starts_with(['。', '！', '？']) {
            return (Some(end), end);
        }
        if !spaced {
            let glued =
                mark == Mark::Full && end == stops_end && glues_sentences(&part[self.start..at], rest);
            return (glued.then_some(end), end);
        }
        let lead = &part[self.start..at];
        let enclosed = !quote_closed && self.is_enclosed(end);
        if quote_closed {
            self.quote = None;
        }
        if part[stops_end..end].contains(')') {
            self.bracket = None;
        }
        let ends = Stop { mark, lead, quote_closed, enclosed, rest }.ends();
        (ends.then_some(end), end)
    }

    /// Whether `at` lies in a quote or bracket that opened in mid-sentence and closes soon.
    fn is_enclosed(&self, at: usize) -> bool {
        let closes_soon = |opened: Option<usize>, closes: fn(&str) -> bool| {
            opened.is_some_and(|opened| {
                let mid_sentence = opened > self.start && !self.part[self.start..opened].trim().is_empty();
                let limit = self.part.floor_char_boundary((opened + ENCLOSURE_BYTES).min(self.part.len()));
                mid_sentence && at < limit && closes(&self.part[at..limit])
            })
        };
        closes_soon(self.quote, quote_closes) || closes_soon(self.bracket, bracket_closes)
    }
}

fn bracket_closes(ahead: &str) -> bool {
    ahead.find([')', '(']).is_some_and(|at| ahead[at..].starts_with(')'))
}

fn quote_closes(ahead: &str) -> bool {
    ahead.find(['"', '”', '“']).is_some_and(|at| {
        let opens = ahead[at..].starts_with('“') || ahead[..at].ends_with(char::is_whitespace);
        !opens
    })
}

/// The kind and the end of the run of stops at `at`.
fn stops(part: &str, at: usize) -> (Mark, usize) {
    let run = part[at..].find(|character| !matches!(character, '.' | '?' | '!' | '…' | '。' | '！' | '？'));
    let end = run.map_or(part.len(), |length| at + length);
    let run = &part[at..end];
    let mark = match run {
        "." | "。" => Mark::Full,
        _ if run.contains(['?', '!', '！', '？']) => Mark::Question,
        _ => Mark::Ellipsis,
    };
    (mark, end)
}

/// Where the marks end that belong to the sentence behind its stop, and whether a quote is among them:
/// closing quotes and brackets, then numbers of notes (`[12]`, `¹²`, `.23`).
fn closers(part: &str, from: usize) -> (usize, bool) {
    let mut end = from;
    let mut quote = false;
    for character in part[from..].chars() {
        match character {
            '"' | '”' | '»' => quote = true,
            ')' | ']' | '}' | '\'' | '’' | '¹' | '²' | '³' | '⁰'..='⁹' => {}
            _ => break,
        }
        end += character.len_utf8();
    }
    (note_numbers(part, end), quote)
}

/// Where the references to notes end that stand behind a stop: `.23`, `. 8 Yet`, `[12] [13]`, and an editor's
/// `[sic]` or `[citation needed]`.
fn note_numbers(part: &str, mut end: usize) -> usize {
    end += bare_note(part, end);
    loop {
        let ahead = part[end..].trim_start_matches(' ');
        let Some(inside) = ahead.strip_prefix('[') else { return end };
        let numbers =
            inside.bytes().take_while(|byte| byte.is_ascii_digit() || b", -".contains(byte)).count();
        let remark = inside.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b' ').count();
        let length = numbers.max(remark);
        if length == 0 || length > 24 || !inside[length..].starts_with(']') {
            return end;
        }
        end = part.len() - inside.len() + length + 1;
    }
}

/// The length of a raised number that lost its height: up to three digits set against the stop, or up to two
/// between the stop and a word that begins sentences.
fn bare_note(part: &str, end: usize) -> usize {
    let bytes = part.as_bytes();
    let before = bytes[..end].iter().rev().take(8).find(|byte| !matches!(byte, b'.' | b'"' | b')'));
    if !before.is_some_and(|byte| byte.is_ascii_lowercase() || !byte.is_ascii()) {
        return 0;
    }
    let space = usize::from(bytes.get(end) == Some(&b' '));
    let digits = bytes[end + space..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = end + space + digits;
    let ends = bytes.get(after).is_none_or(u8::is_ascii_whitespace);
    let note = match space {
        0 => (1..=3).contains(&digits) && ends,
        _ => (1..=2).contains(&digits) && ends && starter_follows(&part[after..]),
    };
    if note { space + digits } else { 0 }
}

/// `policy.The coalition`: the space behind the stop was lost.
fn glues_sentences(lead: &str, rest: &str) -> bool {
    let lead = &lead[lead.floor_char_boundary(lead.len().saturating_sub(LONGEST_WORD))..];
    let lower = lead.bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let word = lead.rsplit(char::is_whitespace).next().unwrap_or("");
    let mut next = rest.bytes();
    let capitalised = next.next().is_some_and(|byte| byte.is_ascii_uppercase());
    let small = next.clone().take_while(u8::is_ascii_lowercase).count();
    let ends_word = rest.as_bytes().get(1 + small).is_some_and(u8::is_ascii_whitespace);
    let name = ["Com", "Org", "Net", "Gov", "Edu"].iter().any(|domain| rest.starts_with(domain));
    !name && lower >= 3 && lower + 1 >= word.len() && capitalised && small >= 1 && ends_word
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that `text` parts into sentences where it is marked with `|`.
    #[track_caller]
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split(" | ").collect();
        let text = expected.join(" ");
        let mut found = Vec::new();
        sentences(&text, Span::of(0..text.len()), |span| found.push(span.slice(&text).to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_and_abbreviations_do_not_end_a_sentence() {
        check("H.E. Mr. Tamm met Dr. Roe of Acme Inc. on Monday. | They agreed.");
        check("See Art. 19, para. 3, and cf. vol. 2, pp. 12-14. | It is short.");
        check("Gen. Ruiz and Sen. Li spoke, e.g. on encryption, i.e. on keys, etc. and left.");
    }

    #[test]
    fn an_abbreviation_may_end_a_sentence_before_a_word_that_begins_one() {
        check("The bill passed in the U.S. | The others wait.");
        check("The U.S. Senate voted at 5 p.m. | It was close.");
        check("It was signed by Acme Corp. | However, nobody noticed.");
    }

    #[test]
    fn a_word_that_looks_like_an_abbreviation_ends_a_sentence_without_its_number() {
        check("Resolution No. 5 was adopted.");
        check("Will they comply? | No. | We think they will not.");
        check("They met on Jan. 6 in Tallinn.");
    }

    #[test]
    fn initials_belong_to_their_name() {
        check("J. F. Roe and Maria K. Lind signed. | Others did not.");
    }

    #[test]
    fn closing_quotes_and_brackets_belong_to_the_sentence() {
        check("“Access is a right.” | The minister agreed.");
        check("\"Access is a right!\" | \"It is not,\" he said.");
        check("It failed. | (So did the others.) | We go on.");
        check("Sie sagte: «Das Netz ist frei.» | Dann ging sie.");
    }

    #[test]
    fn a_short_quotation_inside_a_sentence_stays_whole() {
        check("He told them “Wait. It will pass.” and left.");
        check("The text (see above. It is long) was adopted.");
    }

    #[test]
    fn a_question_in_quotes_goes_on_with_the_verb_of_speech() {
        check("“Who governs the Internet?” Lind asked. | Nobody knew.");
        check("“Stop!” they cried.");
        check("“Who governs the Internet?” | The answer is not simple.");
    }

    #[test]
    fn ellipses_end_a_sentence_only_before_a_capital() {
        check("They waited ... and waited. | Then... | Nothing came.");
        check("The text … does not say so.");
    }

    #[test]
    fn stops_in_a_row_end_one_sentence() {
        check("Shutdowns again?! | Enough!!! | we will not accept it.");
    }

    #[test]
    fn numbers_and_addresses_keep_their_stops() {
        check("Some 1.5 billion people in 3.2 regions use example.org daily.");
        check("Write to https://example.org/a.b?c=1. | We answer.");
    }

    #[test]
    fn numbers_of_items_stand_in_their_sentence() {
        check("151.\tThe eleventh session opens. | We are glad.");
        check("(a) To keep networks open; (b) To publish orders.");
        check("IV. The way ahead");
    }

    #[test]
    fn numbers_of_notes_belong_to_the_sentence_before() {
        check("Shutdowns doubled. [12] [13] | Few were announced.");
        check("It is a global good.23 | Others disagree.");
        check("See A/70/PV.26 of that day.");
        check("It is a global good. 8 | The others disagree.");
        check("The Internets [sic] are closed. [sic] | So it goes.");
    }

    #[test]
    fn a_line_end_is_a_space() {
        check("The coalition re-\naffirms that\nrights apply on-\nline. | It\nstands by them.");
    }

    #[test]
    fn greetings_signatures_and_header_fields_are_lines_of_their_own() {
        check("Dear colleagues, | We write to you today.");
        check("Kind regards, | Maria Lind");
        check("From: maria@example.org | To: jaan@example.org | Subject: shutdowns");
        check("Maria Lind | 03/27/2001 09:11 AM | Please see the draft.");
        check("Ministers meet in Tallinn | Monday, March 3, 2026 | The coalition met.");
    }

    #[test]
    fn dividers_smiles_and_addresses_part_lines() {
        check("The draft is done | ________ | The next one is not");
        check("We won :) | Nobody thought so");
        check("It is at http://example.org/draft | It is short");
    }

    #[test]
    fn a_lost_space_still_parts_sentences() {
        check("Networks are closed.");
        let text = "They serve control.The others wait.";
        let mut n_sentences = 0;
        sentences(text, Span::of(0..text.len()), |_| n_sentences += 1);
        assert_eq!(n_sentences, 2);
    }
}
