//! Serves the style guide to someone signed in: `cargo run -p ui --example styleguide [PORT]`.
//! `/as/de` and `/as/en` sign in a German and an English agent.

use axum::http::header::SET_COOKIE;
use axum::response::Redirect;
use axum::routing::get;
use platform::app::RailEntry;
use platform::i18n::Messages;
use platform::testing::TestKontor;
use platform::{App, Lang, Role, User, UserId, users};

const fn place(
    icon: &'static str,
    label: &'static str,
    path: &'static str,
    chord: char,
    hue: &'static str,
) -> RailEntry {
    RailEntry { icon, label, path, chord, right: None, hue }
}

const PLACES: App = App {
    rail: &[
        place("ticket", "guide-tickets", "/styleguide/panes", 't', "tickets"),
        place("building-2", "guide-people", "/directory", 'c', "people"),
    ],
    ..App::new(
        "places",
        Messages {
            de: "guide-tickets = Tickets\nguide-people = Kunden",
            en: "guide-tickets = Tickets\nguide-people = Customers",
        },
    )
};

#[tokio::main]
async fn main() {
    let port = std::env::args().nth(1).unwrap_or_else(|| "8099".into());
    let t = TestKontor::start(&[ui::APP, PLACES]).await;
    let maria = t.admin("Maria Behrens").await;
    let (mut cookies, tx) = (Vec::new(), t.kontor.db.begin().await.unwrap());
    let karl = User {
        id: UserId::new(),
        name: "Karl Überseher".into(),
        email: "karl@kontor.test".into(),
        email_key: "karl@kontor.test".into(),
        role: Role::Admin,
        lang: Lang::De,
        ..maria.clone()
    };
    users::insert(&tx, karl.clone()).await.unwrap();
    tx.commit().await.unwrap();
    for user in [&karl, &maria] {
        cookies.push(format!("{}; Path=/", t.sign_in(user).await));
    }
    let sign_in =
        |cookie: String| get(async || ([(SET_COOKIE, cookie)], Redirect::to("/styleguide")));
    let routes = t
        .kontor
        .router()
        .route("/as/de", sign_in(cookies.remove(0)))
        .route("/as/en", sign_in(cookies.remove(0)));
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await.unwrap();
    println!("http://127.0.0.1:{port}/as/de");
    axum::serve(listener, routes).await.unwrap();
}
