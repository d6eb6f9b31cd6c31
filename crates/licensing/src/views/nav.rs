//! The way between the lists of licensing.

use maud::Markup;
use platform::Locale;
use ui::Tab;

const PLACES: [(&str, &str); 15] = [
    ("licensing-nav-licences", "/licences"),
    ("licensing-nav-machines", "/machines"),
    ("licensing-sessions", "/licences/sessions"),
    ("licensing-nav-products", "/licences/products"),
    ("licensing-releases", "/licences/releases"),
    ("licensing-nav-policies", "/licences/policies"),
    ("licensing-nav-entitlements", "/licences/entitlements"),
    ("licensing-nav-groups", "/licences/groups"),
    ("licensing-nav-users", "/licences/users"),
    ("licensing-nav-environments", "/licences/environments"),
    ("licensing-resources", "/licences/resources"),
    ("licensing-anomalies", "/licences/anomalies"),
    ("licensing-meters", "/licences/meters"),
    ("licensing-statistics", "/licences/statistics"),
    ("licensing-requests", "/licences/requests"),
];

/// Links to all lists; `here` is the address of the one that is open.
pub fn nav(l: &Locale, here: &str) -> Markup {
    let tab = |(label, href): (&str, &str)| Tab {
        label: l.t(label),
        href: href.into(),
        active: href == here,
        count: None,
    };
    ui::tabs(&l.t("licensing-app"), &PLACES.map(tab))
}
