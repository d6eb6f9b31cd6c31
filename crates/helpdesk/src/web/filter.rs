//! A list's filter as it stands in the address: every list can be linked to and comes back by the back button.

use crate::domain::ticket::{self, GroupId, Status, TicketId};
use crate::store::ticket_list::{Assignee, Cursor, Filter};
use crate::{rights, store};
use platform::{Cx, Refusal, Result};

/// `/tickets?status=open&assignee=me&q=…`: the parameters as given, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TicketFilter {
    pairs: Vec<(&'static str, String)>,
    pub after: Option<Cursor>,
}

const NAMES: [&str; 10] = [
    "status",
    "assignee",
    "group",
    "category",
    "priority",
    "level",
    "tag",
    "person",
    "organisation",
    "q",
];

impl TicketFilter {
    /// Reads the query of an address. Unknown parameters are passed over; a value that cannot be meant is refused
    /// when the list is asked for.
    pub fn of_query(query: &str) -> Self {
        let given: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let value = |name: &str| {
            let found = given.iter().find(|(n, value)| n == name && !value.trim().is_empty());
            found.map(|(_, value)| value.trim().chars().take(200).collect::<String>())
        };
        let pairs = NAMES.into_iter().filter_map(|name| Some((name, value(name)?))).collect();
        let after = value("after").and_then(|text| text.parse().ok());
        Self { pairs, after }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// The same filter with one value set, or taken away; from its first page.
    #[must_use]
    pub fn with(&self, name: &'static str, value: Option<&str>) -> Self {
        let mut pairs: Vec<_> = self.pairs.iter().filter(|(n, _)| *n != name).cloned().collect();
        if let Some(value) = value {
            pairs.push((name, value.to_owned()));
        }
        pairs.sort_by_key(|(n, _)| NAMES.iter().position(|name| name == n));
        Self { pairs, after: None }
    }

    /// The same search through all tickets; none when nothing is searched, or all are already.
    pub fn everywhere(&self) -> Option<Self> {
        let text = self.get("q")?;
        let all = Self::default().with("status", Some("all")).with("q", Some(text));
        (all.pairs != self.pairs).then_some(all)
    }

    /// What is kept when only the search changes.
    pub fn kept(&self) -> Vec<(&'static str, &str)> {
        self.pairs
            .iter()
            .filter(|(n, _)| *n != "q")
            .map(|(n, value)| (*n, value.as_str()))
            .collect()
    }

    /// The query without `?`; blank for the default list.
    pub fn query(&self) -> String {
        let mut pairs: Vec<(&str, String)> =
            self.pairs.iter().map(|(n, value)| (*n, value.clone())).collect();
        if let Some(after) = self.after {
            pairs.push(("after", after.to_string()));
        }
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// The list's address.
    pub fn href(&self) -> String {
        self.at("/tickets")
    }

    /// Another address that keeps this filter.
    pub fn at(&self, path: &str) -> String {
        let query = self.query();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    #[must_use]
    pub fn next(&self, after: Cursor) -> Self {
        Self { pairs: self.pairs.clone(), after: Some(after) }
    }

    /// What the database is asked. Without a status everything that is not closed is meant.
    pub async fn resolve(&self, cx: &Cx) -> Result<Filter> {
        let mut filter = Filter { open: Some(true), ..Filter::default() };
        match self.get("status") {
            None | Some("unclosed") => {}
            Some("all") => filter.open = None,
            Some(name) => {
                filter.status = Some(Status::of_name(name).ok_or_else(|| wrong("status"))?);
            }
        }
        filter.assignee = match self.get("assignee") {
            None => None,
            Some("me") => cx.user_id().map(Assignee::User),
            Some("none") => Some(Assignee::Nobody),
            Some(id) => Some(Assignee::User(id.parse().map_err(|_| wrong("assignee"))?)),
        };
        filter.group = self.parsed("group")?;
        filter.category = self.parsed("category")?;
        filter.priority = self.parsed("priority")?;
        filter.level = self.parsed("level")?;
        filter.person = self.parsed("person")?;
        filter.organisation = self.parsed("organisation")?;
        filter.tag = self.get("tag").and_then(ticket::tag);
        filter.hidden = store::reach::hidden(cx, rights::VIEW).await?;
        if let Some(text) = self.get("q") {
            filter.ids = Some(search(cx, text, &filter.hidden).await?);
        }
        Ok(filter)
    }

    fn parsed<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>> {
        self.get(name).map(|text| text.parse().map_err(|_| wrong(name).into())).transpose()
    }
}

fn wrong(name: &'static str) -> Refusal {
    Refusal::new("helpdesk-choice-unknown", format!("{name}: there is no such choice"))
        .with("field", name)
        .on(name)
}

/// The newest tickets of those who are called so now: a name is learnt or corrected after the first mail.
async fn of_customers(cx: &Cx, text: &str, but: &[GroupId]) -> Result<Vec<TicketId>> {
    if !text.chars().any(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let called = directory::search_persons(cx.db(), text, MOST_CUSTOMERS).await?;
    let called: Vec<_> = called.into_iter().map(|person| person.id).collect();
    store::ticket::ids_of_persons(cx.db(), &called, but, store::search::MOST_HITS).await
}

const MOST_CUSTOMERS: u64 = 50;

/// `#4711` goes straight there; anything else is looked for in the conversations and the customers' names. Tickets of
/// these groups are not there.
async fn search(cx: &Cx, text: &str, but: &[GroupId]) -> Result<Vec<TicketId>> {
    let mut hits = Vec::new();
    if let Ok(number) = text.trim_start_matches('#').parse()
        && let Some(ticket) = store::ticket::find_by_number(cx.db(), number).await?
        && !but.contains(&ticket.group)
    {
        hits.push(ticket.id);
    }
    hits.extend(store::search::tickets(cx.db(), text, but).await?);
    hits.extend(of_customers(cx, text, but).await?);
    hits.sort_unstable();
    hits.dedup();
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_filter() {
        let filter = TicketFilter::of_query("q=VPN+Zugang&status=open&unknown=1&group=");
        assert_eq!(filter.query(), "status=open&q=VPN+Zugang");
        assert_eq!(filter.with("status", None).href(), "/tickets?q=VPN+Zugang");
        assert_eq!(
            filter.with("assignee", Some("me")).query(),
            "status=open&assignee=me&q=VPN+Zugang"
        );
        assert_eq!(TicketFilter::of_query("%zz&&&=").href(), "/tickets");
    }
}
