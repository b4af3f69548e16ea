//! Benchmark files become ordinary instances that mean the same.

use super::{
    Cells,
    count::{Count, File},
    imported, roster, text,
};
use shangxia::{
    audit::audit_with,
    domain::Instance,
    exchange::read_shift_scheduling,
    format::{Source, read_instance, write_instance},
    rules::Book,
};

const GOOD: &[&str] = &["week.txt", "fortnight.txt", "pair.txt"];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, number: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % number
    }
}

#[test]
fn an_imported_instance_is_written_and_read_back_the_same_without_a_word() {
    for name in GOOD {
        let instance = imported(name);
        let source = Source::new(*name, write_instance(&instance));
        let reading = read_instance(&source);
        assert!(reading.diagnostics.is_empty(), "{name}: {:#?}", reading.diagnostics);
        assert_eq!(reading.value, Some(instance), "{name}");
    }
}

#[test]
fn line_ends_a_mark_at_the_beginning_and_spaces_mean_nothing() {
    for name in GOOD {
        let plain = text(name);
        let odd = format!("\u{feff}{}", plain.replace(',', " , ").replace('\n', " \r\n"));
        assert_eq!(read_shift_scheduling(name, &odd), Ok(imported(name)), "{name}");
    }
}

struct Judges {
    file: File,
    instance: Instance,
    book: Book,
}

impl Judges {
    fn of(name: &str) -> Self {
        let instance = imported(name);
        let book = Book::new(&instance).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
        Self { file: File::read(&text(name)), instance, book }
    }

    /// What both say of a roster; they must agree.
    fn judge(&self, cells: &Cells) -> Count {
        let verdict = audit_with(&self.book, &self.instance, &roster(&self.instance, cells));
        let said = Count { is_broken: verdict.hard().next().is_some(), penalty: verdict.penalty() };
        assert_eq!(said, self.file.judge(cells), "{cells:?}\n{:#?}", verdict.findings);
        said
    }
}

/// The week of a number: a digit for each day, 0 for a day off.
fn week(mut number: usize, shifts: usize) -> Vec<Option<usize>> {
    let digit = |_| {
        let digit = number % (shifts + 1);
        number /= shifts + 1;
        digit.checked_sub(1)
    };
    (0..7).map(digit).collect()
}

#[test]
fn auditor_and_file_agree_on_every_week_of_each_person() {
    let judges = Judges::of("week.txt");
    let shifts = judges.file.shifts.len();
    let (mut clean, mut broken) = (0, 0);
    for number in 0..(shifts + 1).pow(7) {
        // The other one works on Monday and Tuesday: coverage is counted over both.
        for who in 0..2 {
            let mut cells = vec![vec![Some(0), Some(0), None, None, None, None, None]; 2];
            cells[who] = week(number, shifts);
            if judges.judge(&cells).is_broken { broken += 1 } else { clean += 1 }
        }
    }
    assert!(clean > 20 && broken > 20, "{clean} clean, {broken} broken");
}

#[test]
fn auditor_and_file_agree_on_random_fortnights() {
    let judges = Judges::of("fortnight.txt");
    let shifts = judges.file.shifts.len() as u64;
    let days = |days: &str| days.chars().map(|cell| "EDN".find(cell)).collect::<Vec<_>>();
    let kept: Cells = vec![days("EE--EEE-------"), days("EEEEE---------"), days("--------------"), days("NN------------")];
    assert!(!judges.judge(&kept).is_broken);
    let mut dice = Dice(7);
    let (mut clean, mut broken) = (0, 0);
    for number in 0..6000 {
        // One person has stretches of work and of days off, the others keep within their limits.
        let mut cells = kept.clone();
        cells[number % 4] = stretches(&mut dice, judges.file.days, shifts);
        if judges.judge(&cells).is_broken { broken += 1 } else { clean += 1 }
    }
    assert!(clean > 100 && broken > 100, "{clean} clean, {broken} broken");
}

fn stretches(dice: &mut Dice, length: usize, shifts: u64) -> Vec<Option<usize>> {
    let mut days = vec![None; length];
    let mut day = dice.below(4) as usize;
    while day < length && dice.below(6) > 0 {
        let (stretch, shift) = (1 + dice.below(5) as usize, dice.below(shifts) as usize);
        for cell in days.iter_mut().skip(day).take(stretch) {
            *cell = Some(if dice.below(8) == 0 { dice.below(shifts) as usize } else { shift });
        }
        day += stretch + 1 + dice.below(4) as usize;
    }
    days
}

#[cfg(feature = "solver")]
#[test]
fn the_optimum_is_the_best_of_all_rosters_by_the_file() {
    use shangxia::{
        engine::{Interrupt, Silent},
        solve::{Options, solve},
    };
    let judges = Judges::of("pair.txt");
    let every = (0..1 << 14).map(|number: usize| vec![week(number % 128, 1), week(number / 128, 1)]);
    let best = every.map(|cells| judges.file.judge(&cells)).filter(|count| !count.is_broken).map(|count| count.penalty).min();
    let options = Options { gap: 0.0, ..Options::default() };
    let solution = solve(&judges.instance, &options, &Interrupt::default(), &Silent).unwrap_or_else(|why| panic!("{why:?}"));
    let provenance = solution.roster.provenance.expect("provenance");
    assert_eq!((Some(provenance.penalty), provenance.bound), (best, best));
}
