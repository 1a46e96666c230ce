//! How long something takes.

use std::time::Instant;

/// What `work` gives, and the seconds of its quickest round of three.
pub fn best_of_three<T>(work: impl Fn() -> T) -> (T, f64) {
    let round = || {
        let started = Instant::now();
        let given = work();
        (given, started.elapsed().as_secs_f64())
    };
    let (given, first) = round();
    let others = [round().1, round().1];
    (given, others.into_iter().fold(first, f64::min))
}
