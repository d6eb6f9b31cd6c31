//! An app is a value: all that the server must know about it.

mod places;

pub use places::*;

use crate::api::{Bearing, Endpoint, Scope};
use crate::block::Blocks;
use crate::clock::Clock;
use crate::config::{Config, Language, SectionSpec};
use crate::cx::{Grant, Right};
use crate::db::Db;
use crate::db::migrate::{AllMigrations, Migrations};
use crate::error::Problem;
use crate::event::Reactions;
use crate::files::Files;
use crate::health::Check;
use crate::held::HeldValues;
use crate::http::proof::{Asked, Proving};
use crate::i18n::{Lang, Locale, Messages, Texts};
use crate::job::Jobs;
use crate::keys::{Keys, SealedColumn, Secret};
use crate::limit::Limits;
use crate::live::Live;
use crate::password::{Cost, Passwords};
use crate::privacy::Privacy;
use crate::security_log::SecurityLog;
use crate::sweep::FileColumn;
use crate::switch::{Flag, Switches};
use crate::users::Role;
use crate::wire::Wire;
use crate::{Cx, Result};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::Notify;

/// What an app brings. Every field has an empty default, so an app names only what it has.
#[derive(Clone, Copy)]
pub struct App {
    pub name: &'static str,
    pub messages: Messages,
    pub routes: fn() -> Router<Kontor>,
    /// What it answers to programs.
    pub api: fn() -> Vec<Endpoint>,
    /// Where it speaks to programs in a format of somebody else's.
    pub wires: &'static [Wire],
    /// What a key may be allowed in this app.
    pub scopes: &'static [Scope],
    pub jobs: fn(&mut Jobs),
    pub reactions: fn(&mut Reactions),
    pub migrations: fn() -> Migrations,
    /// The rights that a role gives in this app.
    pub rights: fn(Role) -> Vec<Right>,
    /// The rights that own roles can be given, in the order of the form.
    pub grants: &'static [Grant],
    pub config: fn() -> Vec<SectionSpec>,
    /// Its places in the rail, in order.
    pub rail: &'static [RailEntry],
    /// Its pages below Administration.
    pub admin: &'static [AdminEntry],
    /// Its pages below one's own account.
    pub account: &'static [AccountEntry],
    /// What it shows on pages of other apps.
    pub panels: &'static [Panel],
    /// What it shows on the home page.
    pub tiles: &'static [Tile],
    /// Palette hits for what was typed.
    pub palette: fn(Cx, String) -> Found,
    /// Where people come who are nobody of the house.
    pub porches: &'static [Porch],
    /// Draws what went wrong, in the reader's language; the shell has it.
    pub problem: Option<fn(&Cx, &Problem) -> Response>,
    /// Asks for a fresh proof of who acts, before a dangerous act; identity has it.
    pub prove: Option<fn(Cx, Asked) -> Proving>,
    /// What the company is called whose house this is, empty where nobody said so; identity has it.
    pub company: Option<fn(Cx) -> Drawn>,
    /// Finds out whose key or token a program came with; identity has it.
    pub bearer: Option<fn(Cx, Secret) -> Bearing>,
    /// What `/readyz`, `kontor doctor` and the health page ask it.
    pub health: fn(Kontor) -> Checks,
    /// Whether it may be switched off while the house runs. What others stand on may not.
    pub optional: bool,
    /// Its features that can be switched.
    pub flags: &'static [Flag],
    /// Its addresses that are more than pages of an app.
    pub doors: &'static [Door],
    /// Columns that hold sealed values, for key rotation.
    pub sealed: &'static [SealedColumn],
    /// Columns that refer to stored files: what no column of any app names is deleted in the end.
    pub files: &'static [FileColumn],
    /// What its tables hold about people, and how their data leave, go and age.
    pub privacy: Privacy,
    /// Started once when the server runs; ends when `stop` is told, or `answered` where it writes down what requests leave.
    pub start: fn(Kontor) -> Background,
}

/// Pages for people who are nobody of the house: nothing there leads into it.
#[derive(Clone, Copy, Debug)]
pub struct Porch {
    pub below: &'static str,
    /// By this cookie they choose their language ([`crate::http::host_cookie`]).
    pub cookie: &'static str,
    /// Tells them what went wrong, with the way that they have.
    pub problem: fn(Cx, Problem) -> Told,
}

