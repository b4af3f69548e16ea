//! Files in and out.
use shangxia::{diagnostic::Lang, format};
use std::path::Path;

#[test]
fn try_out() {
    let file = std::env::var("FILE").unwrap_or_else(|_| "instances/ward_of_two.yaml".into());
    let source = format::Source::open(Path::new(&file)).unwrap();
    let reading = format::read_instance(&source);
    println!("{}{}", format::render(&source, &reading.diagnostics, Lang::En, false), format::render(&source, &reading.diagnostics, Lang::Zh, false));
    println!("{}", reading.value.is_some());
}
