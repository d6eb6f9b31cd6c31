//! S1, S2: an answer is handed over at most once by itself, and what is not known is asked.

use crate::database::servers;
use crate::driven::Driven;
use crate::{is_full, until};
use fakes::smtp::{Act, Stage};
use std::time::Duration;

/// A ticket by mail; returns its number when nothing about it is still on its way.
async fn ticket(driven: &Driven, subject: &str) -> i64 {
    driven.imap.receive(format!(
        "From: Kunde <kunde@kunde.test>\r\nSubject: {subject}\r\nMessage-ID: <{subject}@kunde.test>\r\n\r\nHelp\r\n"
    ));
    let ticket = format!("SELECT number FROM tickets WHERE subject = '{subject}'");
    let mut number = Vec::new();
    until("the ticket", async || {
        number = driven.place.all::<i64>(&ticket).await;
        !number.is_empty()
    })
    .await;
    let busy = "jobs WHERE name IN ('helpdesk.notify_new', 'helpdesk.acknowledge', 'helpdesk.send_mail') \
         AND state IN ('ready', 'running')";
    let queued = "outgoing_mails WHERE state IN ('queued', 'handing_over')";
    until("the notices about it to be out", async || {
        driven.place.count(busy).await + driven.place.count(queued).await == 0
    })
    .await;
    number[0]
}

/// Answers in the browser; returns when the server said that it has the answer.
async fn answer(driven: &Driven, number: i64, body: &str) {
    let path = format!("/tickets/{number}/reply");
    let fields = [("to", "kunde@kunde.test"), ("body", body)];
    let answer = driven.browser().post(&path, &fields).await.unwrap();
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// Where the answers of agents stand.
async fn replies(driven: &Driven, states: &str) -> usize {
    driven
        .place
        .count(&format!("outgoing_mails WHERE purpose = 'reply' AND state IN ({states})"))
        .await
}

/// How many copies of the answer the mail server has.
fn copies(driven: &Driven, body: &str) -> usize {
    let taken = driven.smtp.taken();
    let is_it = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(body);
    taken.iter().filter(|mail| is_it(&mail.bytes)).count()
}

async fn becomes(driven: &Driven, state: &str) {
    let what = format!("the answer to be {state}; {}", driven.log());
    until(&what, async || replies(driven, &format!("'{state}'")).await == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_what_may_pass_is_tried_again_and_what_may_not_is_told() {
    for server in servers() {
        say_no_everywhere(server.as_deref()).await;
    }
}

async fn say_no_everywhere(server: Option<&str>) {
    let cases = [
        (Stage::Connect, Act::Drop, true),
        (Stage::Mail, Act::Answer("451 4.7.1 greylisted".into()), true),
        (Stage::Data, Act::Drop, true),
        (Stage::Rcpt(String::new()), Act::Answer("421 closing".into()), true),
        (Stage::Rcpt(String::new()), Act::Answer("550 5.1.1 unknown".into()), false),
        (Stage::End, Act::Answer("554 5.7.1 spam".into()), false),
    ];
    let driven = Driven::start(server).await;
    for (n, (stage, act, sent)) in cases.into_iter().enumerate() {
        let number = ticket(&driven, &format!("case-{n}")).await;
        driven.smtp.script(stage.clone(), act.clone(), 1);
        let body = format!("the answer of case {n}");
        answer(&driven, number, &body).await;
        let what = format!("{stage:?} {act:?}; {}", driven.log());
        until(&what, async || replies(&driven, "'sent', 'failed'").await == n + 1).await;
        assert_eq!(copies(&driven, &body), usize::from(sent), "{what}");
    }
    assert_eq!(replies(&driven, "'failed'").await, 2);
    driven.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_a_lost_answer_after_the_final_dot_is_uncertain_and_not_sent_again() {
    for server in servers() {
        lose_the_answer(server.as_deref()).await;
    }
}

async fn lose_the_answer(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    let number = ticket(&driven, "lost").await;
    driven.smtp.script(Stage::End, Act::Drop, 1);
    answer(&driven, number, "lost after the dot").await;
    becomes(&driven, "uncertain").await;
    // neither time nor a restart sends it again
    driven.kill();
    driven.serve_later(None).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    becomes(&driven, "uncertain").await;
    assert_eq!(copies(&driven, "lost after the dot"), 1);
    driven.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_killed_between_handing_over_and_writing_it_down_nothing_is_sent_again() {
    for server in servers() {
        kill_after_the_dot(server.as_deref()).await;
    }
}

async fn kill_after_the_dot(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    let number = ticket(&driven, "killed").await;
    driven.kill();
    driven.serve_later(Some("helpdesk.send.after_handing_over=kill")).await;
    answer(&driven, number, "killed after the dot").await;
    driven.dies("helpdesk.send.after_handing_over").await;
    assert_eq!(copies(&driven, "killed after the dot"), 1);
    driven.serve(None);
    if !driven.place.is_sqlite() {
        // the other node might still be at it, as long as its claim stands
        tokio::time::sleep(Duration::from_secs(3)).await;
        becomes(&driven, "handing_over").await;
        if !is_full() {
            driven.place.claims_lapse().await;
        }
    }
    becomes(&driven, "uncertain").await;
    assert_eq!(copies(&driven, "killed after the dot"), 1);
    driven.end().await;
}
