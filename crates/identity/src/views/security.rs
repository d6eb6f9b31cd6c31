//! How safe the house is set up, and what its server can see.

use maud::{Markup, html};
use platform::Cx;
use platform::health::Check;
use ui::{Page, Table, check_table};

/// What the server can see: what it is, and whether a stolen database and a stolen disk show it. The same rows stand in
/// `docs/security`.
const SEEN: [(&str, &str, &str); 9] = [
    ("identity-seen-tickets", "identity-seen-yes", "identity-seen-yes"),
    ("identity-seen-people", "identity-seen-yes", "identity-seen-yes"),
    ("identity-seen-attachments", "identity-seen-yes", "identity-seen-yes"),
    ("identity-seen-staff", "identity-seen-yes", "identity-seen-yes"),
    ("identity-seen-audit", "identity-seen-yes", "identity-seen-yes"),
    ("identity-seen-files", "identity-seen-not-there", "identity-seen-sealed"),
    ("identity-seen-secrets", "identity-seen-sealed", "identity-seen-sealed"),
    ("identity-seen-passwords", "identity-seen-never", "identity-seen-never"),
    ("identity-seen-tokens", "identity-seen-hashes", "identity-seen-hashes"),
];

/// The administrators' page.
pub fn page(cx: &Cx, findings: &[Check]) -> Markup {
    let l = &cx.locale;
    let heads =
        ["identity-security-state", "identity-security-finding", "identity-security-setting"];
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("identity-security")) } p { (l.t("identity-security-intro")) } }
        }
        (check_table(l, l.t("identity-security"), heads, findings))
        section.section { p { a href="/help/seen" { (l.t("identity-seen")) } } }
    };
    let page = Page::sheet(l.t("identity-security"), content);
    ui::page(cx, page.crumb(l.t("ui-admin"), "/admin"))
}

/// What the server can see, for everybody who works with it.
pub fn seen(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let rows = SEEN.iter().map(|(what, database, disk)| {
        html! {
            th.sentence scope="row" { (l.t(what)) }
            td data-label=(l.t("identity-seen-database")) { (l.t(database)) }
            td data-label=(l.t("identity-seen-disk")) { (l.t(disk)) }
        }
    });
    let heads = ["identity-seen-what", "identity-seen-database", "identity-seen-disk"];
    let table =
        Table::new(l.t("identity-seen")).columns(heads.map(|key| l.t(key))).rows(rows).cards();
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("identity-seen")) } p { (l.t("identity-seen-intro")) } }
        }
        (table)
        section.section { p { (l.t("identity-seen-end")) } }
    };
    ui::page(cx, Page::sheet(l.t("identity-seen"), content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::testing::TestKontor;
    use platform::{Lang, Locale};

    #[tokio::test]
    async fn the_page_says_of_the_server_what_the_documents_say() {
        let t = TestKontor::start(&[crate::APP, ui::APP]).await;
        let text = include_str!("../../../../docs/security/bedrohungsmodell.md");
        assert!(text.contains(&table(&t.kontor.locale(Lang::De))));
        let text = include_str!("../../../../docs/security/threat-model.md");
        assert!(text.contains(&table(&t.kontor.locale(Lang::En))));
    }

    /// All rows and no other, in this order.
    fn table(l: &Locale) -> String {
        let row = |(what, database, disk)| {
            format!("| {} | {} | {} |\n", l.t(what), l.t(database), l.t(disk))
        };
        SEEN.into_iter().map(row).chain(["\n".to_owned()]).collect()
    }
}
