//! The format's own word on a roster, counted from the text of the file and from nothing of ours.

use super::Cells;

/// The numbers of a file by section, ids replaced by positions where they matter.
pub struct File {
    pub days: usize,
    pub shifts: Vec<String>,
    pub people: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

/// A verdict: broken limits, and the penalty.
#[derive(Debug, PartialEq, Eq)]
pub struct Count {
    pub is_broken: bool,
    pub penalty: i64,
}

impl File {
    pub fn read(text: &str) -> Self {
        let (mut rows, mut section) = (Vec::new(), String::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix("SECTION_") {
                Some(name) => name.clone_into(&mut section),
                None => rows.push((section.clone(), line.split(',').map(str::to_owned).collect::<Vec<String>>())),
            }
        }
        let first = |section: &str| rows.iter().filter(|(of, _)| of == section).map(|(_, row)| row[0].clone()).collect::<Vec<_>>();
        let (shifts, people) = (first("SHIFTS"), first("STAFF"));
        Self { days: first("HORIZON")[0].parse().unwrap(), shifts, people, rows }
    }

    fn rows<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Vec<String>> {
        self.rows.iter().filter(move |(of, _)| of == section).map(|(_, row)| row)
    }

    pub fn judge(&self, cells: &Cells) -> Count {
        let broken = self.rows("STAFF").zip(cells).any(|(row, days)| self.breaks(row, days));
        Count { is_broken: broken, penalty: self.penalty(cells) }
    }

    fn penalty(&self, cells: &Cells) -> i64 {
        let has = |row: &[String]| {
            let person = self.people.iter().position(|id| *id == row[0]).unwrap();
            cells[person][row[1].parse::<usize>().unwrap()].is_some_and(|shift| self.shifts[shift] == row[2])
        };
        let price = |row: &[String]| row[3].parse::<i64>().unwrap();
        let on: i64 = self.rows("SHIFT_ON_REQUESTS").filter(|row| !has(row)).map(|row| price(row)).sum();
        let off: i64 = self.rows("SHIFT_OFF_REQUESTS").filter(|row| has(row)).map(|row| price(row)).sum();
        let cover = self.rows("COVER").map(|row| {
            let day: usize = row[0].parse().unwrap();
            let [need, under, over] = [2, 3, 4].map(|column| row[column].parse::<i64>().unwrap());
            let there = cells.iter().filter(|days| days[day].is_some_and(|shift| self.shifts[shift] == row[1])).count() as i64;
            under * (need - there).max(0) + over * (there - need).max(0)
        });
        on + off + cover.sum::<i64>()
    }

    fn breaks(&self, row: &[String], days: &[Option<usize>]) -> bool {
        let shift_rows: Vec<&Vec<String>> = self.rows("SHIFTS").collect();
        let number = |column: usize| row[column].parse::<usize>().unwrap();
        let minutes: usize = days.iter().flatten().map(|shift| shift_rows[*shift][1].parse::<usize>().unwrap()).sum();
        let too_many = row[1].split('|').any(|limit| {
            let (shift, most) = limit.split_once('=').unwrap();
            days.iter().flatten().filter(|day| self.shifts[**day] == shift).count() > most.parse().unwrap()
        });
        let follows = days.windows(2).any(|pair| match pair {
            [Some(a), Some(b)] => shift_rows[*a].get(2).is_some_and(|barred| barred.split('|').any(|id| id == self.shifts[*b])),
            _ => false,
        });
        let runs = days.chunk_by(|a, b| a.is_some() == b.is_some());
        let mut day = 0;
        let mut bad_run = false;
        for run in runs {
            let inside = day > 0 && day + run.len() < self.days;
            let least = if run[0].is_some() { number(5) } else { number(6) };
            bad_run |= (run[0].is_some() && run.len() > number(4)) || (inside && run.len() < least);
            day += run.len();
        }
        let weekends = days.chunks(7).filter(|week| week[5].is_some() || week[6].is_some()).count();
        let off = self.rows("DAYS_OFF").filter(|off| off[0] == row[0]).flat_map(|off| &off[1..]);
        let works_on_a_day_off = off.into_iter().any(|day| days[day.parse::<usize>().unwrap()].is_some());
        too_many || follows || bad_run || works_on_a_day_off || weekends > number(7) || !(number(3)..=number(2)).contains(&minutes)
    }
}
