//! Reports: the timetable counts rightly, and the pages show what it counts.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails loudly

mod counts;
mod html;
mod ics;
mod pages;
mod quarter;
mod tables;
mod terminal;
