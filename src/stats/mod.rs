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
mod collocation;
mod concentration;
mod contingency;
pub mod dispersion;
pub mod distance;
pub mod effect;
pub mod entropy;
mod interval;
mod log_odds;
pub mod logit_scale;
pub mod misclassification;
pub mod permutation;
mod random;
mod rank;
mod rate_ratio;
pub mod reliability;
pub mod special;
mod tails;
pub mod trend;
mod wordscores;

pub use adjust::{Adjustment, benjamini_hochberg, benjamini_yekutieli, holm};
pub use collocation::Collocation;
pub use concentration::{herfindahl, top_share};
pub use contingency::{Contingency, Correction};
pub use dispersion::Dispersion;
pub use interval::{
    Interval, beta_share, clopper_pearson, dirichlet_share, expanded_percentile, gamma_rate, garwood,
    percentile, quantile, wald, wilson,
};
pub use log_odds::{LogOdds, Share, log_odds};
pub use permutation::{Tested, TwoGroups, monte_carlo_p, two_sided_p};
pub use random::{Draws, seed_for};
pub use rank::RankedPairs;
pub use rate_ratio::{Rate, RateRatio, rate_ratio};
pub use wordscores::{Placed, WordCounts, Wordscores};
