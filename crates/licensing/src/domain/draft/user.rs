//! A user of licences as it is given.

use super::{Pen, Refused, id_text, metadata_text};
use crate::domain::entry::{Entry, dated};
use crate::domain::metadata::Metadata;
use crate::domain::user::{LicenceUserId, Standing, User};
use events::licensing::Noun;
use platform::Millis;
use platform::users::email_key;

impl Entry for User {
    const NOUN: Noun = Noun::LicenceUser;

    fn blank(now: Millis) -> Self {
        Self {
            id: LicenceUserId::new(),
            environment: None,
            group: None,
            email: String::new(),
            email_key: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            standing: Standing::default(),
            metadata: Metadata::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    dated!();

    fn label(&self) -> String {
        Self::label(self)
    }

    fn read(&mut self, pen: &mut Pen<'_>) {
        let before = self.email.clone();
        pen.need_line("email", 254, &mut self.email);
        if self.email != before && !directory::is_address(&self.email) {
            pen.refuse("email", Refused::NoEmail);
        }
        self.email_key = email_key(&self.email);
        pen.line("firstName", 200, &mut self.first_name);
        pen.line("lastName", 200, &mut self.last_name);
        pen.id("group", &mut self.group);
        pen.id("environment", &mut self.environment);
        pen.metadata(&mut self.metadata);
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("email", self.email.clone()),
            ("firstName", self.first_name.clone()),
            ("lastName", self.last_name.clone()),
            ("group", id_text(self.group)),
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
    fn a_user_needs_an_address_and_may_have_no_name() {
        let found = refused(User::blank(now()), json!({ "email": "nobody" }));
        assert_eq!(found, [("email".to_owned(), None)]);
        let found = refused(User::blank(now()), json!({}));
        assert_eq!(found, [("email".to_owned(), Some("EMAIL_MISSING"))]);
        let user = read(User::blank(now()), json!({ "email": "Ada@Example.org" }));
        assert_eq!(user.email_key, "ada@example.org");
        survives_its_form(&user, User::blank(now()));
    }
}
