//! How large an alliance is.

/// A size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One hospital and three centres: about 40 doctors.
    S,
    /// Two hospitals and eight centres: about 130 doctors.
    M,
    /// Three hospitals and fourteen centres: about 500 doctors.
    L,
    /// Four hospitals and 22 centres: about 1500 doctors.
    Xl,
}

/// The numbers of a size.
pub(super) struct Shape {
    /// Doctors in all; a seed may differ by 3 %.
    pub doctors: usize,
    /// Of a hundred doctors so many are at home in a centre (assumption: hospitals employ two to
    /// four of five doctors of an alliance, the more the larger they are).
    pub in_centres: usize,
    /// Departments of each hospital.
    pub departments: &'static [usize],
    /// Community and township centres. Four core hospitals cover 22 centres of a district [case].
    pub centres: usize,
    /// Those with a ward of 20 beds [case].
    pub wards: usize,
    /// Departments that receive doctors from the centres.
    pub up: usize,
    /// Departments residents rotate through.
    pub rotations: usize,
}

impl Size {
    /// All sizes, smallest first.
    pub const ALL: [Self; 4] = [Self::S, Self::M, Self::L, Self::Xl];

    /// The word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        }
    }

    /// Doctors in all, more or less.
    pub fn doctors(self) -> usize {
        self.shape().doctors
    }

    pub(super) fn shape(self) -> Shape {
        match self {
            Self::S => Shape { doctors: 40, in_centres: 40, departments: &[3], centres: 3, wards: 1, up: 2, rotations: 3 },
            Self::M => Shape { doctors: 130, in_centres: 34, departments: &[5, 3], centres: 8, wards: 2, up: 4, rotations: 6 },
            Self::L => Shape { doctors: 500, in_centres: 28, departments: &[9, 7, 5], centres: 14, wards: 4, up: 10, rotations: 14 },
            Self::Xl => Shape { doctors: 1500, in_centres: 22, departments: &[14, 12, 10, 9], centres: 22, wards: 6, up: 20, rotations: 30 },
        }
    }
}