pub type Told = Pin<Box<dyn Future<Output = Response> + Send>>;
pub type Found = Pin<Box<dyn Future<Output = Result<Vec<Hit>>> + Send>>;
pub type Drawn = Pin<Box<dyn Future<Output = Result<String>> + Send>>;
pub type Checks = Pin<Box<dyn Future<Output = Vec<Check>> + Send>>;
pub type Background = Pin<Box<dyn Future<Output = ()> + Send>>;

impl App {
    /// An app that brings nothing yet.
    pub const fn new(name: &'static str, messages: Messages) -> Self {
        Self {
            name,
            messages,
            routes: Router::new,
            api: Vec::new,
            wires: &[],
            scopes: &[],
            jobs: |_| {},
            reactions: |_| {},
            migrations: Vec::new,
            rights: |_| Vec::new(),
            grants: &[],
            config: Vec::new,
            rail: &[],
            admin: &[],
            account: &[],
            panels: &[],
            tiles: &[],
            palette: |_, _| Box::pin(async { Ok(Vec::new()) }),
            porches: &[],
            problem: None,
            prove: None,
            company: None,
            bearer: None,
            health: |_| Box::pin(async { Vec::new() }),
            optional: false,
            flags: &[],
            doors: &[],
            sealed: &[],
            files: &[],
            privacy: Privacy::NONE,
            start: |_| Box::pin(async {}),
        }
    }
}

/// The running server, shared by every request and job.
#[derive(Clone)]
pub struct Kontor(Arc<Parts>);

impl Deref for Kontor {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What the server is made of.
pub struct Parts {
    pub db: Db,
    pub config: Config,
    pub keys: Keys,
    pub clock: Clock,
    pub files: Files,
    /// Every column that refers to a file, also those of apps that are off.
    pub file_columns: Vec<FileColumn>,
    /// What every app says about personal data, also those that are off; the platform is the last one.
    pub privacy: Vec<Privacy>,
    pub live: Live,
    pub limits: Limits,
    pub blocks: Blocks,
    pub switches: Switches,
    pub(crate) held: HeldValues,
    pub security: SecurityLog,
    pub passwords: Passwords,
    /// Those of the configuration, whether they are switched on or off ([`Kontor::apps_on`]).
    pub apps: Vec<App>,
    /// The names of those that the configuration leaves out.
    pub apps_off: Vec<&'static str>,
    pub jobs: Jobs,
    pub reactions: Reactions,
    pub default_lang: Lang,
    pub zone: chrono_tz::Tz,
    texts: Arc<Texts>,
    rights: HashMap<Role, Arc<HashSet<Right>>>,
    pub(crate) work: Notify,
    pub(crate) seal: Notify,
    end: End,
}

/// How far the server's end has come.
#[derive(Default)]
struct End {
    stopping: tokio_util::sync::CancellationToken,
    answered: tokio_util::sync::CancellationToken,
}

/// What `Kontor::assemble` is given.
pub struct Foundation<'a> {
    pub db: Db,
    pub config: Config,
    pub keys: Keys,
    pub clock: Clock,
    pub files: Files,
    pub security: SecurityLog,
    /// All apps that there are. The files of one that is off stay, as its rows do; and its rows are still somebody's.
    pub all: &'a [App],
    /// What one hash of a password costs.
    pub cost: Cost,
}

