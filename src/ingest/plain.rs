//! Plain text.

use super::IngestOptions;
use super::normalize::{decode, normalize};
use super::reader::{Problem, Reader, Reading};

/// Reads plain text: the file is the text.
#[derive(Clone, Copy, Debug)]
pub struct PlainText;

impl Reader for PlainText {
    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn read(&self, bytes: &[u8], _options: &IngestOptions) -> Result<Reading, Problem> {
        let mut reading = Reading::default();
        reading.text = normalize(decode(bytes)?, &mut reading.repairs).into_owned();
        Ok(reading)
    }
}
