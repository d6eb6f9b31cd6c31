//! Groups that do not fit into a token: Microsoft leaves them out above 200 and names a place to ask instead. That place
//! stands in the token, so it is not gone to: Graph is asked, at the address of the settings.

use super::Provider;
use super::ask::{Failed, ask};
use axum::http::{HeaderValue, header};
use platform::Cx;
use platform::outbound::Request;
use serde::Deserialize;

#[derive(Deserialize)]
struct Groups {
    value: Vec<String>,
}

/// The numbers of all groups of the person whose access token this is.
pub async fn groups(cx: &Cx, provider: &Provider<'_>, token: &str) -> Result<Vec<String>, Failed> {
    let address = provider.config.graph_url.trim_end_matches('/');
    let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
    let bearer = bearer.map_err(|cause| Failed::Strange(cause.to_string()))?;
    let request =
        Request::post(format!("{address}/me/getMemberObjects"), r#"{"securityEnabledOnly":false}"#)
            .header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(header::AUTHORIZATION, bearer);
    Ok(ask::<Groups>(cx, request).await?.value)
}
