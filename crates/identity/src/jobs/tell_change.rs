use crate::letters;
use events::identity::{
    FactorAdded, FactorsRemoved, PasskeyAdded, PasskeyRemoved, PasswordChanged,
    PasswordFoundStolen, SignInLinked, SignInUnlinked,
};
use platform::event::Event;
use platform::job::{Failure, Job};
use platform::{Cx, UserId, post, users};
use serde::{Deserialize, Serialize};

/// What happened to the account, as the letters name it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Welcome,
    Password,
    FactorAdded,
    FactorsRemoved,
    Linked,
    Unlinked,
    PasskeyAdded,
    PasskeyRemoved,
    PasswordStolen,
}

/// Tells the owner of an account what happened to it (ASVS 6.3.7), where letters are sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellChange {
    user: UserId,
    change: Change,
}

/// A fact about an account of which its owner is told.
pub trait Told: Event {
    fn change(&self) -> (UserId, Change);
}

macro_rules! told {
    ($($event:ident => $change:expr),+ $(,)?) => {$(
        impl Told for $event {
            fn change(&self) -> (UserId, Change) {
                (self.user, $change)
            }
        }
    )+};
}

told! {
    FactorAdded => Change::FactorAdded,
    FactorsRemoved => Change::FactorsRemoved,
    SignInLinked => Change::Linked,
    SignInUnlinked => Change::Unlinked,
    PasskeyAdded => Change::PasskeyAdded,
    PasskeyRemoved => Change::PasskeyRemoved,
    PasswordFoundStolen => Change::PasswordStolen,
}

impl Told for PasswordChanged {
    fn change(&self) -> (UserId, Change) {
        (self.user, if self.first { Change::Welcome } else { Change::Password })
    }
}

impl TellChange {
    pub fn of<E: Told>(event: E) -> Self {
        let (user, change) = event.change();
        Self { user, change }
    }
}

impl Job for TellChange {
    const NAME: &'static str = "identity.tell_change";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        if !post::is_ready(&cx) {
            return Ok(());
        }
        let user = users::get(cx.db(), self.user).await?;
        let key = match self.change {
            Change::Welcome => "welcome",
            Change::Password => "password",
            Change::FactorAdded => "factor-added",
            Change::FactorsRemoved => "factors-removed",
            Change::Linked => "linked",
            Change::Unlinked => "unlinked",
            Change::PasskeyAdded => "passkey-added",
            Change::PasskeyRemoved => "passkey-removed",
            Change::PasswordStolen => "password-stolen",
        };
        let tx = cx.begin().await?;
        post::send(&tx, &cx, &letters::notice(&cx, &user, key)).await?;
        Ok(cx.commit(tx).await?)
    }
}
