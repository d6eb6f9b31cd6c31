//! Work for later with people's data.

use crate::actions;
use crate::domain::erasure::ErasureId;
use crate::domain::export::ExportId;
use platform::Cx;
use platform::job::{Failure, Job, Sealed};
use serde::{Deserialize, Serialize};

/// Writes an archive of somebody's data.
#[derive(Debug, Serialize, Deserialize)]
pub struct WriteExport {
    pub export: ExportId,
}

impl WriteExport {
    pub fn object(export: ExportId) -> String {
        format!("data_export:{export}")
    }
}

impl Job for WriteExport {
    const NAME: &'static str = "operations.write_export";
    const AT_ONCE: usize = 1;

    fn about(&self) -> Option<String> {
        Some(Self::object(self.export))
    }

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(actions::write_export(&cx, self.export).await?)
    }
}

/// Erases somebody's data; the queue does not say whose.
#[derive(Debug, Serialize, Deserialize)]
pub struct EraseSubject {
    pub erasure: ErasureId,
    pub subject: Sealed,
}

impl EraseSubject {
    pub fn object(erasure: ErasureId) -> String {
        format!("erasure:{erasure}")
    }
}

impl Job for EraseSubject {
    const NAME: &'static str = "operations.erase_subject";
    const AT_ONCE: usize = 1;

    fn about(&self) -> Option<String> {
        Some(Self::object(self.erasure))
    }

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let text = self.subject.open(&cx)?;
        let subject =
            serde_json::from_str(text.expose()).map_err(|cause| Failure::GiveUp(cause.into()))?;
        Ok(actions::erase_subject(&cx, self.erasure, subject).await?)
    }
}

/// Lets the rules of retention act, every day or when somebody says so for one.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplyRules {
    pub only: Option<String>,
}

impl Job for ApplyRules {
    const NAME: &'static str = "operations.apply_rules";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let mut done = actions::apply_rules(&cx, self.only.as_deref()).await;
        if self.only.is_none() {
            done = done.and(actions::erase_letters(&cx).await);
        }
        Ok(done?)
    }
}
