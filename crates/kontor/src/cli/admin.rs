//! `kontor admin`: accounts, for who stands at the machine. A password is never an argument.

use super::{Call, Failed, serve, wait};
use crate::terminal;
use identity::domain::account;
use identity::{Account, actions, links};
use platform::{Cx, Kontor, Refuse, Role, RoleId, User, roles, users};
use serde_json::json;

#[derive(clap::Subcommand)]
pub enum Command {
    Create(New),
    Link {
        email: String,
    },
    Unlock {
        email: String,
    },
    #[command(subcommand)]
    Sessions(Sessions),
    #[command(subcommand)]
    SecondFactor(SecondFactor),
}

#[derive(clap::Args)]
pub struct New {
    #[arg(long)]
    email: String,
    #[arg(long)]
    name: String,
    #[arg(long, default_value = "admin", hide_default_value = true)]
    role: String,
    #[arg(long, value_name = "1-4")]
    level: Option<String>,
    #[arg(long, value_name = "NAME")]
    own_role: Vec<String>,
    #[arg(long)]
    password_stdin: bool,
}

#[derive(clap::Subcommand)]
pub enum Sessions {
    Revoke { email: String },
}

#[derive(clap::Subcommand)]
pub enum SecondFactor {
    Remove { email: String },
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    wait(async {
        let kontor = match &command {
            // a way in, as signing in is one
            Command::Link { .. } => call.open().await?,
            _ => call.open_to_change().await?,
        };
        match command {
            Command::Create(new) => create(call, &kontor, new).await,
            Command::Link { email } => link(call, &kontor, &email).await,
            Command::Unlock { email } => unlock(call, &kontor, &email).await,
            Command::Sessions(Sessions::Revoke { email }) => revoke(call, &kontor, &email).await,
            Command::SecondFactor(SecondFactor::Remove { email }) => {
                remove_factor(call, &kontor, &email).await
            }
        }
    })
}

async fn create(call: &Call, kontor: &Kontor, new: New) -> Result<(), Failed> {
    let cx = Cx::system(kontor);
    let role = account::offered_role(&new.role, None);
    let role = role.map_err(|refused| anyhow::anyhow!(call.l.t(refused.key())))?;
    let mut wanted = Account::new(&new.name, &new.email, role, kontor.default_lang)?;
    if let Some(level) = &new.level {
        wanted.level = account::level(level).map_err(platform::Error::from)?;
    }
    wanted.roles = own_roles(call, kontor, role, &new.own_role).await?;
    let email = wanted.email.as_str().to_owned();
    let password = if new.password_stdin {
        Some(terminal::secret(
            &call.l.ta("cli-admin-password", &[("email", email.as_str().into())]),
        )?)
    } else {
        None
    };
    if let Some(password) = &password {
        // a password that is refused leaves no account behind
        actions::check_password(&cx, &new.name, &email, password.expose()).await?;
    }
    let user = actions::create_user(&cx, wanted).await?;
    let link = match password {
        Some(password) => {
            actions::set_password(&cx, user.id, password.expose()).await?;
            None
        }
        None => Some(whole(kontor, &links::invite(&cx, user.id).await?)),
    };
    let told = json!({ "id": user.id.to_string(), "email": email, "invitation_link": link });
    call.print(&told, || {
        let created = call.l.ta("cli-admin-created", &[("email", email.as_str().into())]);
        let invited = link
            .as_ref()
            .map(|link| call.l.ta("cli-admin-invitation", &[("link", link.as_str().into())]));
        [Some(created), invited].into_iter().flatten().collect::<Vec<_>>().join("\n")
    })
}

/// Own roles by their names, which only agents have: an administrator would have everything all the same.
async fn own_roles(
    call: &Call,
    kontor: &Kontor,
    kind: Role,
    names: &[String],
) -> Result<Vec<RoleId>, Failed> {
    if !names.is_empty() && kind != Role::Agent {
        return Err(anyhow::anyhow!(call.l.t("cli-admin-own-role-agents")).into());
    }
    let all = roles::all(kontor.db.reader()).await?;
    let find = |name: &String| {
        let found = all.iter().find(|role| role.name_key == name.trim().to_lowercase());
        found.map(|role| role.id).ok_or_else(|| {
            let text = call.l.ta("cli-admin-own-role-unknown", &[("name", name.as_str().into())]);
            anyhow::anyhow!(text).into()
        })
    };
    names.iter().map(find).collect()
}

async fn link(call: &Call, kontor: &Kontor, email: &str) -> Result<(), Failed> {
    let user = account_of(call, kontor, email).await?;
    let link = whole(kontor, &links::one_time(&Cx::system(kontor), user.id).await?);
    call.print(&json!({ "sign_in_link": link }), || {
        call.l.ta("cli-admin-sign-in", &[("link", link.as_str().into())])
    })
}

async fn unlock(call: &Call, kontor: &Kontor, email: &str) -> Result<(), Failed> {
    let user = account_of(call, kontor, email).await?;
    actions::unlock_user(&Cx::system(kontor), user.id).await?;
    call.print(&json!({ "unlocked": user.email }), || {
        call.l.ta("cli-admin-unlocked", &[("email", user.email.as_str().into())])
    })
}

async fn revoke(call: &Call, kontor: &Kontor, email: &str) -> Result<(), Failed> {
    let user = account_of(call, kontor, email).await?;
    let count = actions::end_sessions(&Cx::system(kontor), user.id).await?;
    call.print(&json!({ "revoked": count }), || {
        call.l
            .ta("cli-admin-revoked", &[("n", count.into()), ("email", user.email.as_str().into())])
    })
}

async fn remove_factor(call: &Call, kontor: &Kontor, email: &str) -> Result<(), Failed> {
    let user = account_of(call, kontor, email).await?;
    actions::remove_factors(&Cx::system(kontor), user.id).await?;
    call.print(&json!({ "second_factor_removed": user.email }), || {
        call.l.ta("cli-admin-factor-removed", &[("email", user.email.as_str().into())])
    })
}

async fn account_of(call: &Call, kontor: &Kontor, email: &str) -> Result<User, Failed> {
    let found = users::find_by_email(kontor.db.reader(), email).await?;
    found.ok_or_else(|| {
        let text = call.l.ta("cli-admin-unknown", &[("email", email.into())]);
        anyhow::anyhow!(text).into()
    })
}

fn whole(kontor: &Kontor, path: &str) -> String {
    format!("{}{path}", serve::address(kontor, None))
}
