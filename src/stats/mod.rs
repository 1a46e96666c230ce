//! **What does a number mean, and how sure is it?** Statistics on plain numbers.
//!
//! Numbers in, numbers out: nothing here knows of texts, frames or files. Every function states its formula,
//! its range, when it is undefined (then it returns `None`, never NaN and never 0), what it does not mean,
//! and where it comes from. Logarithms are natural unless the name says otherwise and come from `libm`, so
//! that every platform gives the same bits; random draws come from a seed that the caller states.

mod adjust;
pub mod agreement;
pub mod alpha;
pub mod bootstrap;
mod concentration;
pub mod entropy;
mod interval;
mod log_odds;
pub mod logit_scale;
mod permutation;
mod random;
mod rank;
pub mod special;

pub use adjust::benjamini_hochberg;
pub use concentration::{herfindahl, top_share};
pub use interval::{
    Interval, beta_share, dirichlet_share, gamma_rate, garwood, percentile, quantile, wald, wilson,
};
pub use log_odds::{LogOdds, Share, log_odds};
pub use permutation::{monte_carlo_p, two_sided_p};
pub use random::{Draws, seed_for};
pub use rank::RankedPairs;
