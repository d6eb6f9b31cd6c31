use crate::domain::category::{Category, CategoryId};
use crate::domain::group::{self, Refused};
use crate::{rights, store};
use events::helpdesk::StructureChanged;
use platform::{Cx, Millis, Result, event};

/// A category as its form says.
#[derive(Clone, Debug, Default)]
pub struct CategoryForm {
    pub name: String,
    pub active: bool,
    pub version: Option<i32>,
}

/// Makes a new category, or changes the one with this id.
pub async fn save_category(
    cx: &Cx,
    id: Option<CategoryId>,
    form: CategoryForm,
) -> Result<Category> {
    cx.require(rights::MANAGE)?;
    let name = group::name(&form.name)?;
    let tx = cx.begin().await?;
    let taken = store::category::find_by_name(&tx, &name).await?;
    if taken.is_some_and(|taken| Some(taken.id) != id) {
        return Err(Refused::NameTaken.into());
    }
    let name_key = name.to_lowercase();
    let (category, what) = if let Some(id) = id {
        let mut category = store::category::get(&tx, id).await?;
        if form.version.is_some_and(|version| version != category.version) {
            return Err(platform::Error::Stale);
        }
        (category.name, category.name_key, category.active) = (name, name_key, form.active);
        store::category::save(&tx, &mut category).await?;
        (category, "changed")
    } else {
        let (id, created_at) = (CategoryId::new(), Millis(cx.now));
        let category = Category { id, name, name_key, active: true, created_at, version: 0 };
        store::category::insert(&tx, category.clone()).await?;
        (category, "created")
    };
    let (id, kind, what) = (category.id.to_string(), "category".to_owned(), what.to_owned());
    event::record(&tx, cx, &StructureChanged { kind, id, what }).await?;
    cx.commit(tx).await?;
    Ok(category)
}
