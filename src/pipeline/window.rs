//! How far reading may run ahead of writing.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The documents that are read and not yet written or set aside, by their size: reading waits while they are too many, so
/// that memory does not depend on how long the slowest document takes.
#[derive(Debug)]
pub struct Window {
    /// The most bytes that may be on their way.
    room: u64,
    /// The most that one document takes of it: a document larger than that does not keep the others out.
    most: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    taken: u64,
    is_closed: bool,
}

/// What a document takes whatever its size: its layers and lines have a size of their own.
const LEAST: u64 = 1 << 12;

impl Window {
    /// A window for this many threads, with so many bytes of input for each.
    pub fn new(jobs: usize, bytes_per_job: u64) -> Self {
        let room = bytes_per_job * jobs as u64;
        Self { room, most: bytes_per_job, state: Mutex::default(), changed: Condvar::new() }
    }

    /// The most bytes that may be on their way.
    pub const fn room(&self) -> u64 {
        self.room
    }

    /// What a document of this size takes.
    pub fn size(&self, bytes: u64) -> u64 {
        bytes.clamp(LEAST, self.most)
    }

    /// Waits until there is room for `size`, and takes it; `false` if nobody listens any more.
    pub fn enter(&self, size: u64) -> bool {
        let full = |state: &mut State| !state.is_closed && state.taken + size > self.room;
        let waited = self.changed.wait_while(self.lock(), full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.taken += size;
        !state.is_closed
    }

    /// Gives `size` back.
    pub fn leave(&self, size: u64) {
        self.lock().taken -= size;
        self.changed.notify_all();
    }

    /// Lets nobody in any more.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn who_finds_no_room_waits_until_there_is_some() {
        let window = Window::new(2, LEAST);
        assert!(window.enter(LEAST) && window.enter(LEAST));
        thread::scope(|scope| {
            let third = scope.spawn(|| window.enter(LEAST));
            window.leave(LEAST);
            assert!(third.join().unwrap());
        });
    }

    #[test]
    fn a_closed_window_keeps_nobody_waiting() {
        let window = Window::new(1, LEAST);
        assert!(window.enter(LEAST));
        thread::scope(|scope| {
            let second = scope.spawn(|| window.enter(LEAST));
            window.close();
            assert!(!second.join().unwrap());
        });
    }

    #[test]
    fn the_largest_document_takes_the_room_of_one_thread() {
        let window = Window::new(3, 1 << 20);
        assert_eq!((window.size(u64::MAX), window.size(0)), (1 << 20, LEAST));
    }
}
