//! Mails on their way out, against a mail server that says no: who has a mail never gets it again, and who does not
//! have it is never forgotten.

use crate::world::{World, mail};
use chrono::TimeDelta;
use fakes::smtp::{Act, Smtp, Stage};
use helpdesk::actions::{
    Decision, DraftKind, NewReply, ServerForm, Written, decide_outgoing, keep_draft,
    reply_to_ticket,
};
use helpdesk::domain::attachment::AttachmentId;
use helpdesk::domain::message::{Delivery, MessageId};
use helpdesk::domain::outgoing::Outgoing;
use helpdesk::store;
use platform::job::{self, Failure, Filter, Job, Queued, State};
use platform::{Cx, Error};
use sea_orm::{EntityTrait, PaginatorTrait, Set};
use serde::{Deserialize, Serialize};

/// Queues the app's timed job of this name.
macro_rules! timed {
    ($job:ident, $name:literal) => {
        #[derive(Serialize, Deserialize)]
        pub struct $job {}

        impl Job for $job {
            const NAME: &'static str = $name;
            async fn run(self, _: Cx) -> Result<(), Failure> {
                Ok(())
            }
        }
    };
}
timed!(SettleStuck, "helpdesk.settle_stuck");
timed!(ForgetOld, "helpdesk.forget_old");

pub struct House {
    pub w: World,
    pub smtp: Smtp,
    pub cx: Cx,
    sent: MessageId,
}

impl House {
    /// A reply to Ada, Bob and Cleo is queued, and nothing else.
    pub async fn new() -> Self {
        let smtp = Smtp::start().await;
        let port = smtp.address.port().to_string();
        let w = World::with(|form| {
            form.acknowledge = false;
            form.smtp = ServerForm {
                host: "127.0.0.1".into(),
                port,
                security: "plain".into(),
                ..form.smtp.clone()
            };
        })
        .await;
        w.receive(&mail("ada@kunde.example", "Drucker", "a@kunde", "", "Hilfe")).await;
        w.t.run_jobs().await;
        smtp.state().taken.clear();
        let cx = w.t.cx_of(&w.t.agent("Otto").await);
        let reply = NewReply {
            body: "Kommt heute.".into(),
            to: "ada@kunde.example, bob@kunde.example".into(),
            cc: "cleo@kunde.example".into(),
            ..NewReply::default()
        };
        let sent = reply_to_ticket(&cx, w.only_ticket().await.id, reply).await.unwrap().id;
        Self { w, smtp, cx, sent }
    }

    pub async fn mail(&self) -> Outgoing {
        store::outgoing::of_messages(self.w.t.db(), &[self.sent]).await.unwrap().pop().unwrap()
    }

    pub fn says(&self, who: &str, words: &str, times: usize) {
        let at = Stage::Rcpt(format!("{who}@kunde.example"));
        self.smtp.script(at, Act::Answer(words.into()), times);
    }

    /// Runs what is due; the time of the next attempt has come.
    pub async fn run(&self) {
        self.w.t.kontor.clock.advance(TimeDelta::hours(2));
        self.w.t.run_jobs().await;
    }

    /// How often someone got the mail.
    pub fn copies(&self, who: &str) -> usize {
        let address = format!("{who}@kunde.example");
        self.smtp.taken().iter().filter(|mail| mail.to.contains(&address)).count()
    }

    async fn queue(&self, job: &impl Job) {
        queue(&self.w, job).await;
    }

    async fn jobs(&self) -> Vec<job::Row> {
        let filter = Filter { name: Some("helpdesk.send_mail".into()), ..Filter::default() };
        job::page(self.w.t.db(), &filter, 10).await.unwrap()
    }
}

pub async fn queue(w: &World, job: &impl Job) {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, Queued::of(job).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
}

