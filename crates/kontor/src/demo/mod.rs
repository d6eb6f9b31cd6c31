//! Demo data: a company's helpdesk on an ordinary day, made through the apps' own actions.

use platform::{Cx, Result};

/// Fills an empty database, and returns the path of a link that signs in as its administrator. A database that
/// holds demo data is left as it is; one that is in real use is refused.
pub async fn fill(cx: &Cx) -> Result<String> {
    people::fill(cx).await
}

mod people;
