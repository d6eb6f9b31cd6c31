use crate::domain::licence::LicenceId;
use crate::{rights, store};
use events::licensing::LicenceRevoked;
use platform::{Cx, Result, event};

/// Takes a licence back for ever, with its machines, members, entitlements and tokens.
pub async fn revoke_licence(cx: &Cx, id: LicenceId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let licence = store::licence::lock(&tx, id).await?;
    store::usage_sums::keep_activations(&tx, &licence).await?;
    store::licence_end::delete_whole(&tx, id).await?;
    event::record(&tx, cx, &LicenceRevoked { licence: id, name: licence.name }).await?;
    cx.commit(tx).await
}
