//! How safe the house is set up: what the Security page says, and what would make it better.

use crate::config::{OidcConfig, SignInConfig};
use crate::domain::factor::Policy;
use crate::store;
use platform::config::{ServerConfig, SessionConfig};
use platform::health::{Check, State};
use platform::keys::RootKey;
use platform::password::{Breached, PasswordConfig};
use platform::post::PostConfig;
use platform::{Cx, Result, Role};

/// What was looked at, in the order of a way in: the line, who somebody is, the session, the keys below it all.
pub async fn findings(cx: &Cx) -> Result<Vec<Check>> {
    let mut all = vec![line(cx), second_factors(cx).await?, admins(cx).await?];
    all.extend([passwords(cx), providers(cx), sessions(cx), locks(cx).await?, letters(cx)]);
    all.push(root_key(cx));
    Ok(all)
}

fn line(cx: &Cx) -> Check {
    let server = cx.kontor.config.section::<ServerConfig>();
    let address = server.origin();
    let check =
        Check::ok("server.external_url", "identity-security-line").with("address", &address);
    if address.starts_with("https://") {
        return check;
    }
    let open = Check::ok("server.external_url", "identity-security-line-open");
    open.bad(State::Warn, "identity-security-line-remedy")
}

async fn second_factors(cx: &Cx) -> Result<Check> {
    let policy = cx.kontor.config.section::<SignInConfig>().second_factor;
    let (all, with) = store::user::with_second_factor(cx.db(), &[Role::Admin, Role::Agent]).await?;
    let text = match policy {
        Policy::Nobody => "identity-security-factor-nobody",
        Policy::Admins => "identity-security-factor-admins",
        Policy::Staff => "identity-security-factor-staff",
        Policy::Everyone => "identity-security-factor-everyone",
    };
    let check = Check::ok("sign_in.second_factor", "identity-security-factors");
    let check = check.with_text("policy", text, Vec::new()).with("with", with).with("all", all);
    Ok(match policy {
        Policy::Nobody => check.bad(State::Warn, "identity-security-factors-remedy"),
        Policy::Admins | Policy::Staff | Policy::Everyone => check,
    })
}

async fn admins(cx: &Cx) -> Result<Check> {
    let (all, with) = store::user::with_second_factor(cx.db(), &[Role::Admin]).await?;
    let check = Check::ok("admins", "identity-security-admins").with("all", all).with("with", with);
    Ok(if all < 2 { check.bad(State::Warn, "identity-security-admins-remedy") } else { check })
}

fn passwords(cx: &Cx) -> Check {
    let config = cx.kontor.config.section::<PasswordConfig>();
    let (text, off) = match config.breached {
        Breached::Online => ("identity-security-stolen-online", false),
        Breached::File => ("identity-security-stolen-file", false),
        Breached::Off => ("identity-security-stolen-off", true),
    };
    let check = Check::ok("password", "identity-security-passwords");
    let check = check.with("length", config.min_length).with_text("stolen", text, Vec::new());
    if off { check.bad(State::Warn, "identity-security-passwords-remedy") } else { check }
}

fn providers(cx: &Cx) -> Check {
    let providers = cx.kontor.config.family::<OidcConfig>();
    let labels: Vec<&str> =
        providers.map(|(name, one)| one.label.as_deref().unwrap_or(name)).collect();
    if labels.is_empty() {
        return Check::ok("oidc", "identity-security-providers-none");
    }
    Check::ok("oidc", "identity-security-providers").with("labels", labels.join(", "))
}

fn sessions(cx: &Cx) -> Check {
    let config = cx.kontor.config.section::<SessionConfig>();
    Check::ok("session", "identity-security-sessions")
        .with("idle", config.idle_minutes)
        .with("hours", config.absolute_hours)
        .with("most", config.max_parallel)
}

async fn locks(cx: &Cx) -> Result<Check> {
    let locked = store::guard::locked(cx.db(), cx.now).await?;
    Ok(Check::ok("locks", "identity-security-locks").with("locked", locked))
}

fn letters(cx: &Cx) -> Check {
    if cx.kontor.config.section::<PostConfig>().is_ready() {
        return Check::ok("post", "identity-security-letters");
    }
    let none = Check::ok("post", "identity-security-letters-none");
    none.bad(State::Warn, "identity-security-letters-remedy")
}

fn root_key(cx: &Cx) -> Check {
    if RootKey::lies_with_data(&cx.kontor.config) {
        let near = Check::ok("keys.root_file", "identity-security-root-near");
        return near.bad(State::Warn, "identity-security-root-remedy");
    }
    Check::ok("keys.root_file", "identity-security-root")
}
