//! Figures as they are written on the page.

use normscope::stats::{Interval, wilson};

/// A count with its share and what one may know of it.
pub fn share(found: u64, of: u64) -> String {
    let interval = wilson(found, of).map(|it| bounds(it, 3)).unwrap_or_default();
    format!("{found} of {of} | {} {interval}", decimal(found as f64 / of.max(1) as f64, 3))
}

/// An interval in brackets.
pub fn bounds(it: Interval, digits: usize) -> String {
    format!("[{}, {}]", decimal(it.lo, digits), decimal(it.hi, digits))
}

/// A number with a true minus sign.
pub fn decimal(value: f64, digits: usize) -> String {
    format!("{value:.digits$}").replace('-', "−")
}
