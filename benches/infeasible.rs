//! How long it takes to say why there is no roster: contradictions of two to four rules planted in an
//! alliance of 46 doctors and 13 weeks, each to be named as planted. `cargo bench --bench infeasible`, one
//! run each; a table in Markdown. `RETRY=1` solves every way out once more with another seed,
//! `ONLY=consultation` asks for those alone that are called so.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a benchmark fails loudly
#![allow(missing_docs)] // a program of its own: nobody reads its documentation

#[path = "../tests/infeasible/tongzhou.rs"]
mod tongzhou;

use std::time::Instant;

fn main() {
    let only = std::env::var("ONLY").ok();
    println!("| planted | rules | named and ways out, s | ways out |");
    println!("| --- | --- | --- | --- |");
    let mut wrong = Vec::new();
    for planted in tongzhou::all().iter().filter(|planted| only.as_deref().is_none_or(|only| planted.name.contains(only))) {
        let begin = Instant::now();
        let (why, mistakes) = planted.ask();
        let ways = why.as_ref().map_or(0, |why| why.ways.len());
        println!("| {} | {} | {:.0} | {ways} |", planted.name, planted.expected.join(", "), begin.elapsed().as_secs_f64());
        wrong.extend(mistakes);
        if std::env::var("RETRY").is_ok() {
            wrong.extend(why.iter().flat_map(|why| planted.try_ways(why)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
