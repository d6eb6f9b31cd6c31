use super::enter::{Entered, Way, enter};
use crate::config::SignInConfig;
use crate::store;
use platform::security_log::Event;
use platform::{Cx, Result, Tx, User};

/// How far somebody came with the first factor.
#[derive(Debug)]
pub enum Arrived {
    In(Box<Entered>),
    /// The second factor is due: what the browser is to keep until then.
    Waiting(String),
}

impl Arrived {
    /// The line of the security log for a right first factor.
    pub(super) fn event(&self) -> Event {
        match self {
            Self::In(_) => Event::LoginSuccess,
            Self::Waiting(_) => Event::SecondFactorAsked,
        }
    }
}

/// Lets somebody in who gave the first factor, or asks for the second: where there is one, or must be one.
pub async fn arrive(tx: &Tx, cx: &Cx, user: User, way: impl Into<Way>) -> Result<Arrived> {
    let way = way.into();
    let policy = cx.kontor.config.section::<SignInConfig>().second_factor;
    let owes = policy.asks(user.role) || store::totp::find(tx, user.id).await?.is_some();
    if owes && !way.both {
        return Ok(Arrived::Waiting(store::waiting::begin(tx, cx, user.id, way).await?));
    }
    Ok(Arrived::In(Box::new(enter(tx, cx, user, way).await?)))
}
