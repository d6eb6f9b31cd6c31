use super::begin_import::{count_wrong, given, rows, token};
use crate::domain::import::item::source;
use crate::domain::import::{Given, Import, ImportId, Item, Kind, Row, State};
use crate::jobs::{CheckImport, FetchImport};
use crate::store;
use crate::store::import::Asked;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use chrono::TimeDelta;
use platform::job::{self, Queued};
use platform::keys::Secret;
use platform::outbound::{Client, OutboundError, Request};
use platform::{Cx, Millis, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// Entries of one answer: more no such server gives.
const PAGE: usize = 100;
/// Entries whose own lists are asked for before it is written down how far that is.
const LOT: u64 = 20;
/// A slow server is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// So often a server may be silent in a row.
const TRIES: u32 = 6;
/// The longest pause that a server may ask for.
const LONGEST_PAUSE: i64 = 3600;
/// What is asked for, in the API's own version.
const VERSION: &str = "1.7";

/// What is asked for, one after the other: whole lists, and lists of each entry.
#[derive(Clone, Copy)]
enum Ask {
    All(Kind),
    /// Of each of these what hangs on it: the list's name, and what a link of it is.
    Of(Kind, &'static str, Kind),
}

const STEPS: [Ask; 17] = [
    Ask::All(Kind::Product),
    Ask::All(Kind::Entitlement),
    Ask::All(Kind::Group),
    Ask::All(Kind::User),
    Ask::All(Kind::Policy),
    Ask::Of(Kind::Policy, "entitlements", Kind::PolicyEntitlement),
    Ask::All(Kind::Licence),
    Ask::Of(Kind::Licence, "entitlements", Kind::LicenceEntitlement),
    Ask::Of(Kind::Licence, "users", Kind::LicenceUser),
    Ask::All(Kind::Machine),
    Ask::All(Kind::Component),
    Ask::All(Kind::Environment),
    Ask::All(Kind::Release),
    Ask::Of(Kind::Release, "constraints", Kind::ReleaseConstraint),
    Ask::All(Kind::Artifact),
    Ask::All(Kind::Webhook),
    Ask::All(Kind::Token),
];

/// What some servers do not have, or sell apart: who refuses these has none of them.
fn may_be_missing(kind: Kind) -> bool {
    use Kind::*;
    matches!(kind, Environment | Release | ReleaseConstraint | Artifact | Webhook | Token)
}

/// How many others use a licence, as far as the server says so.
const USERS: &str = "usersCount";

/// How far asking is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Place {
    step: usize,
    /// Pages that were read of a whole list.
    pages: usize,
    /// The last row whose own list was read.
    after: i64,
    /// How often the server was silent since it last spoke.
    silent: u32,
    /// When it is asked again, where it is in trouble.
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<i64>,
}

/// Why an import cannot go on now.
enum Stop {
    /// The server wants to be left alone for so many seconds, and says so in these words.
    Pause(i64, String),
    /// It is not there just now.
    Silent(String),
    /// It will not be otherwise later.
    Refused(String),
    Error(platform::Error),
}

impl<E: Into<platform::Error>> From<E> for Stop {
    fn from(cause: E) -> Self {
        Self::Error(cause.into())
    }
}

/// Asks the other server for some more, and writes down what it said; false when there is nothing to be asked for now.
pub async fn fetch_import(cx: &Cx, id: ImportId) -> Result<bool> {
    let import = store::import::get(cx.db(), id).await?;
    if import.state != State::Fetching {
        return Ok(false);
    }
    let mut place: Place = serde_json::from_str(&import.place).unwrap_or_default();
    let Some(ask) = STEPS.get(place.step).copied() else {
        end(cx, id).await?;
        return Ok(false);
    };
    let server = Server { cx, import: &import, token: token(&cx.kontor, &import)? };
    let got = match ask {
        Ask::All(kind) => server.page(kind, &mut place).await,
        Ask::Of(of, list, link) => server.links((of, list, link), &mut place).await,
    };
    match got {
        Ok(given) => {
            (place.silent, place.again) = (0, None);
            keep(cx, &import, place, given).await?;
            Ok(true)
        }
        Err(Stop::Pause(seconds, why)) => {
            pause(cx, &import, place, (seconds, &why)).await.map(|()| false)
        }
        Err(Stop::Silent(why)) => {
            let mut place: Place = serde_json::from_str(&import.place).unwrap_or_default();
            place.silent += 1;
            if place.silent >= TRIES {
                return fail(cx, id, &why).await.map(|()| false);
            }
            let seconds = 15 << place.silent.min(6);
            pause(cx, &import, place, (seconds, &why)).await.map(|()| false)
        }
        Err(Stop::Refused(why)) => fail(cx, id, &why).await.map(|()| false),
        Err(Stop::Error(cause)) => Err(cause),
    }
}

struct Server<'a> {
    cx: &'a Cx,
    import: &'a Import,
    token: Secret,
}

