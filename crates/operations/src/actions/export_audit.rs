use crate::domain::Format;
use events::operations::AuditExported;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, event, rights};

/// Writes down that the trail goes out, before its first line does.
pub async fn export_audit(cx: &Cx, format: Format, filter: &str) -> Result<()> {
    cx.require(rights::OPERATE)?;
    let tx = cx.begin().await?;
    let exported = AuditExported { format: format.name().into(), filter: filter.into() };
    event::record(&tx, cx, &exported).await?;
    super::ask_for_head(&tx, cx).await?;
    cx.commit(tx).await?;
    let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
    cx.kontor.security.write(cx, Event::Export, who, "audit");
    Ok(())
}
