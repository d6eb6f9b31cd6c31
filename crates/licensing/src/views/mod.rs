//! Finished data drawn as HTML.

pub(crate) mod badge;
pub(crate) mod csv;
pub(crate) mod happened;
pub(crate) mod licence;
pub(crate) mod licence_batch;
pub(crate) mod licence_filter;
pub(crate) mod licence_form;
pub(crate) mod licence_list;
pub(crate) mod licence_remove;
pub(crate) mod machine;
pub(crate) mod machine_list;
mod machine_table;
pub mod nav;
pub(crate) mod panel;
pub mod resource;