impl Server<'_> {
    /// The next page of a whole list.
    async fn page(&self, kind: Kind, place: &mut Place) -> Result<Vec<(Kind, Item)>, Stop> {
        let number = place.pages + 1;
        let path = format!("/{}?page%5Bnumber%5D={number}&page%5Bsize%5D={PAGE}", kind.name());
        let all = self.list(kind, &path).await?;
        place.pages = number;
        if all.len() < PAGE {
            (place.step, place.pages) = (place.step + 1, 0);
        }
        Ok(all.iter().filter_map(|one| entry(kind, one)).collect())
    }

    /// What hangs on the next few entries.
    async fn links(
        &self,
        (of, list, link): (Kind, &str, Kind),
        place: &mut Place,
    ) -> Result<Vec<(Kind, Item)>, Stop> {
        let asked = Asked { kind: Some(of), after: place.after, ..Asked::default() };
        let rows = store::import::rows(self.cx.db(), self.import.id, asked, LOT).await?;
        let mut links = Vec::new();
        for row in &rows {
            let Some(item) = given(&self.cx.kontor, row)? else { continue };
            if list == "users" && item.attributes.get(USERS) == Some(&Value::from(0)) {
                continue;
            }
            let path = format!("/{}/{}/{list}?limit={PAGE}", of.name(), item.id);
            let all = self.list(link, &path).await?;
            links.extend(all.iter().filter_map(|one| hung(link, &item.id, one)));
        }
        match rows.last() {
            Some(row) if rows.len() as u64 == LOT => place.after = row.number,
            _ => (place.step, place.after) = (place.step + 1, 0),
        }
        Ok(links)
    }

    async fn list(&self, kind: Kind, path: &str) -> Result<Vec<Value>, Stop> {
        let base = &self.import.name;
        let url = match self.import.account.as_str() {
            "" => format!("{base}/v1{path}"),
            account => format!("{base}/v1/accounts/{account}{path}"),
        };
        let bearer = HeaderValue::from_str(&format!("Bearer {}", self.token.expose()));
        let bearer = bearer.map_err(|_| Stop::Refused("the token is none".into()))?;
        let mut request = Request::get(url)
            .header(header::AUTHORIZATION, bearer)
            .header(header::ACCEPT, HeaderValue::from_static("application/vnd.api+json"))
            .header(HeaderName::from_static("keygen-version"), HeaderValue::from_static(VERSION));
        // a token is shown to nobody else
        request.redirects = 0;
        let client = Client::of(self.cx).map_err(platform::Error::from)?.within(PATIENCE);
        let answer = client.send(request).await.map_err(silent)?;
        let status = answer.status;
        if status == StatusCode::TOO_MANY_REQUESTS {
            let after = answer.headers.get(header::RETRY_AFTER).and_then(|v| v.to_str().ok());
            let seconds = after.and_then(|text| text.parse().ok()).unwrap_or(60_i64);
            return Err(Stop::Pause(seconds.clamp(1, LONGEST_PAUSE), format!("{path}: {status}")));
        }
        if may_pass(status) {
            return Err(Stop::Silent(format!("{path}: {status}")));
        }
        // older servers do not have every list
        if status == StatusCode::NOT_FOUND && self.import.total > 0 {
            return Ok(Vec::new());
        }
        let is_unknown = status.is_client_error() || status == StatusCode::NOT_IMPLEMENTED;
        if is_unknown && may_be_missing(kind) {
            return Ok(Vec::new());
        }
        if !status.is_success() {
            return Err(Stop::Refused(format!("{path}: {status}{}", detail(&answer.body))));
        }
        let read = serde_json::from_slice::<Value>(&answer.body).ok();
        match read.and_then(|mut document| document.get_mut("data").map(Value::take)) {
            Some(Value::Array(all)) => Ok(all),
            _ => Err(Stop::Refused(format!("{path}: no list was answered"))),
        }
    }
}

