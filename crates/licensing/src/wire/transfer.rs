//! Files on their way: addresses that are good for a while, at which a file is sent or fetched without a credential.
//!
//! They lie beside the signed wire, for files are neither held in memory nor signed as answers are.

use super::around::written;
use super::fault::Fault;
use super::meter;
use super::origin::Origin;
use crate::domain::artifact::{Artifact, ArtifactId, Part, Status};
use crate::{actions, store};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{StreamExt as _, stream};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use platform::http::Policy;
use platform::wire::{Rest, Wire};
use platform::{Cx, Error, Kontor, Lang, Result, scan};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

const AT: &str = "/v1/files";
/// For so many seconds an address may be fetched from, and sent to.
const GOOD_FOR_GET: i64 = 10 * 60;
const GOOD_FOR_PUT: i64 = 60 * 60;
/// A file on its own has no page around it: nothing in it may do anything.
const FILE: Policy = Policy("sandbox; default-src 'none'");

pub const WIRE: Wire = Wire {
    at: AT,
    routes: |_| Router::new().route("/{artifact}/{filename}", get(fetch).put(send)),
    // each is measured while it comes: `max_artifact_bytes`
    longest_body: usize::MAX,
    files: true,
    around: |kontor, request, rest| Box::pin(around(kontor, request, rest)),
};

/// What an address is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Get,
    Put,
}

/// The address at which this file can be fetched, or sent to, for a while.
pub fn address(cx: &Cx, origin: &Origin, verb: Verb, artifact: &Artifact) -> String {
    let good_for = if verb == Verb::Get { GOOD_FOR_GET } else { GOOD_FOR_PUT };
    let until = cx.now.timestamp() + good_for;
    let proof = hex::encode(proof(&cx.kontor, verb, artifact.id, until));
    let filename = utf8_percent_encode(&artifact.filename, NON_ALPHANUMERIC);
    format!("{}{AT}/{}/{filename}?until={until}&proof={proof}", origin.0, artifact.id)
}

fn proof(kontor: &Kontor, verb: Verb, id: ArtifactId, until: i64) -> [u8; 32] {
    kontor.keys.mac("licensing.transfer", format!("{verb:?}\n{id}\n{until}").as_bytes())
}

/// What an address says of itself.
#[derive(Deserialize)]
struct Ticket {
    until: i64,
    proof: String,
}

impl Ticket {
    /// The artifact that is meant, if the address was made here for this and is still good.
    fn check(&self, kontor: &Kontor, verb: Verb, id: &str) -> Result<ArtifactId, Fault> {
        let id: ArtifactId = id.parse().map_err(|_| Fault::not_found())?;
        let right = proof(kontor, verb, id, self.until);
        let given = hex::decode(&self.proof).unwrap_or_default();
        if !bool::from(right.ct_eq(&given)) {
            return Err(Fault::not_found());
        }
        if self.until < kontor.clock.now().timestamp() {
            return Err(Fault::forbidden("LINK_EXPIRED", "The address is no longer good"));
        }
        Ok(id)
    }
}

/// Counts, and writes down what goes wrong as the wire does.
async fn around(kontor: Kontor, request: Request, rest: Rest) -> Response {
    let Some(info) = platform::http::info(&request).cloned() else {
        return Error::Internal(anyhow::anyhow!("the entrance layer is missing")).into_response();
    };
    let counted = meter::count(&kontor, &info).await;
    let passes = counted.as_ref().map_or(Ok(()), meter::Counted::check);
    let open = || {
        if info.method.is_safe() {
            return Ok(());
        }
        kontor.may_change_from_outside(Lang::En).map_err(Fault::from)
    };
    let response = match passes.and_then(|()| open()) {
        Ok(()) => rest.run(request).await,
        Err(fault) => fault.into_response(),
    };
    written(response, &info.id)
}

async fn send(
    State(kontor): State<Kontor>,
    Path((id, _)): Path<(String, String)>,
    Query(ticket): Query<Ticket>,
    body: Body,
) -> Result<StatusCode, Fault> {
    let id = ticket.check(&kontor, Verb::Put, &id)?;
    actions::upload_artifact(&Cx::system(&kontor), id, body.into_data_stream()).await?;
    Ok(StatusCode::OK)
}

async fn fetch(
    State(kontor): State<Kontor>,
    Path((id, _)): Path<(String, String)>,
    Query(ticket): Query<Ticket>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let id = ticket.check(&kontor, Verb::Get, &id)?;
    let artifact = store::artifact::get(kontor.db.reader(), id).await?;
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    Ok(served(&Cx::system(&kontor), &artifact, range).await?)
}

