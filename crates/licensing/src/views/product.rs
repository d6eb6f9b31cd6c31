//! Products.

use super::entry::{Around, Drawn, Texts, common, label, word};
use super::entry_form::Form;
use crate::domain::draft::product::DISTRIBUTIONS;
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use maud::{Markup, html};
use platform::Locale;
use ui::Facts;

impl Drawn for Product {
    const BASE: &'static str = "/licences/products";
    const ICON: &'static str = "layers";
    const TEXTS: Texts = Texts {
        list: "licensing-products",
        about: "licensing-products-about",
        new: "licensing-product-new",
        none: "licensing-products-none",
        removal: "licensing-product-removal",
    };

    fn meta(&self, l: &Locale, around: &Around) -> Markup {
        html! {
            span { (word(l, self.distribution.name())) }
            @if let Some(code) = &self.code { span.mono { (code) } }
            @if let Some(environment) = around.environment(self.environment) { span { (environment) } }
        }
    }

    fn facts(&self, l: &Locale, around: &Around) -> Markup {
        let url = self.url.as_ref().map(|url| {
            html! { a href=(url) rel="noopener noreferrer nofollow" target="_blank" { (url) } }
        });
        let platforms: Vec<_> = self.platforms().collect();
        let platforms = Some(platforms.join(", ")).filter(|text| !text.is_empty());
        let facts = Facts::new()
            .maybe(label(l, "code"), self.code.as_ref().map(|code| html! { span.mono { (code) } }))
            .maybe(label(l, "url"), url)
            .row(label(l, "distributionStrategy"), word(l, self.distribution.name()))
            .maybe(label(l, "platforms"), platforms);
        html! { (common(l, facts, self, around.environment(self.environment))) }
    }

    fn kept_by_list(&self) -> Option<String> {
        Some(format!("{}?product={}", Policy::BASE, self.id))
    }

    fn form(form: &Form<'_>) -> Markup {
        html! {
            (form.text("name").max(200).required())
            (form.text("code").max(100).mono().optional(form.l))
            (form.text("url").max(500).attr("inputmode", "url").optional(form.l))
            (form.words("distributionStrategy", DISTRIBUTIONS, false))
            (form.area("platforms", 3).optional(form.l))
            (form.environment())
            (form.metadata().optional(form.l))
        }
    }
}
