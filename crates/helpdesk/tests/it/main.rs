//! The helpdesk from outside: mails and requests in, rows, mails and queue out.

mod browser;
mod choosing;
mod composing;
mod erasing;
mod organisations;
mod pages;
mod phone;
mod reading_mail;
mod reserved;
mod rights;
mod safety;
mod sending;
mod setting_up;
mod strangers;
mod sweeping;
mod ticket_actions;
mod waiting;
mod world;
