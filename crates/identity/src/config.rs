use crate::domain::factor::Policy;
use platform::config::{Key, Section};
use serde::{Deserialize, Serialize};

/// `[sign_in]`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInConfig {
    pub second_factor: Policy,
}

impl Default for SignInConfig {
    fn default() -> Self {
        Self { second_factor: Policy::Admins }
    }
}

impl Section for SignInConfig {
    const NAME: &'static str = "sign_in";
    const KEYS: &'static [Key] = &[Key::new(
        "second_factor",
        "Wer sich mit einem zweiten Faktor anmelden muss: `nobody` (niemand), `admins`, `staff` (alle, die hier arbeiten) oder `everyone`. Einrichten dürfen ihn alle.",
        "Who must sign in with a second factor: `nobody`, `admins`, `staff` (everyone who works here) or `everyone`. Everybody may set one up.",
    )
    .live()];
}
