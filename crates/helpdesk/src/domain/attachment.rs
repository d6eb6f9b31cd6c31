//! A file that belongs to a message.

use crate::domain::message::MessageId;
use platform::Millis;
use platform::users::UserId;
use sea_orm::entity::prelude::*;

platform::id!(AttachmentId);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    /// None while the composer that it was added to is not sent.
    pub message: Option<MessageId>,
    /// Who added it, for a file in a composer.
    pub uploader: Option<UserId>,
    /// Where its bytes lie in `platform::files`.
    pub file: String,
    pub name: String,
    /// What the sender said it is; how it is served is decided by us.
    pub mime: String,
    pub size: i64,
    /// The Content-ID that the HTML body refers to it by, without brackets.
    pub content_id: String,
    /// Shown inside the body, so not in the list of files.
    pub inline: bool,
    pub position: i32,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Attachment;

/// Kinds that a browser may show as they are; everything else is only ever downloaded.
pub fn shown_kind(mime: &str) -> Option<&'static str> {
    match mime {
        "image/png" => Some("image/png"),
        "image/jpeg" | "image/jpg" => Some("image/jpeg"),
        "image/gif" => Some("image/gif"),
        "image/webp" => Some("image/webp"),
        _ => None,
    }
}
