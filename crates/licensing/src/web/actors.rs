//! Who acted in a history.

use crate::store;
use crate::views::actor::{Actors, token_of};
use platform::event::Recorded;
use platform::{Cx, Result, users};
use std::collections::BTreeSet;

/// The people and the tokens that did these things, each read once.
pub(super) async fn of(cx: &Cx, history: &[Recorded]) -> Result<Actors> {
    let people: BTreeSet<_> = history.iter().filter_map(|fact| fact.actor).collect();
    let tokens: BTreeSet<_> = history.iter().filter_map(token_of).collect();
    Ok(Actors {
        users: users::with_ids(cx.db(), &people.into_iter().collect::<Vec<_>>()).await?,
        tokens: store::token::with_ids(cx.db(), &tokens.into_iter().collect::<Vec<_>>()).await?,
    })
}
