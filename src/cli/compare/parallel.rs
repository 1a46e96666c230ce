//! Independent pieces of work on all cores.

use crate::compare::Each;
use rayon::prelude::*;

/// Does independent pieces of work on all cores.
#[derive(Clone, Copy, Debug)]
pub struct InParallel;

impl Each for InParallel {
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        items.par_iter().map(work).collect()
    }
}
