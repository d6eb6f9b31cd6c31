//! The first mailbox, where `[bootstrap]` describes it and there is none yet: a house without clicks.

use helpdesk::actions::{MailboxForm, ServerForm, save_mailbox};
use helpdesk::store;
use platform::config::{BootstrapConfig, MailSecurity};
use platform::keys::Secret;
use platform::{Cx, Kontor, Result};

/// Makes it; does nothing when the helpdesk is off, nothing is described, or a mailbox is there.
pub async fn make(kontor: &Kontor) -> Result<()> {
    let given = kontor.config.section::<BootstrapConfig>();
    let on = kontor.apps.iter().any(|app| app.name == helpdesk::APP.name);
    let (true, Some(host)) = (on, &given.imap_host) else { return Ok(()) };
    if !store::mailbox::all(kontor.db.reader()).await?.is_empty() {
        return Ok(());
    }
    let mailbox = save_mailbox(&Cx::system(kontor), None, form(kontor, given, host)).await?;
    tracing::info!(
        address = mailbox.address,
        "Made the first mailbox, as the configuration describes it"
    );
    Ok(())
}

fn form(kontor: &Kontor, given: &BootstrapConfig, imap_host: &str) -> MailboxForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let secret = |value: &Option<Secret>| value.clone().unwrap_or_default();
    let address = given.mailbox_address().unwrap_or_default().to_owned();
    let name = given.name.clone().unwrap_or_else(|| address.clone());
    MailboxForm {
        sender_name: name.clone(),
        name,
        address,
        lang: kontor.default_lang,
        imap: ServerForm {
            host: imap_host.into(),
            port: given.imap_port.to_string(),
            security: security(given.imap_security).into(),
            username: text(&given.username),
            password: secret(&given.password),
        },
        smtp: ServerForm {
            host: given.smtp_host.clone().unwrap_or_else(|| imap_host.into()),
            port: given.smtp_port.to_string(),
            security: security(given.smtp_security).into(),
            username: given.smtp_username.clone().unwrap_or_else(|| text(&given.username)),
            password: secret(&given.smtp_password),
        },
        acknowledge: true,
        archive_first: true,
        active: true,
        ..MailboxForm::default()
    }
}

fn security(security: MailSecurity) -> &'static str {
    match security {
        MailSecurity::Tls => "tls",
        MailSecurity::Starttls => "starttls",
        MailSecurity::None => "plain",
    }
}
