use crate::Kontor;
use crate::cx::Right;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::routing::{MethodFilter, MethodRouter, on};
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// What a key may be allowed: a name such as `tickets:read`, and the rights that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    pub name: &'static str,
    /// The key of its text in forms.
    pub label: &'static str,
    pub rights: &'static [Right],
}

/// Whom an endpoint lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone: it is where programs sign in.
    Open,
    /// Every key and every program that is signed in.
    Any,
    /// A program that is signed in, and no key: what is about that sign-in.
    SignedIn,
    /// Who has this scope.
    Scope(&'static str),
}

type Shape = fn(&mut SchemaGenerator) -> Schema;

/// One line of the table: a method and an address, whom it lets in, what it takes and gives.
#[derive(Clone)]
pub struct Endpoint {
    pub method: Method,
    /// From the root, such as `/api/v1/tickets/{number}`.
    pub path: &'static str,
    /// Its name in programs that are made from the description, such as `listTickets`.
    pub name: &'static str,
    /// One sentence in English.
    pub summary: &'static str,
    pub access: Access,
    pub status: StatusCode,
    /// True where `Idempotency-Key` is heeded.
    pub once: bool,
    /// True where `If-Match` is heeded.
    pub versioned: bool,
    /// How long a body may be where a file comes, as the part `file` of `multipart/form-data`.
    pub takes_file: Option<fn(&Kontor) -> usize>,
    /// True where the answer is the bytes of a file.
    pub gives_file: bool,
    pub(super) query: Option<Shape>,
    pub(super) takes: Option<Shape>,
    pub(super) gives: Option<Shape>,
    pub(super) handler: MethodRouter<Kontor>,
}

impl Endpoint {
    fn new<H, T>(method: Method, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Kontor>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).expect("one of the usual methods");
        Self {
            method,
            path,
            name: "",
            summary: "",
            access: Access::Any,
            status: StatusCode::OK,
            once: false,
            versioned: false,
            takes_file: None,
            gives_file: false,
            query: None,
            takes: None,
            gives: None,
            handler: on(filter, handler),
        }
    }

    pub fn get<H: Handler<T, Kontor>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(Method::GET, path, handler)
    }

    /// What makes something new answers 201, unless it says otherwise.
    pub fn post<H: Handler<T, Kontor>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(Method::POST, path, handler).answers(StatusCode::CREATED)
    }

    pub fn put<H: Handler<T, Kontor>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(Method::PUT, path, handler)
    }

    pub fn patch<H: Handler<T, Kontor>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(Method::PATCH, path, handler)
    }

    pub fn delete<H: Handler<T, Kontor>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self::new(Method::DELETE, path, handler).answers(StatusCode::NO_CONTENT)
    }

    #[must_use]
    pub fn named(self, name: &'static str, summary: &'static str) -> Self {
        Self { name, summary, ..self }
    }

    #[must_use]
    pub fn lets_in(self, access: Access) -> Self {
        Self { access, ..self }
    }

    #[must_use]
    pub fn needs(self, scope: &'static str) -> Self {
        self.lets_in(Access::Scope(scope))
    }

    #[must_use]
    pub fn answers(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Its query, as the type that reads it.
    #[must_use]
    pub fn query<Q: JsonSchema>(self) -> Self {
        Self { query: Some(|all| Q::json_schema(all)), ..self }
    }

    #[must_use]
    pub fn takes<B: JsonSchema>(self) -> Self {
        Self { takes: Some(SchemaGenerator::subschema_for::<B>), ..self }
    }

    /// Takes a file; `longest` says how long the whole body may be.
    #[must_use]
    pub fn takes_file(self, longest: fn(&Kontor) -> usize) -> Self {
        Self { takes_file: Some(longest), ..self }
    }

    /// Gives a file to be saved, as `application/octet-stream` whatever it is.
    #[must_use]
    pub fn gives_file(self) -> Self {
        Self { gives_file: true, ..self }
    }

    #[must_use]
    pub fn gives<A: JsonSchema>(self) -> Self {
        Self { gives: Some(SchemaGenerator::subschema_for::<A>), ..self }
    }

    /// Heeds `Idempotency-Key`: the handler takes [`super::Once`].
    #[must_use]
    pub fn once(self) -> Self {
        Self { once: true, ..self }
    }

    /// Heeds `If-Match`: the handler takes [`super::AtVersion`].
    #[must_use]
    pub fn versioned(self) -> Self {
        Self { versioned: true, ..self }
    }
}
