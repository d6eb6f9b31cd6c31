//! `kontor licence`: the licence server's account, tokens for programs, and all of it as a file.

use super::{Call, Failed, moving, serve, wait};
use chrono::TimeDelta;
use clap::Subcommand;
use licensing::domain::token::Bearer;
use licensing::domain::token_draft::Draft;
use licensing::{Server, actions};
use platform::{Cx, Kontor};
use serde_json::json;
use uuid::Uuid;

#[derive(Subcommand)]
pub enum Command {
    Account,
    Token(New),
    Export(moving::Export),
    Import(moving::Import),
}

#[derive(clap::Args)]
pub struct New {
    name: String,
    #[arg(long, value_name = "ROLE", default_value = "admin", hide_default_value = true)]
    bearer: String,
    #[arg(long, value_name = "ID")]
    of: Option<Uuid>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=36_500))]
    days: Option<u32>,
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    wait(async {
        match command {
            // what is there already is shown in every mode
            Command::Account => account(call, &call.open().await?).await,
            Command::Token(new) => token(call, &call.open_to_change().await?, new).await,
            Command::Export(args) => moving::export(&call.open().await?, args).await,
            Command::Import(args) => {
                moving::import(call, &call.open_to_change().await?, args).await
            }
        }
    })
}

async fn account(call: &Call, kontor: &Kontor) -> Result<(), Failed> {
    let server = Server::of(kontor).await?;
    let (id, slug) = (server.id.to_string(), Server::slug(kontor));
    let address = format!("{}/v1", serve::address(kontor, None));
    let key = server.public_key();
    let told = json!({ "id": id, "slug": slug, "address": address, "public_key": key });
    call.print(&told, || {
        let args = [
            ("id", id.as_str().into()),
            ("slug", slug.as_str().into()),
            ("address", address.as_str().into()),
            ("key", key.into()),
        ];
        call.l.ta("cli-licence-account-shown", &args)
    })
}

async fn token(call: &Call, kontor: &Kontor, new: New) -> Result<(), Failed> {
    let bearer = Bearer::of_name(&new.bearer).ok_or_else(|| {
        let all: Vec<_> = Bearer::ALL.iter().map(|bearer| bearer.name()).collect();
        let args = [("name", new.bearer.as_str().into()), ("all", all.join(", ").into())];
        Failed::from(anyhow::anyhow!(call.l.ta("cli-licence-bearer-unknown", &args)))
    })?;
    if new.name.trim().is_empty() {
        return Err(Failed::Usage(call.l.t("cli-licence-token-nameless")));
    }
    if new.of.is_none() && !bearer.is_of_account() {
        let args = [("name", bearer.name().into())];
        return Err(Failed::Usage(call.l.ta("cli-licence-token-of-whom", &args)));
    }
    let cx = Cx::system(kontor);
    let expires_at = new.days.map(|days| cx.now + TimeDelta::days(days.into()));
    let draft = Draft { name: new.name, expires_at, ..Draft::of(bearer, new.of) };
    let (token, secret) = actions::make_token(&cx, &draft).await?;
    let (id, shown) = (token.id.to_string(), secret.expose().as_str());
    let told = json!({ "id": id, "bearer": bearer.name(), "name": token.name, "token": shown });
    call.print(&told, || {
        let made = call.l.ta("cli-licence-token-made", &[("name", token.name.as_str().into())]);
        format!("{made}\n{shown}")
    })
}
