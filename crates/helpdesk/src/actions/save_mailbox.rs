use super::structure;
use crate::domain::group::GroupId;
use crate::domain::mailbox::{AfterFetch, Mailbox, MailboxId, Refused, Security};
use crate::domain::recipient;
use crate::{rights, store};
use events::helpdesk::MailboxChanged;
use platform::keys::{Aad, Secret};
use platform::{Cx, Error, Lang, Millis, Refusal, Result, event};

/// A mailbox as its form says; text as it was typed.
#[derive(Clone, Debug, Default)]
pub struct MailboxForm {
    pub name: String,
    pub address: String,
    pub group: Option<GroupId>,
    pub sender_name: String,
    pub signature: String,
    pub lang: Lang,
    pub imap: ServerForm,
    pub folder: String,
    pub after_fetch: String,
    pub move_to: String,
    pub smtp: ServerForm,
    pub authserv_id: String,
    pub acknowledge: bool,
    pub archive_first: bool,
    pub active: bool,
    pub version: Option<i32>,
}

/// One server's part of the form.
#[derive(Clone, Debug, Default)]
pub struct ServerForm {
    pub host: String,
    pub port: String,
    pub security: String,
    /// Blank: the mailbox's address.
    pub username: String,
    /// Blank: the one that is stored, or (for SMTP) IMAP's.
    pub password: Secret,
}

struct Server {
    host: String,
    port: i32,
    security: Security,
    username: String,
}

impl Server {
    fn imap_of(old: &Mailbox) -> Self {
        let (host, username) = (old.imap_host.clone(), old.imap_username.clone());
        Self { host, port: old.imap_port, security: old.imap_security, username }
    }

    fn smtp_of(old: &Mailbox) -> Self {
        let (host, username) = (old.smtp_host.clone(), old.smtp_username.clone());
        Self { host, port: old.smtp_port, security: old.smtp_security, username }
    }

    /// Whether the same server gets the password of the same account, over a line that is as closed.
    fn is_where(&self, old: &Self) -> bool {
        self.host == old.host
            && self.port == old.port
            && self.security == old.security
            && self.username == old.username
    }
}

/// The names of one server's fields in the form.
struct Fields {
    host: &'static str,
    port: &'static str,
    security: &'static str,
    username: &'static str,
}

const IMAP: Fields = Fields {
    host: "imap_host",
    port: "imap_port",
    security: "imap_security",
    username: "imap_username",
};
const SMTP: Fields = Fields {
    host: "smtp_host",
    port: "smtp_port",
    security: "smtp_security",
    username: "smtp_username",
};

/// Sets up a new mailbox, or changes the one with this id. Everything that is wrong is said at once.
pub async fn save_mailbox(cx: &Cx, id: Option<MailboxId>, form: MailboxForm) -> Result<Mailbox> {
    cx.require(rights::MANAGE)?;
    let old = match id {
        Some(id) => Some(store::mailbox::get(cx.db(), id).await?),
        None => None,
    };
    if let (Some(old), Some(version)) = (&old, form.version)
        && old.version != version
    {
        return Err(Error::Stale);
    }
    let mut mailbox = checked(cx, old.as_ref(), &form).await?;
    let tx = cx.begin().await?;
    if store::group::all(&tx).await?.is_empty() {
        mailbox.group = structure::first_group(&tx, cx).await?;
    }
    let taken = store::mailbox::find_by_address(&tx, &mailbox.address_key).await?;
    if taken.is_some_and(|taken| taken.id != mailbox.id) {
        return Err(Refused::AddressTaken.into());
    }
    store::group::get(&tx, mailbox.group).await?;
    let what = if old.is_some() {
        store::mailbox::save(&tx, &mut mailbox).await?;
        "changed"
    } else {
        store::mailbox::insert(&tx, mailbox.clone()).await?;
        "created"
    };
    event::record(&tx, cx, &MailboxChanged { mailbox: mailbox.id, what: what.into() }).await?;
    cx.commit(tx).await?;
    Ok(mailbox)
}

/// The form's texts, trimmed.
struct Texts {
    address: String,
    name: String,
    sender_name: String,
    folder: String,
    move_to: String,
    authserv_id: String,
}