impl Kontor {
    /// Joins the apps into one server. The schema must be up to date (`Kontor::migrations`).
    pub fn assemble(base: Foundation<'_>, apps: &[App]) -> anyhow::Result<Self> {
        let (mut jobs, mut reactions) = (Jobs::default(), Reactions::default());
        crate::job::own(&mut jobs);
        let mut messages = vec![crate::i18n::MESSAGES];
        for app in apps {
            jobs.of(app.name);
            (app.jobs)(&mut jobs);
            (app.reactions)(&mut reactions);
            messages.push(app.messages);
        }
        let server = base.config.section::<crate::config::ServerConfig>();
        let zone = server.time_zone;
        let lang = match server.default_language {
            Language::De => Lang::De,
            Language::En => Lang::En,
        };
        let rights = [Role::Admin, Role::Agent, Role::Customer]
            .map(|role| {
                let held = apps.iter().flat_map(|app| (app.rights)(role));
                (role, Arc::new(held.chain(crate::rights::of(role)).collect()))
            })
            .into();
        let is_off = |app: &&App| apps.iter().all(|on| on.name != app.name);
        let apps_off = base.all.iter().filter(is_off).map(|app| app.name).collect();
        Ok(Self(Arc::new(Parts {
            limits: Limits::of_config(base.config.section())?,
            passwords: Passwords::new(base.keys.clone(), base.cost),
            default_lang: lang,
            zone,
            db: base.db,
            config: base.config,
            keys: base.keys,
            clock: base.clock,
            files: base.files,
            file_columns: Self::file_columns(base.all),
            privacy: Self::privacy(base.all),
            security: base.security,
            live: Live::default(),
            blocks: Blocks::default(),
            switches: Switches::default(),
            held: HeldValues::default(),
            apps: apps.to_vec(),
            apps_off,
            jobs,
            reactions,
            texts: Arc::new(Texts::new(&messages)?),
            rights,
            work: Notify::new(),
            seal: Notify::new(),
            end: End::default(),
        })))
    }

    /// The steps of the schema: the platform's and all apps'.
    pub fn migrations(apps: &[App]) -> AllMigrations {
        let mut all: Vec<fn() -> Migrations> = vec![crate::tables::migrations];
        all.extend(apps.iter().map(|app| app.migrations));
        AllMigrations(all)
    }

    /// The columns of these apps that refer to files.
    pub fn file_columns(apps: &[App]) -> Vec<FileColumn> {
        apps.iter().flat_map(|app| app.files).copied().collect()
    }

    /// What these apps and the platform say about personal data; the platform is asked last, for others need what it
    /// knows.
    pub fn privacy(apps: &[App]) -> Vec<Privacy> {
        apps.iter().map(|app| app.privacy).chain([crate::privacy::OWN]).collect()
    }

    /// The sections that a configuration may have: the platform's and all apps'.
    pub fn sections(apps: &[App]) -> Vec<SectionSpec> {
        let mut all = crate::config::PLATFORM_SECTIONS.to_vec();
        all.extend(apps.iter().flat_map(|app| (app.config)()));
        all
    }

    /// All routes, behind the layers that every request passes.
    pub fn router(&self) -> Router {
        let routes =
            self.apps.iter().fold(Router::new(), |all, app| all.merge(self.routes_of(app)));
        crate::http::stack(self, routes)
    }

    /// Whether people come in at this address.
    pub fn is_entrance(&self, path: &str) -> bool {
        self.doors().any(|door| matches!(door, Door::Entrance(at) if is_at(at, path)))
    }

    /// Whether an address holds files of the program itself.
    pub fn is_public(&self, path: &str) -> bool {
        self.doors().any(|door| matches!(door, Door::Public(at) if is_at(at, path)))
    }

    fn doors(&self) -> impl Iterator<Item = &Door> {
        self.apps.iter().flat_map(|app| app.doors)
    }

    /// Those of an app that may be switched off answer while it is on.
    fn routes_of(&self, app: &App) -> Router<Self> {
        let routes = (app.routes)();
        if !app.optional || !routes.has_routes() {
            return routes;
        }
        routes.route_layer(from_fn_with_state((self.clone(), *app), crate::http::if_on))
    }

    pub fn locale(&self, lang: Lang) -> Locale {
        Locale::new(self.texts.clone(), lang, self.zone)
    }

    /// What an account of this kind may do that has no own roles.
    pub fn rights_of(&self, role: Role) -> Arc<HashSet<Right>> {
        self.rights.get(&role).cloned().unwrap_or_default()
    }

    /// Tells the workers and the audit sealer that something was committed.
    pub fn wake(&self) {
        self.seal.notify_one();
        self.work.notify_one();
        self.live.jobs_moved();
    }

    /// Told when the server should stop: background work ends at its next safe point.
    pub fn stopping(&self) -> tokio_util::sync::CancellationToken {
        self.end.stopping.clone()
    }

    /// Told after [`Kontor::stopping`], when the last request was answered: what requests leave in memory is whole only then.
    pub fn answered(&self) -> tokio_util::sync::CancellationToken {
        self.end.answered.clone()
    }
}

/// Whether an address is this one or lies below it.
pub(crate) fn is_at(at: &str, path: &str) -> bool {
    path.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