/// Whether a server may answer otherwise later; what it does not know or does not let us have, it will not either then.
fn may_pass(status: StatusCode) -> bool {
    let never = [StatusCode::NOT_IMPLEMENTED, StatusCode::HTTP_VERSION_NOT_SUPPORTED];
    let for_now = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY];
    for_now.contains(&status) || (status.is_server_error() && !never.contains(&status))
}

/// What guards us refuses for ever; the rest may pass.
fn silent(cause: OutboundError) -> Stop {
    let why = cause.to_string();
    match cause {
        OutboundError::Unresolved { .. }
        | OutboundError::Connect(_)
        | OutboundError::Timeout
        | OutboundError::Http(_) => Stop::Silent(why),
        OutboundError::Url(_)
        | OutboundError::Host(_)
        | OutboundError::Blocked { .. }
        | OutboundError::TooLarge(_)
        | OutboundError::Compressed
        | OutboundError::Redirects(_)
        | OutboundError::Downgraded => Stop::Refused(why),
    }
}

/// What an answer says of why.
fn detail(body: &[u8]) -> String {
    let read = serde_json::from_slice::<Value>(body).ok();
    let of = |document: &Value| document.pointer("/errors/0/detail")?.as_str().map(str::to_owned);
    read.as_ref().and_then(of).map(|detail| format!(": {detail}")).unwrap_or_default()
}

/// An entry of a whole list. Who runs the account there is nobody who uses licences.
fn entry(kind: Kind, resource: &Value) -> Option<(Kind, Item)> {
    let (own, mut item) = Item::read(resource)?;
    let role = item.text("role").unwrap_or("user");
    if own != kind || (kind == Kind::User && role != "user") {
        return None;
    }
    if let Some(count) = resource.pointer("/relationships/users/meta/count") {
        item.attributes.insert(USERS.into(), count.clone());
    }
    Some((kind, item))
}

/// A link between an entry and one of a list of its own.
fn hung(link: Kind, of: &str, resource: &Value) -> Option<(Kind, Item)> {
    let id = match link {
        // its own id is the constraint's
        Kind::ReleaseConstraint => resource.pointer("/relationships/entitlement/data/id")?,
        _ => resource.get("id")?,
    };
    let id = id.as_str()?;
    let mut item = Item { id: format!("{of} {id}"), ..Item::default() };
    // an entitlement is in a licence's list by its own id
    for name in ["value", "expiry"] {
        if let Some(value) = resource.pointer(&format!("/attributes/{name}")) {
            item.attributes.insert(name.into(), value.clone());
        }
    }
    let (from, to) = match link {
        Kind::PolicyEntitlement => ("policy", "entitlement"),
        Kind::LicenceEntitlement => ("license", "entitlement"),
        Kind::ReleaseConstraint => ("release", "entitlement"),
        _ => ("license", "user"),
    };
    Some((link, item.to(from, Some(of)).to(to, Some(id))))
}