fn texts(form: &MailboxForm, wrong: &mut Vec<Refusal>) -> Texts {
    let address = form.address.trim().to_owned();
    if !recipient::is_address(&address) {
        wrong.push(Refused::AddressInvalid.into());
    }
    if form.signature.chars().count() > 5000 {
        wrong.push(Refused::TooLong("signature").into());
    }
    let mut text = |value: &str, field: &'static str, most: usize, needed: bool| {
        let value = value.trim().to_owned();
        if needed && value.is_empty() {
            wrong.push(Refused::Blank(field).into());
        } else if value.chars().count() > most || value.contains(['\r', '\n', '\0']) {
            wrong.push(Refused::TooLong(field).into());
        }
        value
    };
    let or = |value: &str, usual: &str| {
        if value.trim().is_empty() { usual.to_owned() } else { value.to_owned() }
    };
    Texts {
        name: text(&or(&form.name, &address), "name", 100, true),
        sender_name: text(&form.sender_name, "sender_name", 100, true),
        folder: text(&or(&form.folder, "INBOX"), "folder", 180, true),
        move_to: text(&form.move_to, "move_to", 180, form.after_fetch == "move"),
        authserv_id: text(&form.authserv_id, "authserv_id", 255, false),
        address,
    }
}

fn after_fetch(form: &MailboxForm, wrong: &mut Vec<Refusal>) -> AfterFetch {
    match form.after_fetch.as_str() {
        "" | "mark_seen" => AfterFetch::MarkSeen,
        "move" => AfterFetch::Move,
        "leave" => AfterFetch::Leave,
        _ => {
            wrong.push(Refused::ChoiceUnknown("after_fetch").into());
            AfterFetch::MarkSeen
        }
    }
}

/// The password sealed for this row; a blank one keeps what is stored.
fn sealed(
    cx: &Cx,
    id: MailboxId,
    column: &str,
    given: &Secret,
    old: Option<&Vec<u8>>,
) -> Result<Vec<u8>> {
    if given.expose().is_empty() {
        return Ok(old.cloned().unwrap_or_default());
    }
    let sealed =
        cx.kontor.keys.seal(&Aad::new("mailboxes", column, &id), given.expose().as_bytes());
    Ok(sealed.map_err(anyhow::Error::from)?)
}

/// A password that is stored goes nowhere else than where it was meant for: for another server, or another account there,
/// it is typed again. Else whoever may change the form could have it sent to a server of their own.
fn passwords(
    old: Option<&Mailbox>,
    form: &MailboxForm,
    (imap, smtp): (&Server, &Server),
    wrong: &mut Vec<Refusal>,
) {
    let blank = |server: &ServerForm| server.password.expose().is_empty();
    let stored = old.filter(|old| !old.imap_password.is_empty());
    let Some(old) = stored else {
        if blank(&form.imap) {
            wrong.push(Refused::Blank("imap_password").into());
        }
        return;
    };
    let (old_imap, old_smtp) = (Server::imap_of(old), Server::smtp_of(old));
    if blank(&form.imap) && !imap.is_where(&old_imap) {
        wrong.push(Refused::PasswordAgain("imap_password").into());
    }
    // a blank one of SMTP stands for IMAP's
    let own = !old.smtp_password.is_empty();
    let typed = !blank(&form.smtp) || !own && !blank(&form.imap);
    if !typed && !smtp.is_where(&old_smtp) {
        wrong.push(Refused::PasswordAgain("smtp_password").into());
    }
}

