//! Files of conversations: those that came, and those that go with the next entry.

use super::message::File;
use crate::actions;
use crate::domain::attachment::AttachmentId;
use crate::web::{Fields, seen_attachment, served, unknown};
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use platform::api::Named;
use platform::config::ServerConfig;
use platform::{Cx, Kontor, Result, scan};

/// As long as a page's forms may be; a file is shorter by what stands around it.
pub(super) fn longest(kontor: &Kontor) -> usize {
    usize::try_from(kontor.config.section::<ServerConfig>().max_body_bytes).unwrap_or(usize::MAX)
}

/// Keeps a file of whoever acts, until an entry takes it along.
pub(super) async fn upload(cx: Cx, mut form: Fields) -> Result<(StatusCode, Json<File>)> {
    // one file for one answer: of several all but one would be lost without a word
    let (Some(file), true) = (form.files.pop(), form.files.is_empty()) else {
        return Err(unknown("file"));
    };
    let kept = actions::add_upload(&cx, file).await?;
    Ok((StatusCode::CREATED, Json(File::of(&kept))))
}

/// Always to be saved: a program knows what it asked for, and a browser shall run nothing.
pub(super) async fn download(cx: Cx, Named(id): Named<AttachmentId>) -> Result<Response> {
    let file = seen_attachment(&cx, id).await?;
    let bytes = scan::file(&cx, &file.file).await?;
    Ok(served(&file.name, None, bytes))
}
