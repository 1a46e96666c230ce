//! Has files written to the disk while more is being made of them.

use std::fs::File;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// Bytes after which it is worth it.
pub const WORTH: u64 = 32 << 20;

/// A thread that waits for the disk, so that little is left to wait for when a run is finished: all of a folder must be on
/// the disk before it takes the place of an earlier one. It changes no file, and whatever fails here fails again, and is
/// told, at the end.
#[derive(Debug)]
pub struct Syncer {
    sender: Option<SyncSender<Vec<File>>>,
    thread: Option<JoinHandle<()>>,
}

impl Syncer {
    /// Starts the thread.
    pub fn start() -> Self {
        let (sender, receiver) = sync_channel::<Vec<File>>(1);
        let wait = move || receiver.into_iter().flatten().for_each(|file| drop(file.sync_data()));
        let thread = thread::Builder::new().name("sync".to_owned()).spawn(wait).ok();
        Self { sender: Some(sender), thread }
    }

    /// Has these files written, unless it is still busy with earlier ones.
    pub fn offer(&self, files: Vec<File>) {
        if let Some(sender) = &self.sender {
            let _ = sender.try_send(files);
        }
    }
}

impl Drop for Syncer {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
