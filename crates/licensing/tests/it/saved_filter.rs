//! Filters that people keep: their own, everybody's, and the one that a list opens with.

use crate::world::World;
use licensing::domain::policy::Settings;
use licensing::domain::product::ProductId;
use licensing::domain::saved_filter::{FilterDraft, Listed, Saved, SavedFilter};
use licensing::{actions, store};
use platform::privacy::Subject;
use platform::{Error, User, event};

async fn saved(w: &World, user: &User, list: Listed) -> Saved {
    store::saved_filter::of(w.t.db(), user.id, list).await.unwrap()
}

async fn names(w: &World, user: &User) -> Vec<String> {
    saved(w, user, Listed::Licences).await.all.into_iter().map(|one| one.name).collect()
}

fn draft(name: &str, shared: bool) -> FilterDraft {
    FilterDraft { name: name.into(), shared, opens: false }
}

/// Kept without a page.
async fn keep(w: &World, user: &User, name: &str, shared: bool) -> SavedFilter {
    let cx = w.t.cx_of(user);
    let query = "status=suspended";
    actions::save_filter(&cx, Listed::Licences, query, &draft(name, shared)).await.unwrap()
}

/// The names of facts about a filter, in their order.
async fn facts(w: &World, of: &SavedFilter) -> Vec<String> {
    let object = format!("licence_filter:{}", of.id);
    let filter = event::Filter { object: Some(object), ..event::Filter::default() };
    let page = event::page(w.t.db(), &filter, 50).await.unwrap();
    page.into_iter().rev().map(|one| one.name).collect()
}

