//! The bound beside the search: never above the optimum, and worth something.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly
#![cfg(feature = "solver")]

mod cases;
mod random;
mod told;
