//! A list's filter as it stands in its address: every list can be linked to and comes back by the back button.

use crate::store::paging::Cursor;
use platform::{Cx, Refusal, Result};

/// The parameters as given, in the order of the list's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Address {
    path: &'static str,
    names: &'static [&'static str],
    pairs: Vec<(&'static str, String)>,
    pub after: Option<Cursor>,
    /// Whether the bare address leads to a filter, so that the whole list needs a word for itself.
    opens_filtered: bool,
}

impl Address {
    /// Reads the query of the request. Unknown parameters are passed over; a value that cannot be meant is refused when
    /// the list is asked for.
    pub fn of(cx: &Cx, path: &'static str, names: &'static [&'static str]) -> Self {
        Self::of_query(cx.request.as_ref().map_or("", |request| &request.query), path, names)
    }

    pub fn of_query(query: &str, path: &'static str, names: &'static [&'static str]) -> Self {
        let given: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let value = |name: &str| {
            let found = given.iter().find(|(n, value)| n == name && !value.trim().is_empty());
            found.map(|(_, value)| cleaned(value))
        };
        let pairs = names.iter().filter_map(|name| Some((*name, value(name)?))).collect();
        let after = given.iter().find(|(name, _)| name == "after");
        let after = after.and_then(|(_, text)| text.parse().ok());
        Self { path, names, pairs, after, opens_filtered: false }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// A value that is an id or a number; a refusal where it is none.
    pub fn parsed<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>> {
        self.get(name).map(|text| text.parse().map_err(|_| unknown(name).into())).transpose()
    }

    /// The same list with one value set, or taken away; from its first page.
    #[must_use]
    pub fn with(&self, name: &'static str, value: Option<&str>) -> Self {
        let mut pairs: Vec<_> = self.pairs.iter().filter(|(n, _)| *n != name).cloned().collect();
        if let Some(value) = value {
            pairs.push((name, value.to_owned()));
        }
        pairs.sort_by_key(|(n, _)| self.names.iter().position(|name| name == n));
        Self { pairs, after: None, ..self.clone() }
    }

    /// All that is set but what is looked for.
    pub fn kept(&self) -> Vec<(&'static str, &str)> {
        let kept = self.pairs.iter().filter(|(n, _)| *n != "q");
        kept.map(|(n, value)| (*n, value.as_str())).collect()
    }

    pub fn is_bare(&self) -> bool {
        self.pairs.is_empty()
    }

    fn query(&self) -> String {
        let mut pairs: Vec<(&str, String)> =
            self.pairs.iter().map(|(n, value)| (*n, value.clone())).collect();
        if let Some(after) = &self.after {
            pairs.push(("after", after.to_string()));
        }
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// The list's address.
    pub fn href(&self) -> String {
        if self.opens_filtered && self.pairs.is_empty() && self.after.is_none() {
            return format!("{}?{WHOLE}", self.path);
        }
        self.at(self.path)
    }

    /// The same where the bare address leads to a saved filter.
    #[must_use]
    pub fn opens_filtered(self, opens_filtered: bool) -> Self {
        Self { opens_filtered, ..self }
    }

    /// The whole list, whatever is set here.
    pub fn whole(&self) -> String {
        Self { pairs: Vec::new(), after: None, ..self.clone() }.href()
    }

    /// The same list with what a saved filter keeps.
    pub fn of_saved(&self, query: &str) -> Self {
        let opens_filtered = self.opens_filtered;
        Self { opens_filtered, ..Self::of_query(query, self.path, self.names) }
    }

    /// What is set, as a saved filter keeps it.
    pub fn saved(&self) -> String {
        Self { after: None, ..self.clone() }.query()
    }

    /// Another address that keeps this filter.
    pub fn at(&self, path: &str) -> String {
        let query = self.query();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    #[must_use]
    pub fn next(&self, after: Cursor) -> Self {
        Self { after: Some(after), ..self.clone() }
    }
}

/// Says that all is meant, not what the list opens with.
const WHOLE: &str = "all=yes";

/// No database stores control characters in a name, and one refuses to look for them; nobody types more than this.
fn cleaned(value: &str) -> String {
    value.trim().chars().filter(|c| !c.is_control()).take(10_000).collect()
}

/// The answer to a value that is none of those that can be chosen.
pub(crate) fn unknown(field: &'static str) -> Refusal {
    Refusal::new("licensing-choice-unknown", format!("{field}: there is no such choice"))
        .with("field", field)
        .on(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_filter() {
        let names = &["status", "product", "q"];
        let address =
            Address::of_query("q=VPN+Nord&status=active&x=1&product=", "/licences", names);
        assert_eq!(address.href(), "/licences?status=active&q=VPN+Nord");
        assert_eq!(address.with("status", None).href(), "/licences?q=VPN+Nord");
        assert_eq!(address.at("/licences/bulk"), "/licences/bulk?status=active&q=VPN+Nord");
        assert!(Address::of_query("%zz&&&=", "/licences", names).is_bare());
        let bare = Address::of_query("all=yes", "/licences", names);
        assert_eq!((bare.href(), address.whole()), ("/licences".into(), "/licences".into()));
        assert_eq!(bare.opens_filtered(true).href(), "/licences?all=yes");
        assert_eq!(address.clone().opens_filtered(true).whole(), "/licences?all=yes");
        assert_eq!(address.opens_filtered(true).href(), "/licences?status=active&q=VPN+Nord");
    }
}
