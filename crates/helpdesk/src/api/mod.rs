//! Tickets for programs, through the same actions as the pages. Every endpoint of the helpdesk stands on this page.

mod attachment;
mod choice;
mod message;
mod ticket;
mod ticket_change;

use crate::rights;
use platform::api::{Endpoint, Page, Scope};

const READ: &str = "tickets:read";
const WRITE: &str = "tickets:write";

pub const SCOPES: &[Scope] = &[
    Scope { name: READ, label: "helpdesk-scope-read", rights: &[rights::VIEW] },
    Scope { name: WRITE, label: "helpdesk-scope-write", rights: &[rights::WORK] },
];

const TICKETS: &str = "/api/v1/tickets";
const TICKET: &str = "/api/v1/tickets/{number}";

pub fn endpoints() -> Vec<Endpoint> {
    let mut all = vec![
        Endpoint::get(TICKETS, ticket::list)
            .named("listTickets", "Tickets, what happened last first; those that are not closed unless `status` says otherwise.")
            .needs(READ)
            .query::<ticket::Asked>()
            .gives::<Page<ticket::Ticket>>(),
        Endpoint::post(TICKETS, ticket::open)
            .named("openTicket", "Opens a ticket for somebody who is known, or is written down with it.")
            .needs(WRITE)
            .takes::<ticket::New>()
            .gives::<ticket::Receipt>()
            .once(),
        Endpoint::get(TICKET, ticket::show)
            .named("getTicket", "A ticket with the newest 200 entries of its conversation.")
            .needs(READ)
            .gives::<ticket::Whole>(),
    ];
    all.extend(changes());
    all.extend(files());
    all.extend([
        Endpoint::get("/api/v1/groups", choice::groups)
            .named("listGroups", "The groups that tickets belong to.")
            .needs(READ)
            .gives::<Vec<choice::Choice>>(),
        Endpoint::get("/api/v1/categories", choice::categories)
            .named("listCategories", "The categories that tickets can have.")
            .needs(READ)
            .gives::<Vec<choice::Choice>>(),
        Endpoint::get("/api/v1/agents", choice::agents)
            .named("listAgents", "Those to whom tickets can be given.")
            .needs(READ)
            .gives::<Vec<choice::Choice>>(),
    ]);
    all
}

fn files() -> [Endpoint; 2] {
    [
        Endpoint::post("/api/v1/attachments", attachment::upload)
            .named("uploadAttachment", "Keeps a file for an answer or a note that is written next.")
            .needs(WRITE)
            .takes_file(attachment::longest)
            .gives::<message::File>(),
        Endpoint::get("/api/v1/attachments/{id}", attachment::download)
            .named("getAttachment", "A file that came or went with an entry.")
            .needs(READ)
            .gives_file(),
    ]
}

fn changes() -> [Endpoint; 5] {
    [
        Endpoint::patch(TICKET, ticket_change::properties)
            .named(
                "changeTicket",
                "Sets priority, assignee, group, category and tags; what is left out stays.",
            )
            .needs(WRITE)
            .takes::<ticket_change::Properties>()
            .gives::<ticket::Receipt>()
            .versioned(),
        Endpoint::put("/api/v1/tickets/{number}/status", ticket_change::status)
            .named("setTicketStatus", "Closes a ticket, or opens a closed one again.")
            .needs(WRITE)
            .takes::<ticket_change::NewStatus>()
            .gives::<ticket::Receipt>()
            .versioned(),
        Endpoint::put("/api/v1/tickets/{number}/level", ticket_change::level)
            .named("setTicketLevel", "Hands a ticket to another support level, with the reason.")
            .needs(WRITE)
            .takes::<ticket_change::NewLevel>()
            .gives::<ticket::Receipt>()
            .versioned(),
        Endpoint::post("/api/v1/tickets/{number}/replies", message::reply)
            .named("replyToTicket", "Answers the customer by mail.")
            .needs(WRITE)
            .takes::<message::Reply>()
            .gives::<message::Written>()
            .once(),
        Endpoint::post("/api/v1/tickets/{number}/notes", message::note)
            .named("addNote", "Adds an internal note; the customer never sees it.")
            .needs(WRITE)
            .takes::<message::Note>()
            .gives::<message::Written>()
            .once(),
    ]
}
