//! The answer of another solver: `name value` pairs, as HiGHS, SCIP, CBC and Gurobi write them and
//! as MIPLIB keeps them.

use crate::milp::Program;
use std::collections::{BTreeSet, HashMap};

/// Values of decisions are integers but for this.
const TOLERANCE: f64 = 1e-6;

/// For so many unknown names a similar one is looked for.
const COMPARED: usize = 5;

/// What a file of another solver says.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Value of every column. A decision that the file does not name is 0; so are derived columns,
    /// for their values follow from the decisions.
    pub values: Vec<i64>,
    /// The objective as the file states it.
    pub objective: Option<f64>,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// Line in the file, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    /// The solver says it has none.
    NoSolution,
    /// There is no pair of name and value in the file.
    Empty,
    /// A line that is no pair of name and value.
    NoPair(String),
    /// The program has no such column.
    Unknown {
        /// The name in the file.
        name: String,
        /// The most similar name there is.
        near: Option<String>,
    },
    /// A column that an earlier line has given already.
    Twice {
        /// The name.
        name: String,
        /// The earlier line.
        before: usize,
    },
    /// The value of a decision is not an integer.
    Fraction {
        /// The name.
        name: String,
        /// Its value.
        value: f64,
    },
    /// The value of a decision is none it can have.
    Outside {
        /// The name.
        name: String,
        /// Its value.
        value: f64,
    },
}

impl Program {
    /// Reads an answer to the program as [`Program::write`] wrote it.
    ///
    /// # Errors
    /// Everything that is wrong in the text, by line.
    pub fn read_answer(&self, text: &str) -> Result<Answer, Vec<Mistake>> {
        let mut reader = Reader::default();
        text.lines().enumerate().for_each(|(number, line)| reader.line(number + 1, line.trim()));
        if reader.pairs.is_empty() && reader.objective.is_none() && reader.mistakes.is_empty() {
            reader.mistakes.push(Mistake { line: 0, wrong: Wrong::Empty });
        }
        let names = self.file_names();
        let positions: HashMap<&str, usize> = names.iter().enumerate().map(|(position, name)| (name.as_str(), position)).collect();
        let derived: BTreeSet<usize> = self.derived.iter().map(|(column, _)| *column).collect();
        let (mut values, mut seen) = (vec![0; names.len()], HashMap::new());
        let (mut mistakes, mut unknown) = (reader.mistakes, 0);
        for (line, name, value) in reader.pairs {
            let column = positions.get(name.as_str()).copied();
            let before = seen.insert(name.clone(), line);
            let wrong = match (column, before) {
                (None, _) => {
                    unknown += 1;
                    let near = if unknown <= COMPARED { nearest(&names, &name) } else { None };
                    Wrong::Unknown { name, near }
                }
                (_, Some(before)) => Wrong::Twice { name, before },
                (Some(column), None) if derived.contains(&column) => continue,
                (Some(column), None) => match self.decision(column, value) {
                    Some(value) => {
                        values[column] = value;
                        continue;
                    }
                    None if (value - value.round()).abs() > TOLERANCE => Wrong::Fraction { name, value },
                    None => Wrong::Outside { name, value },
                },
            };
            mistakes.push(Mistake { line, wrong });
        }
        mistakes.sort_by_key(|mistake| mistake.line);
        if mistakes.is_empty() { Ok(Answer { values, objective: reader.objective }) } else { Err(mistakes) }
    }

    /// The integer a decision has, if it is one and the column can have it.
    fn decision(&self, column: usize, value: f64) -> Option<i64> {
        let (rounded, column) = (value.round(), &self.columns[column]);
        let fits = rounded >= column.lower as f64 && column.upper.is_none_or(|upper| rounded <= upper as f64);
        ((value - rounded).abs() <= TOLERANCE && fits).then_some(rounded as i64)
    }
}

fn nearest(names: &[String], wanted: &str) -> Option<String> {
    let scored = names.iter().map(|name| (strsim::jaro_winkler(name, wanted), name));
    let (likeness, near) = scored.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (likeness > 0.9).then(|| near.clone())
}

/// Which part of a file a line stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Pairs of column and value.
    #[default]
    Columns,
    /// What HiGHS says before them.
    Head,
    /// Rows, dual values, basis.
    Other,
}

#[derive(Default)]
struct Reader {
    part: Part,
    objective: Option<f64>,
    pairs: Vec<(usize, String, f64)>,
    mistakes: Vec<Mistake>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let plain = line.to_ascii_lowercase();
        if plain.is_empty() || self.states_objective(&plain) {
            return;
        }
        let refuse = |wrong: Wrong| Mistake { line: number, wrong };
        if let Some(heading) = plain.strip_prefix('#') {
            self.part = match heading.split_whitespace().next() {
                Some("columns") => Part::Columns,
                Some("primal") => Part::Head,
                Some("rows" | "dual" | "basis") => Part::Other,
                _ => self.part,
            };
        } else if plain == "model status" {
            self.part = Part::Head;
        } else if self.part == Part::Head && plain == "none" || ["no solution available", "=infeas=", "=unkn="].contains(&plain.as_str()) {
            self.mistakes.push(refuse(Wrong::NoSolution));
        } else if self.part == Part::Columns && !plain.starts_with("solution status:") {
            match pair(line) {
                Some((name, value)) => self.pairs.push((number, name.to_owned(), value)),
                None => self.mistakes.push(refuse(Wrong::NoPair(line.to_owned()))),
            }
        }
    }

    /// `objective value: 20`, `# Objective value = 20`, `=obj= 20`, `Optimal - objective value 20`,
    /// and HiGHS's `Objective 20`.
    fn states_objective(&mut self, plain: &str) -> bool {
        let stated = plain.split_once("objective value").or_else(|| plain.split_once("=obj="));
        let stated = stated.or_else(|| (self.part == Part::Head).then(|| plain.split_once("objective ")).flatten());
        let Some((_, value)) = stated else { return false };
        self.objective = value.trim_start_matches([':', '=', ' ', '\t']).parse().ok().or(self.objective);
        true
    }
}