fn to(mail: &Outgoing) -> Vec<String> {
    mail.waiting().iter().map(|to| to.split('@').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn sent_again_after_a_refusal_it_goes_only_to_those_who_were_refused() {
    let h = House::new().await;
    h.says("bob", "550 5.1.1 unknown", 1);
    h.run().await;
    let mail = h.mail().await;
    assert_eq!((mail.state, to(&mail)), (Delivery::Failed, vec!["bob".to_owned()]));
    assert!(mail.detail.contains("bob@kunde.example: 550"), "{}", mail.detail);
    decide_outgoing(&h.cx, mail.id, Decision::Resend).await.unwrap();
    h.run().await;
    assert_eq!(h.mail().await.state, Delivery::Sent);
    assert_eq!((h.copies("ada"), h.copies("bob"), h.copies("cleo")), (1, 1, 1));
}

#[tokio::test]
async fn a_refusal_is_not_forgotten_while_others_are_told_to_wait() {
    let h = House::new().await;
    h.says("bob", "550 5.1.1 unknown", 1);
    h.says("cleo", "451 4.7.1 greylisted", 1);
    h.run().await;
    let mail = h.mail().await;
    assert_eq!((mail.state, to(&mail)), (Delivery::Queued, vec!["cleo".to_owned()]));
    h.run().await;
    let mail = h.mail().await;
    assert_eq!((mail.state, to(&mail)), (Delivery::Failed, vec!["bob".to_owned()]));
    assert!(mail.detail.contains("bob@kunde.example: 550"), "{}", mail.detail);
    assert_eq!((h.copies("ada"), h.copies("bob"), h.copies("cleo")), (1, 0, 1));
}

#[tokio::test]
async fn who_is_told_to_wait_for_ever_is_shown_to_a_person_at_last() {
    let h = House::new().await;
    h.says("bob", "550 5.1.1 unknown", 1);
    h.says("cleo", "451 4.7.1 later", 1000);
    h.run().await;
    for _ in 0..32 {
        h.run().await;
    }
    let mail = h.mail().await;
    assert_eq!(mail.state, Delivery::Failed);
    assert_eq!(to(&mail), ["cleo", "bob"]);
    assert!(h.jobs().await.is_empty(), "nothing is tried any more");
    assert_eq!(h.copies("ada"), 1);
}

#[tokio::test]
async fn some_are_told_to_wait_at_every_attempt_until_the_tries_run_out() {
    let h = House::new().await;
    h.says("cleo", "451 4.7.1 later", 1000);
    // one attempt before the last
    let mut mail = h.mail().await;
    mail.attempts = 29;
    let tx = h.w.t.kontor.db.begin().await.unwrap();
    store::outgoing::save(&tx, &mut mail).await.unwrap();
    tx.commit().await.unwrap();
    h.run().await;
    let mail = h.mail().await;
    assert_eq!((mail.state, to(&mail)), (Delivery::Failed, vec!["cleo".to_owned()]));
    assert!(h.jobs().await.is_empty());
}

#[tokio::test]
async fn a_mail_that_can_never_be_prepared_is_shown_to_a_person_with_the_reason() {
    use helpdesk::domain::mailbox::{ActiveModel, Entity};
    let h = House::new().await;
    let broken = ActiveModel {
        id: Set(h.w.mailbox.id),
        smtp_password: Set(b"no seal".to_vec()),
        ..Default::default()
    };
    let tx = h.w.t.kontor.db.begin().await.unwrap();
    Entity::update(broken).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    h.run().await;
    let mail = h.mail().await;
    assert_eq!((mail.state, mail.attempts), (Delivery::Queued, 1));
    assert!(!mail.detail.is_empty(), "the reason is on the page");
    for _ in 0..32 {
        h.run().await;
    }
    let mail = h.mail().await;
    assert_eq!((mail.state, to(&mail).len()), (Delivery::Failed, 3));
    assert!(!mail.detail.is_empty());
    assert!(h.jobs().await.is_empty());
    assert!(decide_outgoing(&h.cx, mail.id, Decision::Resend).await.is_ok());
}

#[tokio::test]
async fn a_mail_whose_job_was_discarded_is_shown_to_a_person() {
    let h = House::new().await;
    let job = h.jobs().await.remove(0);
    let settle = async || {
        h.w.t.kontor.clock.advance(TimeDelta::minutes(3));
        h.queue(&SettleStuck {}).await;
    };
    h.says("ada", "451 4.7.1 later", 1);
    h.says("bob", "451 4.7.1 later", 1);
    h.says("cleo", "451 4.7.1 later", 1);
    settle().await;
    h.w.t.run_jobs().await;
    assert_eq!(h.jobs().await.remove(0).state, State::Ready);
    assert_eq!(h.mail().await.state, Delivery::Queued, "its job waits for the next attempt");

    let tx = h.w.t.kontor.db.begin().await.unwrap();
    job::discard(&tx, job.id).await.unwrap();
    tx.commit().await.unwrap();
    settle().await;
    h.w.t.run_jobs().await;
    let mail = h.mail().await;
    assert_eq!((mail.state, to(&mail).len()), (Delivery::Failed, 3));
    assert!(store::outgoing::undecided(h.w.t.db(), &[], 10).await.unwrap().contains(&mail));
    decide_outgoing(&h.cx, mail.id, Decision::Resend).await.unwrap();
    h.run().await;
    assert_eq!((h.mail().await.state, h.copies("cleo")), (Delivery::Sent, 1));
}

async fn upload(h: &House, name: &str) -> AttachmentId {
    let upload = helpdesk::actions::Upload {
        name: name.into(),
        mime: "text/plain".into(),
        bytes: name.as_bytes().to_vec(),
    };
    helpdesk::actions::add_upload(&h.cx, upload).await.unwrap().id
}

#[tokio::test]
async fn a_file_is_sent_once_and_by_whoever_added_it() {
    let h = House::new().await;
    let (mine, more) = (upload(&h, "a.txt").await, upload(&h, "b.txt").await);
    let me = h.cx.user_id();
    let attach = async |user, ids: &[AttachmentId], message| {
        let tx = h.cx.begin().await.unwrap();
        let given = store::attachment::attach(&tx, user, ids, message).await;
        if given.is_ok() {
            tx.commit().await.unwrap();
        }
        given
    };
    let stranger = Some(h.w.t.agent("Eve").await.id);
    assert!(matches!(attach(stranger, &[mine], h.sent).await, Err(Error::Stale)));
    attach(me, &[mine], h.sent).await.unwrap();
    let later = attach(me, &[mine, more], MessageId::new()).await;
    assert!(matches!(later, Err(Error::Stale)));
    let file = store::attachment::get(h.w.t.db(), mine).await.unwrap();
    assert_eq!(file.message, Some(h.sent), "it stays with the message that was sent");
    assert_eq!(store::attachment::get(h.w.t.db(), more).await.unwrap().message, None);
}

#[tokio::test]
async fn files_that_were_never_sent_and_notes_on_automatic_mails_are_forgotten() {
    let h = House::new().await;
    let (sent, lost, drafted) =
        (upload(&h, "a.txt").await, upload(&h, "b.txt").await, upload(&h, "c.txt").await);
    let ticket = h.w.only_ticket().await.id;
    let tx = h.cx.begin().await.unwrap();
    store::attachment::attach(&tx, h.cx.user_id(), &[sent], h.sent).await.unwrap();
    store::automatic::note(&tx, "ada@kunde.example", ticket, h.cx.now).await.unwrap();
    tx.commit().await.unwrap();
    let written = Written { body: "Entwurf".into(), uploads: vec![drafted], ..Written::default() };
    keep_draft(&h.cx, ticket, DraftKind::Note, written).await.unwrap();

    h.queue(&ForgetOld {}).await;
    h.w.t.run_jobs().await;
    let is_there = async |id| store::attachment::get(h.w.t.db(), id).await.is_ok();
    assert!(is_there(lost).await, "it may still be sent");
    h.w.t.kontor.clock.advance(TimeDelta::days(31));
    h.queue(&ForgetOld {}).await;
    h.w.t.run_jobs().await;
    assert!(!is_there(lost).await);
    assert!(is_there(sent).await && is_there(drafted).await);
    let noted = store::automatic::about_ticket(h.w.t.db(), ticket, h.cx.now - TimeDelta::days(9));
    assert_eq!(noted.await.unwrap(), 0);
}

#[tokio::test]
async fn however_many_files_were_never_sent_all_of_them_are_forgotten() {
    let h = House::new().await;
    let one = store::attachment::get(h.w.t.db(), upload(&h, "a.txt").await).await.unwrap();
    let many = (0..1200).map(|_| {
        let id = AttachmentId::new();
        helpdesk::domain::attachment::Attachment { id, ..one.clone() }
    });
    let tx = h.cx.begin().await.unwrap();
    store::attachment::insert_many(&tx, many.collect()).await.unwrap();
    tx.commit().await.unwrap();
    h.w.t.kontor.clock.advance(TimeDelta::days(31));
    h.queue(&ForgetOld {}).await;
    h.w.t.run_jobs().await;
    let left = helpdesk::domain::attachment::Entity::find().count(h.w.t.db()).await.unwrap();
    assert_eq!(left, 0);
}
