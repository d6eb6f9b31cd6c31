use crate::{rights, store};
use platform::privacy::forget_files;
use platform::{Cx, Result, UserId};

/// What stands where a name stood, in the language of the house.
pub fn name_instead(cx: &Cx) -> String {
    cx.kontor.locale(cx.kontor.default_lang).t("helpdesk-erased-name")
}

/// Takes away what an account leaves behind here: drafts, unsent files, places in teams, tickets in hand, and the name at
/// what it wrote. The words stay: they are the house's.
pub async fn erase_user(cx: &Cx, user: UserId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let files = store::erasure::forget_user(&tx, user, &name_instead(cx)).await?;
    forget_files(&tx, cx, files).await?;
    cx.commit(tx).await
}
