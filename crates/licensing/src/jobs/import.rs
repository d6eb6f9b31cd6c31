//! Imports, step by step: what is done stands in the database, so that a step is done once.

use crate::actions;
use crate::domain::import::ImportId;
use chrono::TimeDelta;
use platform::job::{Failure, Job};
use platform::{Cx, Millis};
use serde::{Deserialize, Serialize};

/// What was begun so long ago is forgotten, with all that was read for it.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How often that is looked for.
pub(super) const FORGETS_EVERY: TimeDelta = TimeDelta::hours(12);

/// Asks another server for all it has.
#[derive(Debug, Serialize, Deserialize)]
pub struct FetchImport {
    pub import: ImportId,
}

impl Job for FetchImport {
    const NAME: &'static str = "licensing.fetch_import";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        while there(actions::fetch_import(&cx, self.import).await)? {}
        Ok(())
    }
}

/// Looks at what would become of every row.
#[derive(Debug, Serialize, Deserialize)]
pub struct CheckImport {
    pub import: ImportId,
}

impl Job for CheckImport {
    const NAME: &'static str = "licensing.check_import";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        while there(actions::check_import(&cx, self.import).await)? {}
        Ok(())
    }
}

/// Takes the rows over.
#[derive(Debug, Serialize, Deserialize)]
pub struct RunImport {
    pub import: ImportId,
}

impl Job for RunImport {
    const NAME: &'static str = "licensing.run_import";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        while there(actions::run_import(&cx, self.import).await)? {}
        Ok(())
    }
}

/// Whether there is more to do; an import that was removed has nothing left.
fn there(step: platform::Result<bool>) -> Result<bool, Failure> {
    match step {
        Err(platform::Error::NotFound) => Ok(false),
        other => Ok(other?),
    }
}

/// Forgets imports of long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetImports {}

impl Job for ForgetImports {
    const NAME: &'static str = "licensing.forget_imports";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        while actions::forget_imports(&cx, Millis(cx.now - KEPT)).await? > 0 {}
        Ok(())
    }
}
