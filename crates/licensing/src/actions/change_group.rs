use super::issue_licences::group_has_room;
use crate::domain::group::LicenceGroupId;
use crate::domain::licence::{Licence, LicenceId};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::LicenceChanged;
use platform::db::Source;
use platform::{Cx, Millis, Result, event};

/// Puts a licence into a group, or into none.
pub async fn change_group(
    cx: &Cx,
    id: LicenceId,
    group: Option<LicenceGroupId>,
) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    if licence.group == group {
        return Ok(licence);
    }
    if let Some(group) = group {
        group_has_room(&tx, group, 1).await?;
    }
    let change = FieldChange {
        field: "group".into(),
        from: name(&tx, licence.group).await?,
        to: name(&tx, group).await?,
    };
    licence.group = group;
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    event::record(&tx, cx, &LicenceChanged { licence: id, changes: vec![change] }).await?;
    cx.commit(tx).await?;
    Ok(licence)
}

async fn name(tx: &impl Source, id: Option<LicenceGroupId>) -> Result<String> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(store::group::find(tx, id).await?.map(|group| group.name).unwrap_or_default())
}
