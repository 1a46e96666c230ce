//! Plain text.

use super::normalize::{decode, normalize};
use super::reader::{Problem, Reader, Reading};
use super::repair::mend_lines;
use super::{IngestOptions, head};

/// Reads plain text: the file is the text. Where its head names title, author or date, they are facts.
#[derive(Clone, Copy, Debug)]
pub struct PlainText;

impl Reader for PlainText {
    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let mut reading = Reading::default();
        reading.text = normalize(decode(bytes)?, &mut reading.repairs).into_owned();
        mend_lines(&mut reading, &options.left_as_is);
        let head = head::read(&reading.text);
        (reading.inferred, reading.hints) = (head.fields, head.hints);
        Ok(reading)
    }
}
