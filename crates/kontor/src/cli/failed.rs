//! How a command ends that did not succeed.

use platform::config::Problem;

/// Why; each kind has its exit code, which scripts may rely on.
#[derive(Debug)]
pub enum Failed {
    /// 1: it could not be done.
    Undone(anyhow::Error),
    /// 2: the command was not understood.
    Usage(String),
    /// 3: the configuration is wrong; everything that is wrong with it.
    Configuration(Vec<Problem>),
    /// 4: the database or the keys cannot be used.
    Database(anyhow::Error),
    /// 5: it was done, and found problems, which are printed already.
    Found,
}

impl Failed {
    pub fn code(&self) -> u8 {
        match self {
            Self::Undone(_) => 1,
            Self::Usage(_) => 2,
            Self::Configuration(_) => 3,
            Self::Database(_) => 4,
            Self::Found => 5,
        }
    }
}

impl From<anyhow::Error> for Failed {
    fn from(cause: anyhow::Error) -> Self {
        Self::Undone(cause)
    }
}

impl From<platform::Error> for Failed {
    fn from(cause: platform::Error) -> Self {
        match cause {
            platform::Error::Internal(cause) => Self::Undone(cause),
            answer => Self::Undone(answer.into()),
        }
    }
}

impl From<std::io::Error> for Failed {
    fn from(cause: std::io::Error) -> Self {
        Self::Undone(cause.into())
    }
}
