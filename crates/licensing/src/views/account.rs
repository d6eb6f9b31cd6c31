//! The licence server's own page.

use crate::Server;
use crate::crypto::pair::Kind;
use crate::domain::account::Pair;
use crate::wire::description::DOCUMENT;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};
use platform::api::DOCS;
use platform::{Cx, Locale};
use ui::{Button, Facts, Field, Notice, Page, datetime};

pub(crate) const PATH: &str = "/admin/licensing";
pub(crate) const TOKENS: &str = "/admin/licensing/tokens";

pub(crate) struct Shown<'a> {
    /// None before it was first used.
    pub server: Option<&'a Server>,
    pub pairs: Vec<Pair>,
    pub origin: String,
    pub slug: String,
}

pub(crate) fn show(cx: &Cx, shown: &Shown<'_>) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("licensing-account")) } p { (l.t("licensing-account-text")) } }
            div.line {
                (Button::new(l.t("licensing-tokens")).icon("key-round").href(TOKENS))
                (Button::new(l.t("licensing-webhooks")).icon("webhook").href(super::webhook::WEBHOOKS))
            }
        }
        @match shown.server {
            None => (closed(l)),
            Some(server) => (opened(cx, shown, server)),
        }
    };
    ui::page(
        cx,
        Page::sheet(l.t("licensing-account"), content)
            .crumb(l.t("licensing-account-admin"), "/admin"),
    )
}

fn closed(l: &Locale) -> Markup {
    html! {
        (Notice::info(l.t("licensing-account-none")))
        form.form method="post" action=(PATH) {
            div.form-foot { (Button::primary(l.t("licensing-account-open")).icon("server")) }
        }
    }
}

fn opened(cx: &Cx, shown: &Shown<'_>, server: &Server) -> Markup {
    let l = &cx.locale;
    let Shown { origin, slug, .. } = shown;
    html! {
        (Facts::new()
            .row(l.t("licensing-account-id"), copied(l, &server.id.to_string()))
            .row(l.t("licensing-account-slug"), html! { span.mono { (slug) } })
            .row(l.t("licensing-account-address"), copied(l, &format!("{origin}/v1")))
            .row(l.t("licensing-account-address-named"), copied(l, &format!("{origin}/v1/accounts/{slug}")))
            .row(l.t("licensing-account-description"), description(cx))
            .row(l.t("licensing-account-since"), datetime(l, server.created_at.0)))
        @for kind in Kind::ALL { (pair(l, shown, kind)) }
        (examples(l, shown, server))
        (ui::audit_link(cx, &events::licensing::Noun::Account.object(server.id.0)))
    }
}

/// Where programs are told what can be asked, and how that is switched on.
fn description(cx: &Cx) -> Markup {
    let l = &cx.locale;
    if !cx.flag(&DOCS) {
        return html! { (l.t("licensing-account-description-off")) };
    }
    html! { a href=(DOCUMENT) { (l.t("licensing-account-description-show")) } }
}

fn copied(l: &Locale, text: &str) -> Markup {
    html! {
        span.mono { (text) } " "
        (Button::quiet(l.t("licensing-account-copy")).icon("copy").icon_only().plain().attr("data-copy", text))
    }
}

/// A public key in the forms in which programs want it.
fn pair(l: &Locale, shown: &Shown<'_>, kind: Kind) -> Markup {
    let (title, text) = match kind {
        Kind::Ed25519 => ("licensing-pair-ed25519", "licensing-pair-ed25519-text"),
        Kind::EcdsaP256 => ("licensing-pair-ecdsa", "licensing-pair-ecdsa-text"),
        Kind::Rsa2048 => ("licensing-pair-rsa", "licensing-pair-rsa-text"),
    };
    let found = shown.pairs.iter().find(|pair| pair.kind == kind.name());
    html! {
        section.section {
            h2 { (l.t(title)) }
            p.meta { (l.t(text)) }
            @match found {
                Some(pair) => {
                    @for (name, label, form) in forms(kind, &pair.public) { (form_of(l, (name, label), &form)) }
                }
                None => form method="post" action={ (PATH) "/pairs" } {
                    input type="hidden" name="kind" value=(kind.name());
                    (Button::new(l.t("licensing-pair-make")).icon("key-round"))
                },
            }
        }
    }
}

fn form_of(l: &Locale, (name, label): (&'static str, &'static str), text: &str) -> Markup {
    let rows = u8::try_from(text.lines().count()).unwrap_or(u8::MAX);
    let field = match rows {
        0 | 1 => Field::text(name, l.t(label)),
        rows => Field::area(name, l.t(label), rows),
    };
    html! {
        (field.value(text).mono().attr("readonly", ""))
        (Button::quiet(l.t("licensing-account-copy")).icon("copy").plain().attr("data-copy", text))
    }
}

type Form = (&'static str, &'static str, String);

/// What stands before the 32 bytes of an Ed25519 key in its SPKI (RFC 8410 §4).
const ED25519: [u8; 12] = [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0];

fn forms(kind: Kind, public: &str) -> Vec<Form> {
    if kind != Kind::Ed25519 {
        return vec![(kind.name(), "licensing-pair-pem", public.trim_end().to_owned())];
    }
    let bytes = hex::decode(public).unwrap_or_default();
    let pem = STANDARD.encode([&ED25519, &*bytes].concat());
    vec![
        ("ed25519-hex", "licensing-pair-hex", public.to_owned()),
        ("ed25519-base64", "licensing-pair-base64", STANDARD.encode(&bytes)),
        (
            "ed25519-pem",
            "licensing-pair-pem",
            format!("-----BEGIN PUBLIC KEY-----\n{pem}\n-----END PUBLIC KEY-----"),
        ),
    ]
}

/// What a developer begins with.
fn examples(l: &Locale, shown: &Shown<'_>, server: &Server) -> Markup {
    let Shown { origin, pairs, .. } = shown;
    let first = pairs.iter().find(|pair| pair.kind == Kind::Ed25519.name());
    let public = first.map_or("", |pair| pair.public.as_str());
    let id = server.id;
    let curl = format!(
        "curl {origin}/v1/licenses/actions/validate-key \\\n  -H 'Content-Type: application/vnd.api+json' \\\n  -d '{{\"meta\":{{\"key\":\"KEY\"}}}}'"
    );
    let rust = format!(
        "keygen_rs::config::set_config(KeygenConfig {{\n    api_url: \"{origin}\".into(),\n    account: \"{id}\".into(),\n    public_key: Some(\"{public}\".into()),\n    license_key: Some(\"KEY\".into()),\n    ..KeygenConfig::default()\n}});"
    );
    let go = format!(
        "keygen.APIURL = \"{origin}\"\nkeygen.Account = \"{id}\"\nkeygen.PublicKey = \"{public}\"\nkeygen.LicenseKey = \"KEY\""
    );
    html! {
        section.section {
            h2 { (l.t("licensing-account-examples")) }
            p.meta { (l.t("licensing-account-examples-text")) }
            (form_of(l, ("example-curl", "licensing-account-example-curl"), &curl))
            (form_of(l, ("example-rust", "licensing-account-example-rust"), &rust))
            (form_of(l, ("example-go", "licensing-account-example-go"), &go))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8410 §10.1.
    #[test]
    fn an_ed25519_key_is_shown_as_the_standard_writes_it() {
        let public = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
        let forms = forms(Kind::Ed25519, public);
        assert_eq!(forms[0].2, public);
        assert_eq!(forms[1].2, "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
        assert_eq!(
            forms[2].2.lines().nth(1),
            Some("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")
        );
    }
}
