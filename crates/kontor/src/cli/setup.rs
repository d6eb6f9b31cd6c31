//! `kontor setup`: a new one-time link to the setup, while there is no administrator yet.

use super::{Call, Failed, serve, wait};
use identity::setup;
use platform::Cx;
use serde_json::json;

pub fn run(call: &Call) -> Result<(), Failed> {
    wait(async {
        let kontor = call.open_to_change().await?;
        let cx = Cx::system(&kontor);
        if !setup::is_needed(cx.db()).await? {
            return Err(anyhow::anyhow!(call.l.t("cli-setup-done")).into());
        }
        let token = setup::begin(&cx).await?;
        let link = format!("{}/setup?token={token}", serve::address(&kontor, None));
        call.print(&json!({ "setup_link": link }), || {
            call.l.ta("cli-setup-link", &[("link", link.as_str().into())])
        })
    })
}
