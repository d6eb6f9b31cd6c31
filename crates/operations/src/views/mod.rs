//! Pages of operations: functions from finished data to HTML.

pub mod archive;
pub mod audit;
pub mod audit_export;
pub mod blocked;
pub mod health;
pub mod privacy;
pub mod queues;
pub mod switch;

/// A page's address with its filters; empty ones are left out.
fn address(base: &str, filters: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in filters.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    let query = query.finish();
    if query.is_empty() { base.to_owned() } else { format!("{base}?{query}") }
}
