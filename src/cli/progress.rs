//! The progress bar and the interrupt: what a run is watched by.

use super::log::{LogFormat, Loudness};
use super::options::Options;
use crate::pipeline::Observer;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user has asked to stop.
static STOP: AtomicBool = AtomicBool::new(false);
/// What the system said when it was asked to tell us, once for the whole program.
static ASKED: OnceLock<Result<(), String>> = OnceLock::new();

/// A bar on standard error if that is a terminal; otherwise nothing is drawn.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

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
        let template = "{bar:30} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left";
        bar.set_style(ProgressStyle::with_template(template)?);
        let ask = || ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed)).map_err(|it| it.to_string());
        ASKED.get_or_init(ask).clone().map_err(anyhow::Error::msg)?;
        Ok(Self { bar })
    }

    /// Runs `say` with the bar out of the way.
    pub fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the bar away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn advanced(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn interrupted(&self) -> bool {
        STOP.load(Ordering::Relaxed)
    }
}
