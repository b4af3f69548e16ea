//! Reports: the timetable counts rightly, and the pages show what it counts.

mod counts;
mod html;
mod quarter;
mod terminal;
