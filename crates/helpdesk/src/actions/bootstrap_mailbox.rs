use super::{MailboxForm, ServerForm, save_mailbox};
use crate::store;
use platform::config::{BootstrapConfig, MailSecurity};
use platform::keys::Secret;
use platform::{Cx, Result};

/// Makes the mailbox that the configuration names (`[bootstrap]`, or the variables of the system that we replace),
/// unless there is one already. Later starts leave it as people changed it.
pub async fn bootstrap_mailbox(cx: &Cx) -> Result<()> {
    let config = cx.kontor.config.section::<BootstrapConfig>();
    let (Some(address), Some(imap_host)) = (config.mailbox_address(), &config.imap_host) else {
        return Ok(());
    };
    if !store::mailbox::all(cx.db()).await?.is_empty() {
        return Ok(());
    }
    let secret = |secret: &Option<Secret>| secret.clone().unwrap_or_default();
    let user = config.username.clone().unwrap_or_default();
    let form = MailboxForm {
        address: address.to_owned(),
        sender_name: config.name.clone().unwrap_or_else(|| address.to_owned()),
        lang: cx.kontor.default_lang,
        imap: ServerForm {
            host: imap_host.clone(),
            port: config.imap_port.to_string(),
            security: name(config.imap_security).into(),
            username: user.clone(),
            password: secret(&config.password),
        },
        smtp: ServerForm {
            host: config.smtp_host.clone().unwrap_or_else(|| imap_host.clone()),
            port: config.smtp_port.to_string(),
            security: name(config.smtp_security).into(),
            username: config.smtp_username.clone().unwrap_or(user),
            password: secret(&config.smtp_password),
        },
        acknowledge: true,
        active: true,
        // the old system answered what is there already
        archive_first: true,
        ..MailboxForm::default()
    };
    let mailbox = save_mailbox(cx, None, form).await?;
    tracing::info!(address = mailbox.address, "Made the mailbox that the configuration names");
    Ok(())
}

fn name(security: MailSecurity) -> &'static str {
    match security {
        MailSecurity::Tls => "tls",
        MailSecurity::Starttls => "starttls",
        MailSecurity::None => "plain",
    }
}
