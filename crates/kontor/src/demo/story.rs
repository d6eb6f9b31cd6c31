//! What a demo ticket is made of. Times are minutes, so that the demo is always of today.

/// A ticket from its first mail to where it stands now.
pub struct Story {
    /// The address of somebody in `customers`, or `Name <address>` of somebody new.
    pub from: &'static str,
    /// How many minutes ago the first mail came.
    pub age: i64,
    pub subject: &'static str,
    pub text: &'static str,
    pub category: usize,
    pub tags: &'static str,
    /// 1 low, 2 normal, 3 high, 4 urgent.
    pub priority: i16,
    pub steps: &'static [(i64, Step)],
}

/// What happens next, so many minutes after the step before. The number is the agent, in the order of `people`.
pub enum Step {
    Assign(usize),
    Writes(&'static str),
    /// A mail with a file: its name, its type and its content.
    Sends(&'static str, (&'static str, &'static str, &'static str)),
    Reply(usize, &'static str),
    Note(usize, &'static str),
    Level(usize, i16, &'static str),
    Close(usize),
}