/// The mailbox that the form means, its passwords sealed; or everything that is wrong with it.
async fn checked(cx: &Cx, old: Option<&Mailbox>, form: &MailboxForm) -> Result<Mailbox> {
    let mut wrong: Vec<Refusal> = Vec::new();
    let texts = texts(form, &mut wrong);
    let imap = server(&form.imap, &IMAP, &texts.address, &mut wrong);
    let smtp = server(&form.smtp, &SMTP, &texts.address, &mut wrong);
    let after_fetch = after_fetch(form, &mut wrong);
    let no_groups = store::group::all(cx.db()).await?.is_empty();
    let group = form.group.or_else(|| no_groups.then(GroupId::new));
    if group.is_none() {
        wrong.push(Refused::Blank("group").into());
    }
    passwords(old, form, (&imap, &smtp), &mut wrong);
    let (Some(group), true) = (group, wrong.is_empty()) else {
        return Err(Error::Refused(wrong));
    };
    let blank = blank(cx, form, group);
    let id = old.map_or(blank.id, |old| old.id);
    let (imap_old, smtp_old) = (old.map(|o| &o.imap_password), old.map(|o| &o.smtp_password));
    Ok(Mailbox {
        id,
        name: texts.name,
        address_key: texts.address.to_lowercase(),
        address: texts.address,
        sender_name: texts.sender_name,
        imap_host: imap.host,
        imap_port: imap.port,
        imap_security: imap.security,
        imap_username: imap.username,
        imap_password: sealed(cx, id, "imap_password", &form.imap.password, imap_old)?,
        folder: texts.folder,
        after_fetch,
        move_to: texts.move_to,
        smtp_host: smtp.host,
        smtp_port: smtp.port,
        smtp_security: smtp.security,
        smtp_username: smtp.username,
        smtp_password: sealed(cx, id, "smtp_password", &form.smtp.password, smtp_old)?,
        authserv_id: texts.authserv_id,
        connected_at: old.and_then(|old| old.connected_at),
        last_fetch_at: old.and_then(|old| old.last_fetch_at),
        created_at: old.map_or(blank.created_at, |old| old.created_at),
        version: old.map_or(0, |old| old.version),
        ..blank
    })
}

/// What the form says without having to be checked, on a mailbox that was never read.
fn blank(cx: &Cx, form: &MailboxForm, group: GroupId) -> Mailbox {
    Mailbox {
        id: MailboxId::new(),
        name: String::new(),
        address: String::new(),
        address_key: String::new(),
        group,
        sender_name: String::new(),
        signature: form.signature.replace("\r\n", "\n"),
        lang: form.lang,
        imap_host: String::new(),
        imap_port: 0,
        imap_security: Security::Tls,
        imap_username: String::new(),
        imap_password: Vec::new(),
        folder: String::new(),
        after_fetch: AfterFetch::MarkSeen,
        move_to: String::new(),
        smtp_host: String::new(),
        smtp_port: 0,
        smtp_security: Security::Tls,
        smtp_username: String::new(),
        smtp_password: Vec::new(),
        authserv_id: String::new(),
        acknowledge: form.acknowledge,
        active: form.active,
        archive_first: form.archive_first,
        connected_at: None,
        trouble: String::new(),
        trouble_since: None,
        last_fetch_at: None,
        created_at: Millis(cx.now),
        version: 0,
    }
}

fn server(form: &ServerForm, fields: &Fields, address: &str, wrong: &mut Vec<Refusal>) -> Server {
    let host = form.host.trim().trim_end_matches('.').to_lowercase();
    let plain = |c: char| c.is_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() {
        wrong.push(Refused::Blank(fields.host).into());
    } else if host.len() > 255 || !host.chars().all(plain) {
        wrong.push(Refused::TooLong(fields.host).into());
    }
    let port = form.port.trim().parse::<u16>().ok().filter(|port| *port > 0);
    if port.is_none() {
        wrong.push(Refused::PortInvalid(fields.port).into());
    }
    let security = Security::ALL.into_iter().find(|choice| choice.name() == form.security);
    if security.is_none() {
        wrong.push(Refused::ChoiceUnknown(fields.security).into());
    }
    let local = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host.as_str());
    if security == Some(Security::Plain) && !local {
        wrong.push(Refused::PlainElsewhere(fields.security).into());
    }
    let username = form.username.trim();
    if username.chars().count() > 255 || username.contains(['\r', '\n', '\0']) {
        wrong.push(Refused::TooLong(fields.username).into());
    }
    let username = if username.is_empty() { address } else { username }.to_owned();
    let (port, security) = (i32::from(port.unwrap_or(0)), security.unwrap_or(Security::Tls));
    Server { host, port, security, username }
}
