use crate::domain::machine::ComponentId;
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::MachineChanged;
use platform::{Cx, Result, event};

/// Takes a part away from its machine.
pub async fn delete_component(cx: &Cx, id: ComponentId) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let part = store::component::get(&tx, id).await?;
    store::component::delete(&tx, id).await?;
    let change = FieldChange { field: "component".into(), from: part.name, to: String::new() };
    let fact =
        MachineChanged { machine: part.machine, licence: part.licence, changes: vec![change] };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await
}
