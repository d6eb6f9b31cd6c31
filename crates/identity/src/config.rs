//! What the administrator says about signing in.

mod docs;
mod oidc;

pub use oidc::{ClientAuth, Logout, OidcConfig, Unmatched, is_address};

use crate::domain::factor::Policy;
use platform::config::{Key, Said, Section};
use platform::keys::Secret;
use platform::said;
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
        "Wer sich mit einem zweiten Faktor anmelden muss: `nobody` (niemand), `admins` (auch, wer durch eigene Rollen etwas verwalten darf), `staff` (alle, die hier arbeiten) oder `everyone`. Einrichten dürfen ihn alle.",
        "Who must sign in with a second factor: `nobody`, `admins` (also those whom own roles let administer something), `staff` (everyone who works here) or `everyone`. Everybody may set one up.",
    )
    .live()];
}

/// `[first_admin]`: the first administrator of a house that is installed without anybody looking on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FirstAdminConfig {
    pub email: Option<String>,
    pub name: Option<String>,
    pub password: Option<Secret>,
}

impl Section for FirstAdminConfig {
    const NAME: &'static str = "first_admin";
    const KEYS: &'static [Key] = &[
        Key::new(
            "email",
            "Die E-Mail-Adresse der ersten Administratorin oder des ersten Administrators, für Installationen ohne Einrichtungsassistenten. Gilt nur, solange es niemanden mit dieser Rolle gibt.",
            "The e-mail address of the first administrator, for installations without the setup wizard. It counts only as long as nobody has that role.",
        ),
        Key::new("name", "Der Name dazu; ohne Angabe der Teil vor dem @.", "The name to it; without one, the part before the @."),
        Key::new(
            "password",
            "Das Passwort dazu, nach den Regeln von `[password]`. Nehmen Sie es nach dem ersten Start wieder aus der Konfiguration.",
            "The password to it, by the rules of `[password]`. Take it out of the configuration again after the first start.",
        )
        .secret(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        match (&self.email, &self.password) {
            (Some(_), None) => vec![(
                "password",
                said!(
                    "fehlt: `email` allein legt kein Konto an",
                    "is missing: `email` alone makes no account"
                ),
            )],
            (None, Some(_)) => vec![(
                "email",
                said!(
                    "fehlt: `password` allein legt kein Konto an",
                    "is missing: `password` alone makes no account"
                ),
            )],
            _ => Vec::new(),
        }
    }
}
