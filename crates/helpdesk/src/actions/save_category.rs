use super::structure;
use crate::domain::category::{Category, CategoryId};
use crate::domain::group;
use crate::{rights, store};
use platform::{Cx, Millis, Result};

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
    structure::free(taken.map(|taken| taken.id), id.as_ref())?;
    let name_key = name.to_lowercase();
    let category = if let Some(id) = id {
        let mut category = store::category::get(&tx, id).await?;
        structure::current(form.version, category.version)?;
        (category.name, category.name_key, category.active) = (name, name_key, form.active);
        store::category::save(&tx, &mut category).await?;
        category
    } else {
        let (id, created_at) = (CategoryId::new(), Millis(cx.now));
        let category = Category { id, name, name_key, active: true, created_at, version: 0 };
        store::category::insert(&tx, category.clone()).await?;
        category
    };
    structure::finish(cx, tx, "category", (category.id.to_string(), id.is_none())).await?;
    Ok(category)
}
