use anyhow::anyhow;
use platform::Result;

/// What went wrong in several pieces of work of which none keeps the others from their turn.
#[derive(Default)]
pub(super) struct Faults {
    said: Vec<String>,
}

impl Faults {
    /// Writes a fault down and goes on.
    pub(super) fn note(&mut self, what: &str, done: Result<()>) {
        if let Err(error) = done {
            tracing::warn!(%error, what, "This is left for the next time; the others go on");
            self.said.push(format!("{what}: {error:#}"));
        }
    }

    /// Fails at the end, when something went wrong.
    pub(super) fn end(self) -> Result<()> {
        if self.said.is_empty() { Ok(()) } else { Err(anyhow!(self.said.join("; ")).into()) }
    }
}
