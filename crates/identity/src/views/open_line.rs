use maud::{Markup, html};
use platform::Cx;
use std::net::IpAddr;
use ui::{Notice, Page};

/// Why nobody can sign in over this connection; `proxy` forwarded it without being trusted.
pub fn page(cx: &Cx, proxy: Option<IpAddr>) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-open-line-title")) }
            (Notice::danger(l.t("identity-open-line-why")))
            p { (l.t("identity-open-line-todo")) }
            @if let Some(proxy) = proxy { (unknown(cx, proxy)) }
            ul {
                li { (l.t("identity-open-line-visitor")) }
                li { (l.t("identity-open-line-admin")) }
                li { (l.t("identity-open-line-proxy")) }
                li { (l.t("identity-open-line-here")) }
            }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-open-line-title"), content))
}

/// A proxy is there already: the one line that is missing.
fn unknown(cx: &Cx, proxy: IpAddr) -> Markup {
    let l = &cx.locale;
    let bits = if proxy.is_ipv4() { 32 } else { 128 };
    html! {
        p { (l.ta("identity-open-line-unknown", &[("address", proxy.to_string().into())])) }
        pre { code { "[server]\ntrusted_proxies = [\"" (proxy) "/" (bits) "\"]" } }
    }
}
