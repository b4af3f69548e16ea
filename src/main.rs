//! The command line of shangxia.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
