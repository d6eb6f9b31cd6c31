//! What must hold of every page and every row of the whole house, whichever app they belong to.

mod full;
mod headers;
mod matrix;
mod pages;
mod privacy;
mod reading;
mod routes;
mod stolen;
mod switched;

use crate::garbage::{House, Page, routes};
use std::collections::{BTreeMap, BTreeSet};

/// What streams without end, or is the program itself and not a page.
const NO_PAGES: [&str; 2] = ["/live", "/a/"];

/// Every address that a page names, and every route with ids that name nothing.
fn addresses(pages: &BTreeMap<String, Page>) -> BTreeSet<String> {
    let nobody = regex::Regex::new(r"\{[^}]*\}").unwrap();
    let unknown = "01993b1e-0000-7000-8000-000000000001";
    let named = pages.values().flat_map(|page| page.links.iter());
    let named = named.map(|link| link.split('#').next().unwrap_or_default().to_owned());
    let routed = routes().into_iter().map(|route| nobody.replace_all(&route, unknown).into_owned());
    named
        .chain(routed)
        .filter(|path| !NO_PAGES.iter().any(|start| path.starts_with(start)))
        .collect()
}

/// As many as a person reaches with two clicks from a page of each kind: all tickets and what hangs on them.
async fn all_addresses(house: &House) -> BTreeSet<String> {
    let mut all = addresses(&crate::garbage::crawl(house).await);
    let tickets: Vec<_> =
        all.iter().filter(|path| path.starts_with("/tickets/1")).cloned().collect();
    for ticket in tickets {
        let links = crate::garbage::page::links(&house.get(&ticket).await.body);
        let hanging = ["/messages/", "/attachments/"];
        all.extend(links.into_iter().filter(|l| hanging.iter().any(|start| l.starts_with(start))));
    }
    all
}