/// The file of an artifact, or the part of it that is asked for, piece by piece. Each piece is shown to the virus
/// scanner before it leaves, the first one before anything does.
pub async fn served(cx: &Cx, artifact: &Artifact, range: Option<&str>) -> Result<Response> {
    if artifact.status != Status::Uploaded {
        return Err(Error::NotFound);
    }
    let parts = store::artifact::parts(cx.db(), artifact.id).await?;
    let whole: i64 = parts.iter().map(|part| part.size).sum();
    let asked = range.and_then(|range| within(range, whole));
    let (from, to) = match asked {
        Some(Ok(asked)) => asked,
        Some(Err(())) => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{whole}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response());
        }
        None => (0, whole - 1),
    };
    let mut cuts = cuts(&parts, from, to).into_iter();
    let Some(first) = cuts.next() else { return Err(Error::NotFound) };
    let first = first.read(cx).await?;
    let cx = cx.clone();
    let rest = stream::iter(cuts).then(move |cut| {
        let cx = cx.clone();
        async move { cut.read(&cx).await }
    });
    let body = Body::from_stream(stream::once(async { Ok::<_, Error>(first) }).chain(rest));
    let mut response = body.into_response();
    let said = response.headers_mut();
    let name = utf8_percent_encode(&artifact.filename, NON_ALPHANUMERIC);
    for (header, value) in [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (header::CACHE_CONTROL, "private, no-store, no-transform".to_owned()),
        (header::CONTENT_LENGTH, (to - from + 1).to_string()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        // or it would be compressed on its way, and no longer be as long as it says
        (header::CONTENT_ENCODING, "identity".to_owned()),
        (header::ETAG, format!("\"{}\"", artifact.sha256.as_deref().unwrap_or_default())),
    ] {
        said.insert(header, HeaderValue::try_from(value).map_err(anyhow::Error::from)?);
    }
    if asked.is_some() {
        let range = HeaderValue::try_from(format!("bytes {from}-{to}/{whole}"));
        said.insert(header::CONTENT_RANGE, range.map_err(anyhow::Error::from)?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    response.extensions_mut().insert(FILE);
    Ok(response)
}

/// The first and the last byte that `bytes=…` asks for. Several ranges, and other units, ask for the whole.
fn within(range: &str, whole: i64) -> Option<Result<(i64, i64), ()>> {
    let (from, to) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.trim().parse::<i64>().ok().filter(|number| *number >= 0);
    let (from, to) = match (from.trim(), to.trim()) {
        ("", last) => ((whole - number(last)?).max(0), whole - 1),
        (first, "") => (number(first)?, whole - 1),
        (first, last) => (number(first)?, number(last)?.min(whole - 1)),
    };
    Some(if from < whole && from <= to { Ok((from, to)) } else { Err(()) })
}

/// What is wanted of one piece.
struct Cut {
    file: String,
    from: usize,
    to: usize,
}

impl Cut {
    async fn read(self, cx: &Cx) -> Result<Bytes> {
        let bytes = Bytes::from(scan::file(cx, &self.file).await?);
        // a piece that is shorter than its row says would end the file before its time
        let whole = self.to < bytes.len();
        if whole {
            Ok(bytes.slice(self.from..=self.to))
        } else {
            Err(anyhow::anyhow!("a piece of a file is too short").into())
        }
    }
}

/// The pieces between two bytes, both of which are wanted.
fn cuts(parts: &[Part], from: i64, to: i64) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut begin = 0;
    for part in parts {
        let end = begin + part.size - 1;
        if end >= from && begin <= to {
            let at = |byte: i64| usize::try_from(byte - begin).unwrap_or_default();
            let file = part.file.clone();
            cuts.push(Cut { file, from: at(from.max(begin)), to: at(to.min(end)) });
        }
        begin = end + 1;
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_has_it() {
        for (range, found) in [
            ("bytes=0-0", Some(Ok((0, 0)))),
            ("bytes=2-", Some(Ok((2, 9)))),
            ("bytes=-3", Some(Ok((7, 9)))),
            ("bytes=-30", Some(Ok((0, 9)))),
            ("bytes=5-50", Some(Ok((5, 9)))),
            ("bytes=10-", Some(Err(()))),
            ("bytes=5-4", Some(Err(()))),
            ("bytes=0-1,3-4", None),
            ("lines=0-1", None),
            ("bytes=x-", None),
        ] {
            assert_eq!(within(range, 10), found, "{range}");
        }
    }

    #[test]
    fn pieces_are_cut_where_the_range_begins_and_ends() {
        let part = |position, size| Part {
            artifact: ArtifactId::new(),
            position,
            file: position.to_string(),
            size,
        };
        let parts = [part(0, 4), part(1, 4), part(2, 2)];
        let cut = |from, to| -> Vec<(String, usize, usize)> {
            cuts(&parts, from, to).into_iter().map(|c| (c.file, c.from, c.to)).collect()
        };
        let named = |file: &str, from, to| (file.to_owned(), from, to);
        assert_eq!(cut(0, 9), [named("0", 0, 3), named("1", 0, 3), named("2", 0, 1)]);
        assert_eq!(cut(3, 4), [named("0", 3, 3), named("1", 0, 0)]);
        assert_eq!(cut(9, 9), [named("2", 1, 1)]);
    }
}
