//! `[apps]`: which apps of the house are switched off.

use crate::APPS;
use platform::App;
use platform::config::{Config, Key, Section, SectionSpec};
use serde::{Deserialize, Serialize};

/// What every other app stands on.
const NEEDED: [&str; 3] = ["ui", "identity", "directory"];

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AppsConfig {
    pub off: Vec<String>,
}

impl Section for AppsConfig {
    const NAME: &'static str = "apps";
    const KEYS: &'static [Key] = &[Key::new(
        "off",
        "Apps, die ausgeschaltet sind: `[\"helpdesk\"]`. Ihre Daten bleiben, wie sie sind.",
        "Apps that are switched off: `[\"helpdesk\"]`. Their data stay as they are.",
    )];

    fn problems(&self) -> Vec<String> {
        let wrong = |name: &String| match APPS.iter().any(|app| app.name == name) {
            false => Some(format!("off names {name:?}, but there is no such app")),
            true if NEEDED.contains(&name.as_str()) => {
                Some(format!("off names {name:?}, without which there is no house"))
            }
            true => None,
        };
        self.off.iter().filter_map(wrong).collect()
    }
}

/// All sections that a configuration may have; also those of apps that are off.
pub fn sections() -> Vec<SectionSpec> {
    let mut all = platform::Kontor::sections(APPS);
    all.push(SectionSpec::of::<AppsConfig>());
    all
}

/// The apps that are on.
pub fn switched_on(config: &Config) -> Vec<App> {
    let off = &config.section::<AppsConfig>().off;
    APPS.iter().filter(|app| !off.iter().any(|name| name == app.name)).copied().collect()
}
