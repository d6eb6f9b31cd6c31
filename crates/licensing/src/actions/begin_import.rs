use crate::domain::import::item::alike;
use crate::domain::import::{
    Given, Import, ImportId, ImportRowId, Item, Origin, Outcome, Refused, Row, Said, State,
};
use crate::jobs::{CheckImport, FetchImport};
use crate::server::Server;
use crate::{LicensingConfig, rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::job::{self, Queued};
use platform::keys::{Aad, Secret};
use platform::op::{self, OpId};
use platform::{Cx, Error, Kontor, Millis, Refusal, Result, Tx, event};

/// Takes the rows of a file in, once per `op`, and has them looked at. Nothing is taken over yet.
pub async fn begin_import(
    cx: &Cx,
    op: Option<OpId>,
    (origin, name): (Origin, &str),
    given: Vec<Given>,
) -> Result<Import> {
    cx.require(rights::MANAGE)?;
    if let Some(import) = begun(cx, op).await? {
        return Ok(import);
    }
    match given.len() {
        0 => return Err(Refused::Empty.into()),
        n if n > Import::MOST => return Err(Refused::TooMany.into()),
        _ => {}
    }
    let mut import = blank(cx, origin, name, State::Checking);
    let rows = rows(&cx.kontor, import.id, given)?;
    import.total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    import.wrong = count_wrong(&rows);
    let check = Queued::of(&CheckImport { import: import.id })?;
    keep(cx, op, &import, (&rows, check)).await?;
    Ok(import)
}

/// Another server, as somebody names it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// `https://api.keygen.sh`
    pub url: String,
    /// Its name or id; nothing where the server has but one.
    pub account: String,
    pub token: String,
}

impl Account {
    /// The address without what every address there ends with.
    fn base(&self) -> Result<String, Refused> {
        let text = self.url.trim().trim_end_matches('/');
        let text = text.strip_suffix("/v1").unwrap_or(text);
        let url = url::Url::parse(text).map_err(|_| Refused::UrlUnfit)?;
        let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
        let fits = matches!(url.scheme(), "https" | "http") && url.has_host() && text.len() <= 500;
        if fits && plain { Ok(text.to_owned()) } else { Err(Refused::UrlUnfit) }
    }

    fn wrong(&self) -> Vec<Refusal> {
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let (account, token) = (self.account.trim(), self.token.trim());
        let mut wrong: Vec<Refusal> = self.base().err().map(Into::into).into_iter().collect();
        if account.len() > 100 || !account.chars().all(fits) {
            wrong.push(Refused::AccountUnfit.into());
        }
        // it becomes a header
        if token.is_empty() || !token.chars().all(|c| c.is_ascii_graphic()) {
            wrong.push(Refused::TokenMissing.into());
        }
        wrong
    }
}

/// Begins to ask another server for all it has, once per `op`. Its token is kept until that is done.
pub async fn begin_import_from(cx: &Cx, op: Option<OpId>, from: &Account) -> Result<Import> {
    cx.require(rights::MANAGE)?;
    if let Some(import) = begun(cx, op).await? {
        return Ok(import);
    }
    let wrong = from.wrong();
    if !wrong.is_empty() {
        return Err(Error::Refused(wrong));
    }
    let mut import = blank(cx, Origin::Keygen, &from.base()?, State::Fetching);
    from.account.trim().clone_into(&mut import.account);
    let sealed = cx.kontor.keys.seal(&of_token(import.id), from.token.trim().as_bytes());
    import.token = sealed.map_err(anyhow::Error::from)?;
    let fetch = Queued::of(&FetchImport { import: import.id })?;
    keep(cx, op, &import, (&[], fetch)).await?;
    Ok(import)
}

/// What an earlier sending of the same form began.
async fn begun(cx: &Cx, op: Option<OpId>) -> Result<Option<Import>> {
    let Some(op) = op else { return Ok(None) };
    let Some(done) = op::find(cx.db(), cx, op).await? else { return Ok(None) };
    let id = done.parse().map_err(|_| Error::NotFound)?;
    store::import::get(cx.db(), id).await.map(Some)
}

fn blank(cx: &Cx, origin: Origin, name: &str, state: State) -> Import {
    Import {
        id: ImportId::new(),
        origin,
        name: name.chars().filter(|c| !c.is_control()).take(500).collect(),
        account: String::new(),
        token: Vec::new(),
        place: "{}".into(),
        state,
        trouble: String::new(),
        total: 0,
        ready: 0,
        known: 0,
        wrong: 0,
        created: 0,
        tells: false,
        created_at: Millis(cx.now),
        updated_at: Millis(cx.now),
        version: 1,
    }
}

