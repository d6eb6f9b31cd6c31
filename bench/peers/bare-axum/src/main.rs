//! The list of open tickets and one ticket, straight from SQLite, and a fixed body that is signed: `bare-axum DATABASE PORT`.

mod signing;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use maud::{DOCTYPE, Markup, html};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};

type Answer = Result<Markup, StatusCode>;

#[derive(sqlx::FromRow)]
struct Ticket {
    id: i64,
    number: i64,
    subject: String,
    status: String,
    priority: String,
    customer: String,
    assignee: Option<String>,
    updated_at: i64,
}

#[derive(sqlx::FromRow)]
struct Article {
    author: String,
    body: String,
    created_at: i64,
}

const TICKET: &str = "select id, number, subject, status, priority, customer, assignee, updated_at from ticket";

fn page(title: &str, content: Markup) -> Markup {
    html! { (DOCTYPE) html lang="de" { head { meta charset="utf-8"; title { (title) } } body { main { (content) } } } }
}

fn broken(error: sqlx::Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

async fn list(State(db): State<SqlitePool>) -> Answer {
    let sql = format!("{TICKET} where status = 'open' order by updated_at desc limit 50");
    let tickets: Vec<Ticket> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&db).await.map_err(broken)?;
    Ok(page("Tickets", html! {
        h1 { "Tickets" }
        table { @for t in &tickets { tr {
            td { a href={ "/tickets/" (t.number) } { "#" (t.number) } }
            td { (t.subject) } td { (t.status) } td { (t.priority) } td { (t.customer) }
            td { (t.assignee.as_deref().unwrap_or("–")) } td { (t.updated_at) }
        } } }
    }))
}

async fn ticket(State(db): State<SqlitePool>, Path(number): Path<i64>) -> Answer {
    let sql = format!("{TICKET} where number = ?");
    let found = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(number).fetch_optional(&db).await.map_err(broken)?;
    let t: Ticket = found.ok_or(StatusCode::NOT_FOUND)?;
    let articles: Vec<Article> = sqlx::query_as("select author, body, created_at from article where ticket_id = ? order by created_at")
        .bind(t.id)
        .fetch_all(&db)
        .await
        .map_err(broken)?;
    Ok(page(&t.subject, html! {
        h1 { "#" (t.number) " " (t.subject) }
        p { (t.status) " " (t.priority) " " (t.customer) " " (t.assignee.as_deref().unwrap_or("–")) }
        @for a in &articles { article { h2 { (a.author) " " (a.created_at) } p { (a.body) } } }
    }))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (file, port) = (args.next().ok_or("DATABASE is missing")?, args.next().ok_or("PORT is missing")?);
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let db = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
    let app = Router::new().route("/tickets", get(list)).route("/tickets/{number}", get(ticket)).route("/v1/licenses/actions/validate-key", post(signing::fixed)).with_state(db);
    axum::serve(tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?, app).await?;
    Ok(())
}
