//! Workbooks: what people type into them, and what is done about it.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

mod broken;
mod commands;
mod files;
mod fixture;
mod template;