async fn keep(
    cx: &Cx,
    op: Option<OpId>,
    import: &Import,
    (rows, next): (&[Row], Queued),
) -> Result<()> {
    let account = Server::of(&cx.kontor).await?.id;
    let tx = cx.begin().await?;
    store::import::insert(&tx, import).await?;
    store::import::insert_rows(&tx, rows).await?;
    if let Some(op) = op {
        op::keep(&tx, cx, op, import.id.to_string()).await?;
    }
    job::enqueue(&tx, cx, next).await?;
    mark(&tx, cx, account.0, "import_begun").await?;
    cx.commit(tx).await
}

/// That something was moved stands at the account.
pub(super) async fn mark(tx: &Tx, cx: &Cx, id: sea_orm::prelude::Uuid, mark: &str) -> Result<()> {
    let name = cx.kontor.config.section::<LicensingConfig>().account.clone();
    event::record(tx, cx, &EntryMarked { noun: Noun::Account, id, name, mark: mark.into() }).await
}

pub(super) fn count_wrong(rows: &[Row]) -> i64 {
    let wrong = rows.iter().filter(|row| row.outcome == Outcome::Wrong).count();
    i64::try_from(wrong).unwrap_or(i64::MAX)
}

/// Rows as the table keeps them.
pub(super) fn rows(kontor: &Kontor, import: ImportId, given: Vec<Given>) -> Result<Vec<Row>> {
    given.into_iter().map(|given| row(kontor, import, given)).collect()
}

fn row(kontor: &Kontor, import: ImportId, given: Given) -> Result<Row> {
    let Given { number, kind, item, wrong } = given;
    let id = ImportRowId::new();
    let raw = serde_json::to_vec(&item)?;
    let raw = kontor.keys.seal(&of_raw(id), &raw).map_err(anyhow::Error::from)?;
    let hash = |text: String| {
        let text = format!("{} {text}", kind.name());
        hex::encode(kontor.keys.mac("licensing.import", text.as_bytes()))
    };
    let source = match item.source() {
        // nobody names it; what is unique is where it stands
        none if none.is_empty() => format!("#{number}"),
        some => some,
    };
    let said: Vec<Said> = wrong.iter().map(|no| Said::of(&Refusal::from(no.clone()))).collect();
    Ok(Row {
        id,
        import,
        number,
        kind,
        source,
        alike: alike(kind, &item).map(hash),
        outcome: if wrong.is_some() { Outcome::Wrong } else { Outcome::Waiting },
        ours: None,
        wrong: if said.is_empty() { String::new() } else { serde_json::to_string(&said)? },
        raw,
    })
}

fn of_raw(id: ImportRowId) -> Aad {
    Aad::new("licence_import_rows", "raw", &id)
}

fn of_token(id: ImportId) -> Aad {
    Aad::new("licence_imports", "token", &id)
}

/// What was given of a row; nothing once it is taken over.
pub(crate) fn given(kontor: &Kontor, row: &Row) -> Result<Option<Item>> {
    if row.raw.is_empty() {
        return Ok(None);
    }
    let plain = kontor.keys.unseal(&of_raw(row.id), &row.raw).map_err(anyhow::Error::from)?;
    Ok(Some(serde_json::from_slice(&plain)?))
}

pub(super) fn token(kontor: &Kontor, import: &Import) -> Result<Secret> {
    let plain = kontor.keys.unseal(&of_token(import.id), &import.token);
    let text = String::from_utf8(plain.map_err(anyhow::Error::from)?);
    Ok(Secret::new(text.map_err(anyhow::Error::from)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_an_address_a_name_and_a_token() {
        let of = |url: &str, account: &str, token: &str| Account {
            url: url.into(),
            account: account.into(),
            token: token.into(),
        };
        let good = of(" https://api.keygen.sh/v1/ ", "acme", "admin-1");
        assert_eq!(good.base().as_deref(), Ok("https://api.keygen.sh"));
        assert!(good.wrong().is_empty());
        let fields = |account: &Account| -> Vec<String> {
            account.wrong().into_iter().filter_map(|no| Some(no.field?.into_owned())).collect()
        };
        assert_eq!(fields(&of("ftp://x", "a/b", "")), ["url", "account", "token"]);
        assert_eq!(fields(&of("https://user:pass@x", "", "a b")), ["url", "token"]);
    }
}
