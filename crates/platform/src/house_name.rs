use crate::Cx;
use crate::post::PostConfig;

/// What the house is called where it speaks to people outside: the name that its letters come under, else the company's as
/// given in the setup. None where nobody named it: `Kontor` is the program and nobody's name.
pub async fn house_name(cx: &Cx) -> Option<String> {
    let written = cx.kontor.config.section::<PostConfig>().from_name.trim().to_owned();
    if !written.is_empty() && written != PostConfig::default().from_name {
        return Some(written);
    }
    let ask = cx.kontor.apps.iter().find_map(|app| app.company)?;
    match ask(cx.clone()).await {
        Ok(company) => Some(company.trim().to_owned()).filter(|name| !name.is_empty()),
        Err(cause) => {
            // a page without a name is better than none
            tracing::warn!(%cause, "the company's name could not be read");
            None
        }
    }
}
