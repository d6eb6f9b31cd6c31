//! Letters to customers, each in the reader's own language.

use crate::flags;
use platform::config::ServerConfig;
use platform::i18n::Lang;
use platform::keys::Secret;
use platform::post::Letter;
use platform::{Cx, Locale};

/// Who a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub email: String,
    pub lang: Lang,
}

/// A path of ours as people outside open it.
fn absolute(cx: &Cx, path: &str) -> String {
    format!("{}{path}", cx.kontor.config.section::<ServerConfig>().origin())
}

/// The way into the portal. No name stands in it: whoever asked for it may be somebody else.
pub fn portal_link(cx: &Cx, to: &Reader, token: &str, vendor: Option<&str>) -> Letter {
    let l = cx.kontor.locale(to.lang);
    let link = absolute(cx, &format!("/portal/link?token={token}"));
    let text = l.ta("licensing-letter-portal", &[("link", link.into())]);
    let subject = match vendor {
        Some(vendor) => l.ta("licensing-letter-portal-subject-of", &[("vendor", vendor.into())]),
        None => l.t("licensing-letter-portal-subject"),
    };
    letter(to, subject, signed(&l, text, vendor))
}

/// The key of a licence.
pub fn licence(cx: &Cx, to: &Reader, (name, key): (&str, &Secret), vendor: Option<&str>) -> Letter {
    let l = cx.kontor.locale(to.lang);
    let args = [("name", name.into()), ("key", key.expose().as_str().into())];
    let mut text = l.ta("licensing-letter-licence", &args);
    if cx.flag(&flags::PORTAL) {
        text.push_str(&portal(cx, &l));
    }
    let subject = l.ta("licensing-letter-licence-subject", &[("name", name.into())]);
    letter(to, subject, signed(&l, text, vendor))
}

/// The letter with the name of whoever sends it below.
fn signed(l: &Locale, text: String, vendor: Option<&str>) -> String {
    match vendor {
        Some(vendor) => {
            format!("{text}\n\n{}", l.ta("licensing-letter-regards", &[("vendor", vendor.into())]))
        }
        None => text,
    }
}

fn portal(cx: &Cx, l: &Locale) -> String {
    let link = absolute(cx, "/portal");
    format!("\n\n{}", l.ta("licensing-letter-licence-portal", &[("link", link.into())]))
}

fn letter(to: &Reader, subject: String, text: String) -> Letter {
    Letter { name: String::new(), address: to.email.clone(), subject, text }
}
