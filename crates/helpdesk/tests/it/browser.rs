//! What a browser does without scripts: forms by POST, and files in them.

use super::world::{World, mail};
use axum::body::Body;
use axum::http::Method;
use helpdesk::domain::ticket::Ticket;
use platform::testing::Answer;
use platform::users::{Role, User};

pub struct Agent {
    pub w: World,
    pub user: User,
    pub cookie: String,
}

impl Agent {
    pub async fn new() -> Self {
        Self::of(World::new().await, Role::Agent).await
    }

    pub async fn admin() -> Self {
        Self::of(World::new().await, Role::Admin).await
    }

    pub async fn of(w: World, role: Role) -> Self {
        let user = w.t.user("Maria Behrens", role).await;
        let cookie = w.t.sign_in(&user).await;
        Self { w, user, cookie }
    }

    /// A house in which one customer has written.
    pub async fn with_ticket() -> (Self, Ticket) {
        let it = Self::new().await;
        let raw = mail(
            "Herbert Ott <ott@halle.example>",
            "Drucker druckt leer",
            "a@halle.example",
            "",
            "Hilfe.",
        );
        it.w.receive(&raw).await;
        let ticket = it.w.only_ticket().await;
        (it, ticket)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.w.t.get(&self.cookie, path).await
    }

    /// The body of a page that must be there.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
        answer.body
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let form = serde_urlencoded::to_string(form).unwrap();
        self.w.t.post(&self.cookie, path, &form).await
    }

    /// A form that is accepted leads to another page; where.
    pub async fn done(&self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.post(path, form).await;
        assert_eq!(answer.status.as_u16(), 303, "{path}: {}", answer.body);
        answer.location().to_owned()
    }

    /// A form with files: name, type, content.
    pub async fn post_files(
        &self,
        path: &str,
        form: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in form {
            let part = format!(
                "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        for (name, kind, bytes) in files {
            let head = format!(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: {kind}\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        let kind = [("content-type", "multipart/form-data; boundary=x")];
        self.w.t.send(Method::POST, path, &self.cookie, &kind, Body::from(body)).await
    }

    /// What htmx gets for the element with this id.
    pub async fn part(&self, path: &str, target: &str) -> String {
        let target = format!("section#{target}");
        let headers = [("hx-request", "true"), ("hx-target", target.as_str())];
        self.w.t.send(Method::GET, path, &self.cookie, &headers, Body::empty()).await.body
    }
}

/// The value of the first hidden field with this name.
pub fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let at = page.find(&mark).unwrap_or_else(|| panic!("no field {name}"));
    page[at + mark.len()..].split('"').next().unwrap().to_owned()
}