/// Writes down what was said, and how far asking is; what was said before is left aside.
async fn keep(cx: &Cx, import: &Import, place: Place, all: Vec<(Kind, Item)>) -> Result<()> {
    let fresh = fresh(cx, import, all).await?;
    let number = |n: usize| import.total + 1 + i64::try_from(n).unwrap_or_default();
    let numbered = fresh.into_iter().enumerate();
    let given: Vec<_> = numbered
        .map(|(n, (kind, item))| Given { number: number(n), kind, item, wrong: None })
        .collect();
    let rows: Vec<Row> = rows(&cx.kontor, import.id, given)?;
    let most = i64::try_from(Import::MOST).unwrap_or(i64::MAX);
    let total = import.total + i64::try_from(rows.len()).unwrap_or_default();
    if total > most {
        return fail(cx, import.id, &format!("more than {most} entries")).await;
    }
    let tx = cx.begin().await?;
    let mut import = import.clone();
    store::import::insert_rows(&tx, &rows).await?;
    (import.total, import.wrong) = (total, import.wrong + count_wrong(&rows));
    (import.place, import.updated_at) = (serde_json::to_string(&place)?, Millis(cx.now));
    import.trouble.clear();
    store::import::save(&tx, &mut import).await?;
    cx.commit(tx).await
}

/// Pages move while somebody works there, so that an entry may come twice.
async fn fresh(cx: &Cx, import: &Import, all: Vec<(Kind, Item)>) -> Result<Vec<(Kind, Item)>> {
    let Some(kind) = all.first().map(|(kind, _)| *kind) else { return Ok(all) };
    let sources: Vec<String> = all.iter().map(|(_, item)| source(&item.id)).collect();
    let known = store::import::known_sources(cx.db(), import.id, kind, &sources).await?;
    let mut seen: std::collections::HashSet<String> = known.into_iter().collect();
    let is_new = |item: &Item, seen: &mut std::collections::HashSet<String>| {
        seen.insert(item.source()) // false for one that was there
    };
    Ok(all.into_iter().filter(|(_, item)| is_new(item, &mut seen)).collect())
}

async fn pause(
    cx: &Cx,
    import: &Import,
    mut place: Place,
    (seconds, why): (i64, &str),
) -> Result<()> {
    let at = cx.now + TimeDelta::seconds(seconds);
    place.again = Some(at.timestamp_millis());
    let tx = cx.begin().await?;
    let mut import = import.clone();
    (import.place, import.updated_at) = (serde_json::to_string(&place)?, Millis(cx.now));
    import.trouble = plain(why);
    store::import::save(&tx, &mut import).await?;
    job::enqueue(&tx, cx, Queued::of(&FetchImport { import: import.id })?.at(at)).await?;
    cx.commit(tx).await
}

/// All was said: the token is forgotten, and the rows are looked at.
async fn end(cx: &Cx, id: ImportId) -> Result<()> {
    let tx = cx.begin().await?;
    let mut import = store::import::get(&tx, id).await?;
    (import.state, import.token) = (State::Checking, Vec::new());
    import.updated_at = Millis(cx.now);
    store::import::save(&tx, &mut import).await?;
    job::enqueue(&tx, cx, Queued::of(&CheckImport { import: id })?).await?;
    cx.commit(tx).await
}

async fn fail(cx: &Cx, id: ImportId, why: &str) -> Result<()> {
    let tx = cx.begin().await?;
    let mut import = store::import::get(&tx, id).await?;
    (import.state, import.token) = (State::Failed, Vec::new());
    import.trouble = plain(why);
    import.updated_at = Millis(cx.now);
    store::import::save(&tx, &mut import).await?;
    cx.commit(tx).await
}

/// Words of another server at the length of their column.
fn plain(why: &str) -> String {
    why.chars().filter(|c| !c.is_control()).take(500).collect()
}
