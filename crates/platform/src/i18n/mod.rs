//! Texts in German and English: Project Fluent messages, and numbers and times as each language writes them.

mod format;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeZone as _, Utc};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use sea_orm::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The languages that every text exists in.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(2))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    De,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The BCP 47 tag, as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "de" => Some(Self::De),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that we speak (RFC 9110 §12.5.4, order as written).
    pub fn accepted(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| Self::of_tag(part.split(';').next()?))
    }
}

/// One app's messages: the text of its `i18n/de.ftl` and `i18n/en.ftl`.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    pub de: &'static str,
    pub en: &'static str,
}

/// The platform's own messages.
pub const MESSAGES: Messages =
    Messages { de: include_str!("../../i18n/de.ftl"), en: include_str!("../../i18n/en.ftl") };

/// All messages of all apps.
pub struct Texts {
    de: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Texts {
    /// Fails when a file is no Fluent or a key stands twice; found by the first test that starts a server.
    pub fn new(messages: &[Messages]) -> anyhow::Result<Self> {
        Ok(Self {
            de: bundle(Lang::De, messages.iter().map(|m| m.de))?,
            en: bundle(Lang::En, messages.iter().map(|m| m.en))?,
        })
    }

    fn of(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        match lang {
            Lang::De => &self.de,
            Lang::En => &self.en,
        }
    }
}

fn bundle<'a>(
    lang: Lang,
    files: impl Iterator<Item = &'a str>,
) -> anyhow::Result<FluentBundle<FluentResource>> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.tag().parse()?]);
    // isolation marks would show up in mails, CSV files and page titles
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new(file.to_owned())
            .map_err(|(_, errors)| anyhow::anyhow!("{} messages: {errors:?}", lang.tag()))?;
        bundle
            .add_resource(resource)
            .map_err(|errors| anyhow::anyhow!("{} messages: {errors:?}", lang.tag()))?;
    }
    Ok(bundle)
}

/// How to speak to one reader: language, time zone, and the texts.
#[derive(Clone)]
pub struct Locale {
    pub lang: Lang,
    pub zone: chrono_tz::Tz,
    texts: Arc<Texts>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locale({} {})", self.lang.tag(), self.zone)
    }
}

impl Locale {
    pub fn new(texts: Arc<Texts>, lang: Lang, zone: chrono_tz::Tz) -> Self {
        Self { lang, zone, texts }
    }

    /// The same reader in another language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self { lang, ..self.clone() }
    }

    /// The text of a key; a key that is missing shows itself.
    pub fn t(&self, key: &str) -> String {
        self.ta(key, &[])
    }

    /// The text of a key with its arguments.
    pub fn ta(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let bundle = self.texts.of(self.lang);
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(n, v)| (*n, v.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "a text lacks an argument");
        }
        text
    }

    /// The last second of a day where the reader lives; none where no database keeps that moment.
    pub fn end_of_day(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        let last = NaiveTime::from_hms_opt(23, 59, 59)?;
        let local = self.zone.from_local_datetime(&day.and_time(last)).latest()?;
        (1970..=9999).contains(&day.year()).then(|| local.with_timezone(&Utc))
    }

    pub fn has(&self, key: &str) -> bool {
        self.texts.of(self.lang).has_message(key)
    }
}
