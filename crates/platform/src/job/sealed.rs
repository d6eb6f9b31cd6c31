//! What a job knows and the queue must not tell.

use super::Failure;
use crate::keys::{Aad, Secret};
use crate::{Cx, Result};
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};

/// A text in a job's data that nobody reads there: sealed with the house's keys, for this job alone.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sealed {
    /// Another one for each text: what is done with it can be recognised by it.
    pub id: Uuid,
    text: String,
}

impl Sealed {
    pub fn of(cx: &Cx, text: &str) -> Result<Self> {
        let id = Uuid::now_v7();
        let text = cx.kontor.keys.seal_text(&place(id), text).map_err(anyhow::Error::from)?;
        Ok(Self { id, text })
    }

    /// The text; a job gives up where the keys do not open it.
    pub fn open(&self, cx: &Cx) -> Result<Secret, Failure> {
        let opened = cx.kontor.keys.unseal_text(&place(self.id), &self.text);
        opened.map_err(|cause| Failure::GiveUp(cause.into()))
    }
}

fn place(id: Uuid) -> Aad {
    Aad::new("jobs", "sealed", &id)
}