/// `name value`; with SCIP `(obj:3)` or HiGHS's position behind, or between CBC's position and
/// reduced cost, behind `**` where CBC found no solution.
fn pair(line: &str) -> Option<(&str, f64)> {
    let is_position = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = line.split_whitespace().filter(|word| *word != "**").collect();
    let (name, value) = match words.as_slice() {
        [name, value] => (name, value),
        [name, value, more] if more.starts_with("(obj:") || is_position(more) => (name, value),
        [position, name, value, _] if is_position(position) => (name, value),
        _ => return None,
    };
    value.parse().ok().filter(|value: &f64| value.is_finite()).map(|value| (*name, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::{Block, Column, Derived};

    /// Two decisions and a derived column.
    fn program() -> Program {
        let mut program = Program::new();
        program.binary("duty[d=D1,post=ward-day]".to_owned(), Block::default());
        program.binary("duty[d=D2,post=ward-day]".to_owned(), Block::default());
        let column = Column { name: "works[d=D1]".to_owned(), lower: 0, upper: Some(1), integer: false, block: Block::default() };
        program.derive(column, Derived::Any(vec![0]));
        program
    }

    fn read(text: &str) -> Result<(Vec<i64>, Option<f64>), Vec<Mistake>> {
        program().read_answer(text).map(|answer| (answer.values, answer.objective))
    }

    #[test]
    fn every_solver_is_understood() {
        let highs = "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective 20\nObjective_bound 19\nMIP_rel_gap 0\n# Columns 3\n\
            duty(d.D1,post.ward~day) 0.9999999\nduty(d.D2,post.ward~day) 0\nworks(d.D1) 0.5\n# Rows 1\nconflict(d.D1) 1\n\n\
            # Dual solution values\nNone\n\n# Basis\nHiGHS_basis_file v2\nNone\n";
        let sparse = "Model status\nOptimal\n\n# Primal solution values\nFeasible\nObjective 20\n# Columns -1 sparse\nduty(d.D1,post.ward~day) 1 0\n";
        let scip = "solution status: optimal solution found\nobjective value:                                   20\n\
            duty(d.D1,post.ward~day)                            1 \t(obj:0)\n";
        let cbc = "Optimal - objective value 20.00000000\n      0 duty(d.D1,post.ward~day)           1                       0\n";
        let cut = "Stopped on time - objective value 20.00000000\n**    0 duty(d.D1,post.ward~day)           1                       0\n";
        let gurobi = "# Solution for model penalty\n# Objective value = 20\nduty(d.D1,post.ward~day) 1\nduty(d.D2,post.ward~day) -0\n";
        let miplib = "=obj= 20\nduty(d.D1,post.ward~day) 1\n";
        for text in [highs, sparse, scip, cbc, cut, gurobi, miplib] {
            assert_eq!(read(text), Ok((vec![1, 0, 0], Some(20.0))), "{text}");
        }
        assert_eq!(read("objective value: 7\n"), Ok((vec![0, 0, 0], Some(7.0))), "SCIP writes no zeros");
    }

    fn wrong(text: &str) -> Vec<(usize, Wrong)> {
        read(text).unwrap_err().into_iter().map(|mistake| (mistake.line, mistake.wrong)).collect()
    }

    #[test]
    fn everything_wrong_is_told_with_its_line() {
        let name = || "duty(d.D1,post.ward~day)".to_owned();
        let text = "duty(d.D1,post.ward~day) 0.5\nduty(d.D1,post.ward~day) 1\nduty(d.D2,post.ward~day) 2\nduty(d.D3,post.ward~day) 1\n\
            nobody 1\nduty(d.D2 post.ward~day) is 1\nworks(d.D1) nan\n";
        let near = Some("duty(d.D1,post.ward~day)".to_owned());
        let expected = [
            (1, Wrong::Fraction { name: name(), value: 0.5 }),
            (2, Wrong::Twice { name: name(), before: 1 }),
            (3, Wrong::Outside { name: "duty(d.D2,post.ward~day)".to_owned(), value: 2.0 }),
            (4, Wrong::Unknown { name: "duty(d.D3,post.ward~day)".to_owned(), near }),
            (5, Wrong::Unknown { name: "nobody".to_owned(), near: None }),
            (6, Wrong::NoPair("duty(d.D2 post.ward~day) is 1".to_owned())),
            (7, Wrong::NoPair("works(d.D1) nan".to_owned())),
        ];
        let said = wrong(text);
        assert_eq!(said[..3], expected[..3]);
        assert!(matches!(&said[3].1, Wrong::Unknown { near: Some(_), .. }), "{said:?}");
        assert_eq!(said[4..], expected[4..]);
    }

    #[test]
    fn a_file_without_a_solution_says_so() {
        assert_eq!(wrong(""), [(0, Wrong::Empty)]);
        assert_eq!(wrong("solution status: infeasible\nno solution available\n"), [(2, Wrong::NoSolution)]);
        assert_eq!(wrong("Model status\nInfeasible\n\n# Primal solution values\nNone\n"), [(5, Wrong::NoSolution)]);
    }
}
