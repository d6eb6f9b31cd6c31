use crate::domain::import::{ImportId, State};
use crate::{rights, store};
use platform::{Cx, Millis, Result};

/// Rows of one transaction.
const LOT: u64 = 1000;

/// Forgets an import with all that was read for it; what was taken over stays. One that runs stops.
pub async fn remove_import(cx: &Cx, id: ImportId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut import = store::import::get(&tx, id).await?;
    // who works on it sees that first
    (import.state, import.updated_at) = (State::Failed, Millis(cx.now));
    import.token = Vec::new();
    store::import::save(&tx, &mut import).await?;
    cx.commit(tx).await?;
    loop {
        let tx = cx.begin().await?;
        let gone = store::import::delete_rows(&tx, id, LOT).await?;
        if gone == 0 {
            store::import::delete(&tx, id).await?;
        }
        cx.commit(tx).await?;
        if gone == 0 {
            return Ok(());
        }
    }
}

/// Forgets imports that were begun before; how many.
pub(crate) async fn forget_imports(cx: &Cx, before: Millis) -> Result<usize> {
    let old = store::import::begun_before(cx.db(), before, 100).await?;
    for import in &old {
        remove_import(cx, import.id).await?;
    }
    Ok(old.len())
}
