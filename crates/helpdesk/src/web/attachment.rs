//! Files of a conversation: only for those who may see it, and never run by a browser.

use super::fields::Id;
use crate::domain::attachment::{self, Attachment, AttachmentId};
use crate::{rights, store};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use platform::http::Policy;
use platform::{Cx, Error, Result, scan};

/// What RFC 5987 §3.2.1 wants escaped in a file name.
const NAME: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b',')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'{')
    .add(b'}');

/// A file on its own has no page around it: nothing in it may do anything.
pub(super) const FILE: Policy = Policy("sandbox; default-src 'none'");

/// How a file is served: as what we know it is, else only to be saved.
pub(crate) fn served(name: &str, kind: Option<&'static str>, bytes: Vec<u8>) -> Response {
    let (kind, how) = match kind {
        Some(kind) => (kind, "inline"),
        None => ("application/octet-stream", "attachment"),
    };
    let name = utf8_percent_encode(name, NAME);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{name}")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    let mut response = (headers, bytes).into_response();
    response.extensions_mut().insert(FILE);
    response
}

/// The file, for who may see it.
pub(crate) async fn seen(cx: &Cx, id: AttachmentId) -> Result<Attachment> {
    cx.require(rights::VIEW)?;
    let file = store::attachment::get(cx.db(), id).await?;
    match file.message {
        Some(message) => {
            let message = store::message::get(cx.db(), message).await?;
            store::reach::by_id(cx, message.ticket).await?;
        }
        // a file in a composer belongs to who is writing
        None if file.uploader == cx.user_id() => {}
        None => return Err(Error::NotFound),
    }
    Ok(file)
}

pub(super) async fn download(cx: Cx, Id(id): Id<AttachmentId>) -> Result<Response> {
    let file = seen(&cx, id).await?;
    let bytes = scan::file(&cx, &file.file).await?;
    let kind = attachment::shown_kind(&file.mime).filter(|kind| is_really(kind, &bytes));
    Ok(served(&file.name, kind, bytes))
}

/// True when the bytes begin as the kind begins: the sender's word alone is not believed.
pub(super) fn is_really(kind: &str, bytes: &[u8]) -> bool {
    match kind {
        "image/png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "image/jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
        "image/gif" => bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
        "image/webp" => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        _ => false,
    }
}
