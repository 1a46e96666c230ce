//! The progress bar and the interrupt: what a run is watched by.

use super::exit::Exit;
use super::log::{LogFormat, Loudness};
use super::options::Options;
use crate::pipeline::Observer;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tracing::debug;

/// Whether the user has asked to stop.
static STOP: AtomicBool = AtomicBool::new(false);
/// What the system said when it was asked to tell us, once for the whole program.
static ASKED: OnceLock<Result<(), String>> = OnceLock::new();

/// Asks the run to stop; the second time it is not asked any more. What is done stays in either case.
fn stop() {
    if STOP.swap(true, Ordering::Relaxed) {
        std::process::exit(Exit::Interrupted as i32);
    }
}

/// A bar on standard error if that is a terminal; otherwise nothing is drawn.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    n_failed: AtomicU64,
    /// When it was last said how far the run is, where no bar shows it.
    said: Mutex<Instant>,
}

/// How often it is said how far the run is, where no bar shows it.
const EVERY: Duration = Duration::from_secs(30);

impl Progress {
    /// A bar over `bytes` bytes of input. From here on Ctrl-C asks the run to stop instead of killing it.
    ///
    /// # Errors
    /// If the system takes no handler for the interrupt.
    pub fn new(bytes: u64, options: &Options) -> anyhow::Result<Self> {
        let shown = std::io::stderr().is_terminal()
            && options.log.loudness > Loudness::Quiet
            && options.log.format == LogFormat::Text;
        let target =
            if shown { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(bytes), target);
        let template = "{bar:30} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left{msg}";
        bar.set_style(ProgressStyle::with_template(template)?);
        let ask = || ctrlc::set_handler(stop).map_err(|it| it.to_string());
        ASKED.get_or_init(ask).clone().map_err(anyhow::Error::msg)?;
        Ok(Self { bar, n_failed: AtomicU64::new(0), said: Mutex::new(Instant::now()) })
    }

    /// Runs `say` with the bar out of the way.
    pub fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Counts an input that failed.
    pub fn failed(&self) {
        let n = 1 + self.n_failed.fetch_add(1, Ordering::Relaxed);
        self.bar.set_message(format!("  {n} failed"));
    }

    /// Says how far the run is, from time to time, to those who asked for details and have no bar.
    fn say(&self) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if self.bar.is_hidden() && said.elapsed() >= EVERY {
            *said = Instant::now();
            let (done, all) = (self.bar.position(), self.bar.length().unwrap_or(0));
            debug!(
                bytes = done,
                bytes_in_all = all,
                bytes_per_second = self.bar.per_sec(),
                seconds_left = self.bar.eta().as_secs(),
                n_failed = self.n_failed.load(Ordering::Relaxed),
                "at work"
            );
        }
    }

    /// Takes the bar away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn advanced(&self, bytes: u64) {
        self.bar.inc(bytes);
        self.say();
    }

    fn interrupted(&self) -> bool {
        STOP.load(Ordering::Relaxed)
    }
}