#[tokio::test]
async fn what_is_filtered_by_gets_a_name_and_stands_above_the_list_for_who_saved_it() {
    let w = World::start().await;
    let (ada, bob) = (w.t.agent("Ada").await, w.t.agent("Bob").await);
    let cookie = w.t.sign_in(&ada).await;
    let bare = w.t.get(&cookie, "/licences").await.body;
    assert!(!bare.contains("/licences/filters"), "there is nothing to save: {bare}");
    let list = w.t.get(&cookie, "/licences?status=suspended&test=no").await.body;
    assert!(list.contains(r#"action="/licences/filters""#), "{list}");
    // what the list does not know is left out, and so is the page one was on
    let form = "list=licences&query=test%3Dno%26x%3D1%26status%3Dsuspended%26after%3Dz&name=+Nord+%3C1%3E+";
    let done = w.t.post(&cookie, "/licences/filters", form).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(done.location(), "/licences?status=suspended&test=no");
    let list = w.t.get(&cookie, done.location()).await.body;
    assert!(list.contains("Nord &lt;1&gt;") && !list.contains("saved-name"), "{list}");
    assert_eq!(names(&w, &ada).await, ["Nord <1>"]);
    assert!(names(&w, &bob).await.is_empty());
    let bobs = w.t.sign_in(&bob).await;
    assert!(!w.t.get(&bobs, "/licences").await.body.contains("Nord &lt;1&gt;"));
    let hits = w.t.get(&cookie, "/palette?q=nord").await.body;
    assert!(hits.contains("/licences?status=suspended&amp;test=no"), "{hits}");
    let machines = "list=machines&query=heartbeat%3Ddead&name=Dead";
    let done = w.t.post(&cookie, "/licences/filters", machines).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/machines?heartbeat=dead"));
    assert!(w.t.get(&cookie, "/machines").await.body.contains(">Dead<"));
}

#[tokio::test]
async fn a_filter_that_cannot_be_kept_comes_back_with_what_was_typed() {
    let w = World::start().await;
    let ada = w.t.agent("Ada").await;
    let cookie = w.t.sign_in(&ada).await;
    keep(&w, &ada, "Nord", false).await;
    for (form, said) in [
        ("list=licences&query=test%3Dno&name=NORD", "There is a filter of this name."),
        ("list=licences&query=test%3Dno&name=+", "A filter needs a name."),
        ("list=licences&query=x%3D1&name=All", "Nothing is filtered by."),
    ] {
        let back = w.t.post(&cookie, "/licences/filters", form).await;
        assert_eq!(back.status, 422, "{form}");
        assert!(back.body.contains(said), "{form}\n{}", back.body);
    }
    for form in ["list=users&query=test%3Dno&name=A", "list=licences&query=status%3Dgone&name=A"] {
        assert_eq!(w.t.post(&cookie, "/licences/filters", form).await.status, 422, "{form}");
    }
    assert_eq!(names(&w, &ada).await, ["Nord"]);
    for n in 1..SavedFilter::MOST {
        keep(&w, &ada, &n.to_string(), false).await;
    }
    let form = "list=licences&query=test%3Dno&name=Fifty-one";
    let back = w.t.post(&cookie, "/licences/filters", form).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("There are 50 such filters") && back.body.contains("Fifty-one"));
}

#[tokio::test]
async fn what_is_shared_is_everybodys_to_see_and_whose_who_manages_to_change() {
    let w = World::start().await;
    let (ada, bea) = (w.t.agent("Ada").await, w.t.admin("Bea").await);
    let form = "list=licences&query=test%3Dno&name=Ours&shared=on";
    let adas = w.t.sign_in(&ada).await;
    assert_eq!(w.t.post(&adas, "/licences/filters", form).await.status, 403);
    let beas = w.t.sign_in(&bea).await;
    assert_eq!(w.t.post(&beas, "/licences/filters", form).await.status, 303);
    assert_eq!(names(&w, &ada).await, ["Ours"]);
    let ours = saved(&w, &bea, Listed::Licences).await.all.remove(0);
    assert_eq!(facts(&w, &ours).await, ["licensing.filter_shared"]);

    let path = format!("/licences/filters/{}", ours.id);
    let renamed = format!("name=Mine&shared=on&version={}", ours.version);
    assert_eq!(w.t.post(&adas, &path, &renamed).await.status, 403);
    assert_eq!(w.t.post(&adas, &format!("{path}/removal"), "").await.status, 403);
    let page = w.t.get(&adas, "/licences/filters").await.body;
    assert!(page.contains("for everybody") && !page.contains("/removal"), "{page}");
    // but one's own list may open with it
    let opens = format!("name=Ours&shared=on&opens=on&version={}", ours.version);
    assert_eq!(w.t.post(&adas, &path, &opens).await.status, 303);
    assert_eq!(saved(&w, &ada, Listed::Licences).await.opening, Some(ours.id));
    assert_eq!(saved(&w, &bea, Listed::Licences).await.opening, None);

    assert_eq!(w.t.post(&beas, &path, &renamed).await.status, 303);
    assert_eq!(w.t.post(&beas, &path, &renamed.replace("Mine", "Old")).await.status, 409, "stale");
    let version = ours.version + 1;
    let own = w.t.post(&beas, &path, &format!("name=Mine&version={version}")).await;
    assert_eq!(own.status, 303, "{}", own.body);
    assert!(names(&w, &ada).await.is_empty(), "it is shared no more");
    assert_eq!(saved(&w, &ada, Listed::Licences).await.opening, None);
    let shared =
        ["licensing.filter_shared", "licensing.filter_changed", "licensing.filter_changed"];
    assert_eq!(facts(&w, &ours).await, shared);
    let again = format!("name=Mine&shared=on&version={}", version + 1);
    assert_eq!(w.t.post(&beas, &path, &again).await.status, 303);
    assert_eq!(w.t.post(&beas, &format!("{path}/removal"), "").await.status, 303);
    assert_eq!(facts(&w, &ours).await.last().unwrap(), "licensing.filter_removed");
    assert!(names(&w, &bea).await.is_empty());
}

#[tokio::test]
async fn nobody_reaches_what_another_keeps_and_nothing_is_told_of_it() {
    let w = World::start().await;
    let (ada, bea) = (w.t.agent("Ada").await, w.t.admin("Bea").await);
    let own = keep(&w, &ada, "Own", false).await;
    let cx = w.t.cx_of(&bea);
    let reached = actions::change_filter(&cx, own.id, 1, &draft("Hers", false)).await;
    assert!(matches!(reached, Err(Error::NotFound)));
    assert!(matches!(actions::remove_filter(&cx, own.id).await, Err(Error::NotFound)));
    let cx = w.t.cx_of(&ada);
    actions::change_filter(&cx, own.id, 1, &draft("Renamed", false)).await.unwrap();
    assert_eq!(names(&w, &ada).await, ["Renamed"]);
    actions::remove_filter(&cx, own.id).await.unwrap();
    assert!(facts(&w, &own).await.is_empty());
    assert!(names(&w, &ada).await.is_empty());
}

#[tokio::test]
async fn a_list_opens_with_the_filter_that_somebody_chose_and_all_of_it_is_one_step_away() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let licence = w.licence(&policy).await;
    let cookie = w.t.sign_in(&w.t.agent("Ada").await).await;
    let form = "list=licences&query=status%3Dsuspended&name=Paused&opens=on";
    assert_eq!(w.t.post(&cookie, "/licences/filters", form).await.status, 303);
    let opened = w.t.get(&cookie, "/licences").await;
    assert_eq!((opened.status.as_u16(), opened.location()), (303, "/licences?status=suspended"));
    let filtered = w.t.get(&cookie, opened.location()).await.body;
    assert!(!filtered.contains(&licence.name) && filtered.contains("/licences?all=yes"));
    let all = w.t.get(&cookie, "/licences?all=yes").await;
    assert_eq!(all.status, 200);
    assert!(all.body.contains(&licence.name));
    assert_eq!(w.t.get(&cookie, "/machines").await.status, 200, "each list has its own");
}

