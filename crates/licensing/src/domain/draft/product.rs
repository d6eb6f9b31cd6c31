//! A product as it is given.

use super::{Pen, Refused, id_text, metadata_text, sort_key};
use crate::domain::entry::{Entry, dated};
use crate::domain::metadata::Metadata;
use crate::domain::product::{Product, ProductId};
use crate::domain::strategy::Distribution;
use events::licensing::Noun;
use platform::Millis;

pub const DISTRIBUTIONS: &[&str] =
    &[Distribution::Licensed.name(), Distribution::Open.name(), Distribution::Closed.name()];

impl Entry for Product {
    const NOUN: Noun = Noun::Product;

    fn blank(now: Millis) -> Self {
        Self {
            id: ProductId::new(),
            environment: None,
            name: String::new(),
            name_key: String::new(),
            code: None,
            url: None,
            distribution: Distribution::default(),
            platforms: String::new(),
            metadata: Metadata::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    dated!();

    fn label(&self) -> String {
        self.name.clone()
    }

    fn read(&mut self, pen: &mut Pen<'_>) {
        pen.name(&mut self.name);
        self.name_key = sort_key(&self.name);
        let mut code = self.code.clone().unwrap_or_default();
        pen.line("code", 100, &mut code);
        pen.code(&code);
        self.code = Some(code).filter(|code| !code.is_empty());
        let mut url = self.url.clone().unwrap_or_default();
        pen.line("url", 500, &mut url);
        let is_address = ["https://", "http://"].iter().any(|start| {
            url.strip_prefix(start).is_some_and(|rest| !rest.is_empty() && !rest.contains(' '))
        });
        if !url.is_empty() && !is_address {
            pen.refuse("url", Refused::NoAddress);
        }
        self.url = Some(url).filter(|url| !url.is_empty());
        let mut word = self.distribution.name();
        pen.word("distributionStrategy", DISTRIBUTIONS, &mut word);
        self.distribution = Distribution::of_name(word).unwrap_or_default();
        pen.lines("platforms", 2_000, &mut self.platforms);
        pen.id("environment", &mut self.environment);
        pen.metadata(&mut self.metadata);
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("code", self.code.clone().unwrap_or_default()),
            ("url", self.url.clone().unwrap_or_default()),
            ("distributionStrategy", self.distribution.name().to_owned()),
            ("platforms", self.platforms.clone()),
            ("environment", id_text(self.environment)),
            ("metadata", metadata_text(&self.metadata)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_product_is_read_and_survives_its_form() {
        let read = read(
            Product::blank(now()),
            json!({
                "name": " Backup Pro ", "code": "backup-pro", "url": "https://example.org",
                "distributionStrategy": "OPEN", "platforms": ["Linux", " ", "macOS"],
                "metadata": { "a": [1] },
            }),
        );
        assert_eq!((read.name.as_str(), read.name_key.as_str()), ("Backup Pro", "backup pro"));
        assert_eq!(read.platforms().collect::<Vec<_>>(), ["Linux", "macOS"]);
        survives_its_form(&read, Product::blank(now()));
    }

    #[test]
    fn all_that_is_wrong_with_a_product_is_said_at_once() {
        let found = refused(
            Product::blank(now()),
            json!({
                "name": "a\u{7}", "code": "a b", "url": "javascript:alert(1)",
                "distributionStrategy": "SOLD", "platforms": [1], "environment": "x",
                "metadata": [],
            }),
        );
        let fields: Vec<_> = found.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            ["name", "code", "url", "distributionStrategy", "platforms", "environment", "metadata"]
        );
        assert_eq!(found[3].1, Some("DISTRIBUTION_STRATEGY_NOT_ALLOWED"));
        assert_eq!(found[5].1, Some("ENVIRONMENT_NOT_FOUND"));
    }
}
