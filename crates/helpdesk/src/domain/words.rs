//! What an entry is found by: made of nothing but rows, so that it can be made again when one of them changes.

use super::message::Message;
use super::ticket::Ticket;

/// The words of an entry. `known_as` is how the directory calls who wrote it, or the customer of what we wrote;
/// `files` are the names of what came with a mail.
pub fn words(ticket: &Ticket, known_as: &str, entry: &Message, files: &[&str]) -> String {
    let (number, about) = (ticket.number, ticket.subject.as_str());
    let (name, text) = (&entry.from_name, &entry.text);
    if entry.mail.is_none() {
        let to = &entry.to_addresses;
        return format!("{number} {about} {known_as} {name} {to} {text}");
    }
    let (subject, from, files) = (&entry.subject, &entry.from_address, files.join(" "));
    format!("{number} {known_as} {subject} {about} {name} {from} {files} {text}")
}
