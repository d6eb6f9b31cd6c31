use super::erase_conversations::forget_mails;
use super::words::reword;
use crate::{rights, store};
use platform::privacy::{Subject, forget_files};
use platform::{Cx, Result, UserId};

/// What stands where a name stood, in the language of the house.
pub fn name_instead(cx: &Cx) -> String {
    cx.kontor.locale(cx.kontor.default_lang).t("helpdesk-erased-name")
}

/// Entries in one transaction.
const LOT: u64 = 200;

/// Takes away what somebody with an account leaves behind here: notices on their way, drafts, unsent files, places in teams, tickets in hand, and name and
/// address at what it wrote. The words stay: they are the house's.
pub async fn erase_user(cx: &Cx, user: UserId, subject: &Subject) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let notices = store::outgoing::notices_to(&tx, subject).await?;
    let mut files = forget_mails(&tx, notices).await?;
    files.extend(store::erasure::forget_user(&tx, user).await?);
    forget_files(&tx, cx, files).await?;
    cx.commit(tx).await?;
    forget_signature(cx, user).await
}

async fn forget_signature(cx: &Cx, user: UserId) -> Result<()> {
    let name = name_instead(cx);
    let mut after = None;
    loop {
        let tx = cx.begin().await?;
        let signed = store::erasure::signed_by(&tx, user, after, LOT).await?;
        let Some(last) = signed.last() else { return Ok(()) };
        after = Some(*last);
        let files = store::erasure::forget_sender(&tx, &signed, &name).await?;
        reword(&tx, &signed).await?;
        forget_files(&tx, cx, files).await?;
        cx.commit(tx).await?;
    }
}
