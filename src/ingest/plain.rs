//! Plain text.

use super::encoding::{Stated, decode};
use super::normalize::normalize;
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
        let decoded = decode(bytes, Stated::by_user(options.encoding))?;
        let mut reading = Reading { read_as: decoded.read_as, ..Reading::default() };
        reading.text = normalize(&decoded.text, &mut reading.repairs).into_owned();
        options.limits.check_lines(&reading.text)?;
        mend_lines(&mut reading, &options.left_as_is);
        let head = head::read(&reading.text);
        (reading.inferred, reading.hints) = (head.fields, head.hints);
        Ok(reading)
    }
}
