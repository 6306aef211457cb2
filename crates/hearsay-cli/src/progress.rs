//! Progress on stderr: count, rate and time left; only where stderr is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::printer::Printer;

/// A line that tells how far a run is.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A line for a run of `total` steps; hidden where nobody looks.
    pub(crate) fn new(printer: &Printer, total: u64) -> Self {
        let target = if printer.shows_progress() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        let style = ProgressStyle::with_template("{bar:20} {percent:>3}%  {msg}  {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// So many steps of the total are done; `what` is counted in words.
    pub(crate) fn at(&self, done: u64, what: &str) {
        self.tell(done, done, what);
    }

    /// As [`Progress::at`], where what is counted is not what is left to do: bytes, for example.
    pub(crate) fn tell(&self, done: u64, count: u64, what: &str) {
        let seconds = self.0.elapsed().as_secs_f64().max(0.001);
        self.0.set_position(done);
        self.0
            .set_message(format!("{count} {what}, {:.1}/s", count as f64 / seconds));
    }

    /// Prints something without tearing the line.
    pub(crate) fn beside(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}
