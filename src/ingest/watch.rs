//! Parsers that are not ours, on a thread of their own and against the clock.

use super::reader::Problem;
use super::{FailureCode, Limits};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The stack of such a thread, for what is nested deep: a bracket within a bracket of a PDF takes up to 2 KiB of it.
/// Memory that is not touched costs nothing.
const STACK: usize = 64 << 20;

/// What `work` makes of a document that messages call `what`, unless it panics or takes longer than
/// [`Limits::seconds`].
///
/// Nothing can end a thread from outside. One whose time is over is left behind: it goes on, its result is dropped, and it
/// ends with its work or with the program. What it may take of memory is for its parser to bound, or to be looked up in
/// the file beforehand.
///
/// # Errors
/// Those of `work`; `too-slow`; `damaged` if it panics, as a library may on a file that is not what it says.
pub(super) fn watch<T: Send + 'static>(
    limits: &Limits,
    what: &str,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let (sender, receiver) = channel();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Where nobody waits any more the time is over.
        let _ = sender.send(work());
    });
    thread.map_err(|error| {
        Problem::new(FailureCode::Unreadable, format!("there is no thread to read {what} on: {error}"))
    })?;
    receiver.recv_timeout(Duration::from_secs(limits.seconds)).unwrap_or_else(|none| {
        Err(match none {
            RecvTimeoutError::Timeout => too_slow(what, limits.seconds),
            RecvTimeoutError::Disconnected => damaged(what),
        })
    })
}

fn too_slow(what: &str, seconds: u64) -> Problem {
    let message = format!(
        "reading {what} took more than {seconds} seconds, and was given up; save its text itself, or raise --max-seconds"
    );
    Problem::new(FailureCode::TooSlow, message)
}

fn damaged(what: &str) -> Problem {
    let message = format!(
        "{what} is damaged: its parts do not fit together; copy it again from where it came, or open and save it anew"
    );
    Problem::new(FailureCode::Damaged, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(seconds: u64, work: fn() -> Result<u8, Problem>) -> Result<u8, FailureCode> {
        let limits = Limits { seconds, ..Limits::default() };
        watch(&limits, "the page", work).map_err(|problem| problem.code)
    }

    #[test]
    fn what_takes_too_long_is_given_up_and_what_does_not_is_read() {
        let forever = || loop {
            thread::park();
        };
        assert_eq!(code(1, forever), Err(FailureCode::TooSlow));
        let a_while = || {
            thread::sleep(Duration::from_millis(100));
            Ok(7)
        };
        assert_eq!(code(600, a_while), Ok(7));
    }

    #[test]
    fn a_panic_is_a_problem_of_the_document() {
        assert_eq!(code(600, || panic!("out of range")), Err(FailureCode::Damaged));
    }
}