#[tokio::test]
async fn a_filter_whose_product_is_gone_says_so_instead_of_failing() {
    let w = World::start().await;
    let ada = w.t.agent("Ada").await;
    let cookie = w.t.sign_in(&ada).await;
    for (name, query) in [
        ("Gone", format!("product={}", ProductId::new())),
        ("Unknown", "status=of-another-time".into()),
    ] {
        let opens = FilterDraft { opens: true, ..draft(name, false) };
        let cx = w.t.cx_of(&ada);
        actions::save_filter(&cx, Listed::Licences, &query, &opens).await.unwrap();
        let opened = w.t.get(&cookie, "/licences").await;
        if name == "Gone" {
            let list = w.t.get(&cookie, opened.location()).await;
            assert_eq!(list.status, 200);
            assert!(list.body.contains("no longer there"), "{}", list.body);
            assert!(list.body.contains("such as a deleted product"));
        } else {
            assert_eq!(opened.status, 200, "a list that nobody understands is not opened with");
        }
    }
    assert_eq!(w.t.get(&cookie, "/licences/filters").await.status, 200);
}

#[tokio::test]
async fn who_is_forgotten_leaves_nothing_but_what_all_share() {
    let w = World::start().await;
    let (ada, bea) = (w.t.agent("Ada").await, w.t.admin("Bea").await);
    keep(&w, &ada, "Own", false).await;
    keep(&w, &bea, "Hers", false).await;
    let ours = keep(&w, &bea, "Ours", true).await;
    let opens = FilterDraft { opens: true, ..draft("Ours", true) };
    actions::change_filter(&w.t.cx_of(&bea), ours.id, 1, &opens).await.unwrap();
    let mut subject = Subject::default();
    subject.add_user(bea.id);
    for _ in 0..2 {
        actions::erase_user(&w.t.cx(), &subject).await.unwrap();
    }
    assert_eq!(names(&w, &ada).await, ["Ours", "Own"]);
    let left = saved(&w, &bea, Listed::Licences).await;
    assert_eq!((left.all.len(), left.opening), (1, None));
    assert_eq!(left.all[0].user, None);
}
