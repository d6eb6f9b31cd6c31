use crate::domain::account::{self, Faults, Name};
use events::identity::UserChanged;
use platform::{Cx, Lang, Result, User, event, users};

/// What people set for themselves.
pub struct Profile {
    name: Name,
    lang: Lang,
    theme: &'static str,
}

impl Profile {
    pub fn new(name: &str, lang: &str, theme: &str) -> Result<Self> {
        let mut faults = Faults::default();
        let name = faults.take(Name::of_person(name));
        let lang = faults.take(account::lang(lang));
        let theme = faults.take(account::theme(theme));
        faults.all((|| Some(Self { name: name?, lang: lang?, theme: theme? }))())
    }
}

/// Changes one's own name, language and theme.
pub async fn change_profile(cx: &Cx, profile: Profile) -> Result<User> {
    let tx = cx.begin().await?;
    let before = users::get(&tx, cx.user()?.id).await?;
    let mut user = User {
        name: profile.name.as_str().to_owned(),
        name_key: users::name_key(profile.name.as_str()),
        lang: profile.lang,
        theme: profile.theme.to_owned(),
        ..before.clone()
    };
    if user != before {
        users::save(&tx, &mut user).await?;
        event::record(&tx, cx, &UserChanged::of(&user)).await?;
        cx.commit(tx).await?;
    }
    Ok(user)
}
