use super::enter::{Entered, Way, enter};
use super::{must_have_factor, owed};
use crate::domain::link::Purpose;
use crate::store;
use platform::security_log::Event;
use platform::{Cx, Result, Tx, User};

/// How far somebody came with the first factor.
#[derive(Debug)]
pub enum Arrived {
    In(Box<Entered>),
    /// The second factor is due: what the browser is to keep until then.
    Waiting(String),
    /// All factors are right, and the password is among stolen ones: another one is chosen with the link of this token.
    Choose(String),
}

impl Arrived {
    /// The line of the security log for a right first factor.
    pub(super) fn event(&self) -> Event {
        match self {
            Self::In(_) => Event::LoginSuccess,
            Self::Waiting(_) => Event::SecondFactorAsked,
            Self::Choose(_) => Event::PasswordStolen,
        }
    }
}

/// Lets somebody in who gave the first factor, or asks for the second: where there is one, or must be one. Who came with a
/// stolen password chooses another one before.
pub async fn arrive(tx: &Tx, cx: &Cx, user: User, way: impl Into<Way>) -> Result<Arrived> {
    let way = way.into();
    let owes = owed(tx, &user).await?.code || must_have_factor(tx, cx, &user).await?;
    if owes && !way.both {
        return Ok(Arrived::Waiting(store::waiting::begin(tx, cx, user.id, way).await?));
    }
    if way.how.starts_with("pwd") && store::credential::is_stolen(tx, user.id).await? {
        let purpose = Purpose::Replacement;
        return Ok(Arrived::Choose(store::link::issue(tx, cx, Some(user.id), purpose).await?));
    }
    Ok(Arrived::In(Box::new(enter(tx, cx, user, way).await?)))
}
