//! The months that are known to be there: who writes makes a missing one, and looks once.

use crate::actions;
use crate::domain::month::Month;
use crate::store::months::{Monthly, there};
use platform::held::Held;
use platform::{Cx, Kontor, Millis, Result};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

struct Known(Mutex<BTreeSet<(&'static str, Month)>>);

impl Held for Known {
    fn new(_: &Kontor) -> Self {
        Self(Mutex::default())
    }
}

/// Makes the months in which these rows lie, where they are missing. Not inside a transaction, for it begins its own.
pub(crate) async fn ensure(
    cx: &Cx,
    table: &'static Monthly,
    rows: impl Iterator<Item = Millis>,
) -> Result<()> {
    let wanted: BTreeSet<Month> = rows.map(|at| Month::of(at.0)).collect();
    let known = cx.kontor.held::<Known>();
    let is_known = |month: &Month| {
        known.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&(table.name, *month))
    };
    for month in wanted {
        if is_known(&month) {
            continue;
        }
        if !there(cx.db(), table).await?.contains(&month) {
            actions::make_month(cx, table, month).await?;
        }
        known.0.lock().unwrap_or_else(PoisonError::into_inner).insert((table.name, month));
    }
    Ok(())
}
