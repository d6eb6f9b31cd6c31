use crate::config::SignInConfig;
use crate::provider::Provider;
use crate::store;
use platform::db::Source;
use platform::{Cx, Result, User, UserId, roles};

/// What somebody has to give besides the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// There is an authenticator app.
    pub app: bool,
    /// There is a passkey.
    pub passkey: bool,
    /// The password alone is not enough: there is an app or a passkey, whether the role must have one or not.
    pub code: bool,
}

/// What this person has to give besides the password.
pub async fn owed(db: &impl Source, user: &User) -> Result<Owed> {
    let app = store::totp::find(db, user.id).await?.is_some();
    let passkey = store::passkey::any(db, user.id).await?;
    Ok(Owed { app, passkey, code: app || passkey })
}

/// Whether this person must sign in with a second factor.
pub async fn must_have_factor(db: &impl Source, cx: &Cx, user: &User) -> Result<bool> {
    let policy = cx.kontor.config.section::<SignInConfig>().second_factor;
    let administers = roles::held(&cx.kontor, db, user).await?.administers(&cx.kontor);
    Ok(policy.asks(user.role, administers))
}

/// Whether nothing but passkeys opens this person's account: there is no password and no provider.
pub async fn has_passkeys_alone(db: &impl Source, cx: &Cx, user: UserId) -> Result<bool> {
    if store::credential::find(db, user).await?.is_some() {
        return Ok(false);
    }
    let linked = store::linked::of_user(db, user).await?;
    Ok(!linked.iter().any(|linked| Provider::find(&cx.kontor, &linked.provider).is_some()))
}
