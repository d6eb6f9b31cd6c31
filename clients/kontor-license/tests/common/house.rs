//! A licence server on a port of loopback: one licence, its seats, and ways to misbehave.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use kontor_license::fingerprint::{Sources, System};
use kontor_license::time::Clock;
use kontor_license::verify::file::Kind;
use kontor_license::{Client, Config, Licence, Timestamp};
use serde_json::{Value, json};

use super::Chance;
use super::signer::Signer;

pub const KEY: &str = "C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3";
pub const PRODUCT: &str = "0193b0de-0000-7000-8000-00000000aaaa";
pub const LICENCE: &str = "0193b0de-0000-7000-8000-00000000bbbb";
pub const NOON: Timestamp = Timestamp(1_795_348_800_000);
pub const MINUTE: Duration = Duration::from_mins(1);
pub const HOUR: Duration = Duration::from_hours(1);
pub const DAY: Duration = Duration::from_hours(24);

/// How the server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Honest,
    /// Takes the connection and says nothing.
    Silent,
    /// A page of the network, without any signature.
    Portal,
    /// Sends the program elsewhere.
    Elsewhere,
    /// One letter of the body is another one.
    Changed,
    /// Signed with a key that the program does not know.
    Foreign,
    /// An answer that was given before, word by word.
    Replayed,
    /// Signed ten minutes ago.
    Late,
    /// Signed, for this request, about another licence key.
    OtherKey,
    /// Signed, for this request, about another machine.
    OtherMachine,
    /// Signed: not now.
    Busy,
}

pub struct World {
    pub mood: Mood,
    pub suspended: bool,
    pub code: Option<&'static str>,
    pub expiry: Option<Timestamp>,
    pub strategy: &'static str,
    /// A machine that never beat is not valid.
    pub wants_heart: bool,
    pub seats: usize,
    /// By fingerprint: the id and the components.
    pub machines: BTreeMap<String, (String, Value)>,
    pub beats: u32,
    pub signer: Signer,
    /// `POST /v1/machines`: one for each request.
    pub seen: Vec<String>,
    /// The body of the last activation.
    pub activation: Value,
    last: Option<Vec<u8>>,
    files: Chance,
}

/// A clock that a test sets.
pub struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

pub struct House {
    pub world: Arc<Mutex<World>>,
    /// The program's clock; the server's is always right, as far as `time` is.
    pub clock: Arc<SetClock>,
    pub time: Arc<SetClock>,
    pub folder: PathBuf,
    port: u16,
}

impl House {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder =
            std::env::temp_dir().join(format!("kontor-license-{}-{count}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let world = World {
            mood: Mood::Honest,
            suspended: false,
            code: None,
            expiry: None,
            strategy: "RESTRICT_ACCESS",
            wants_heart: false,
            seats: 1,
            machines: BTreeMap::new(),
            beats: 0,
            signer: Signer::new(7),
            seen: Vec::new(),
            activation: Value::Null,
            last: None,
            files: Chance(1),
        };
        let world = Arc::new(Mutex::new(world));
        let time = Arc::new(SetClock(AtomicI64::new(NOON.0)));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (serving, now) = (world.clone(), time.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (world, now) = (serving.clone(), now.clone());
                std::thread::spawn(move || serve(stream, &world, now.now()));
            }
        });
        let clock = Arc::new(SetClock(AtomicI64::new(NOON.0)));
        Self { world, clock, time, folder, port }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    pub fn mood(&self, mood: Mood) {
        self.world().mood = mood;
    }

    /// Time passes, for both.
    pub fn pass(&self, time: Duration) {
        self.set_clocks(self.clock.now().plus(time));
        self.time.0.store(self.time.now().plus(time).0, Ordering::SeqCst);
    }

    /// The program's clock alone is set.
    pub fn set_clocks(&self, at: Timestamp) {
        self.clock.0.store(at.0, Ordering::SeqCst);
    }

    /// The server's clock is set.
    pub fn set_time(&self, at: Timestamp) {
        self.time.0.store(at.0, Ordering::SeqCst);
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn config(&self) -> Config {
        Config::new(&self.url(), PRODUCT, self.world().signer.public())
            .state_folder(self.folder.join("state"))
            .second_folder(self.folder.join("second"))
            .clock(self.clock.clone())
            .sources(System::Linux, Arc::new(Machine::default()))
            .within(Duration::from_secs(5))
    }

    /// A start of the program: everything it knows comes from its folders.
    pub fn licence(&self) -> Licence {
        Client::new(self.config()).unwrap().licence(KEY).unwrap()
    }

    /// A program that was activated and started.
    pub fn activated(&self) -> Licence {
        let licence = self.licence();
        licence.activate().unwrap();
        assert!(licence.start().unwrap().is_allowed());
        licence
    }

    pub fn state(&self, ending: &str) -> PathBuf {
        let all = std::fs::read_dir(self.folder.join("state")).unwrap();
        let mut all = all.map(|entry| entry.unwrap().path());
        all.find(|path| path.to_string_lossy().ends_with(ending)).unwrap()
    }

    pub fn has_state(&self, ending: &str) -> bool {
        let all = std::fs::read_dir(self.folder.join("state")).into_iter().flatten();
        all.flatten().any(|entry| entry.path().to_string_lossy().ends_with(ending))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A machine with firmware, board, installation and CPU.
#[derive(Clone)]
pub struct Machine {
    pub files: BTreeMap<&'static str, &'static str>,
}

impl Default for Machine {
    fn default() -> Self {
        let files = BTreeMap::from([
            ("/sys/class/dmi/id/product_uuid", "4c4c4544-0042-3010-8051-b7c04f4e3332"),
            ("/sys/class/dmi/id/board_serial", "CNWS20097J00AB"),
            ("/etc/machine-id", "8c3f7d1b6a2e4f0d9b5c1a7e3d2f4b60"),
            ("/proc/cpuinfo", "vendor_id\t: GenuineIntel\nmodel\t: 142\nflags\t: fpu"),
        ]);
        Self { files }
    }
}

impl Sources for Machine {
    fn text(&self, path: &str) -> Option<String> {
        self.files.get(path).map(|text| (*text).to_owned())
    }
    fn names(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
    fn target(&self, _: &str) -> Option<String> {
        None
    }
    fn output(&self, _: &str, _: &[&str]) -> Option<String> {
        None
    }
    fn variable(&self, _: &str) -> Option<String> {
        None
    }
}

struct Asked {
    method: String,
    target: String,
    host: String,
    key: Option<String>,
    body: Value,
}

fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut all = Vec::new();
    let mut part = [0; 4096];
    let end = loop {
        if let Some(end) = all.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        let read = stream.read(&mut part).ok().filter(|read| *read > 0)?;
        all.extend(&part[..read]);
    };
    let head = String::from_utf8(all[..end].to_vec()).ok()?;
    let header = |name: &str| {
        head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let length: usize = header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    while all.len() < end + 4 + length {
        let read = stream.read(&mut part).ok().filter(|read| *read > 0)?;
        all.extend(&part[..read]);
    }
    let mut first = head.lines().next()?.split(' ');
    let key = header("authorization");
    Some(Asked {
        method: first.next()?.to_owned(),
        target: first.next()?.to_owned(),
        host: header("host")?,
        key: key.and_then(|text| text.strip_prefix("License ").map(str::to_owned)),
        body: serde_json::from_slice(&all[end + 4..]).unwrap_or(Value::Null),
    })
}

fn serve(mut stream: TcpStream, world: &Mutex<World>, now: Timestamp) {
    let Some(asked) = read(&mut stream) else { return };
    let mut world = world.lock().unwrap();
    let path = asked.target.split('?').next().unwrap();
    world.seen.push(format!("{} {path}", asked.method));
    let mood = world.mood;
    let answer = match mood {
        Mood::Silent => return,
        Mood::Portal => {
            let page = "<h1>Welcome to our hotel</h1>";
            format!(
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{page}",
                page.len()
            )
            .into_bytes()
        }
        Mood::Elsewhere => b"HTTP/1.1 307 X\r\nlocation: /v1/ping\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_vec(),
        Mood::Replayed => world.last.clone().unwrap(),
        _ => {
            let (status, value) = world.answer(&asked, now);
            let mut body =
                if value.is_null() { Vec::new() } else { value.to_string().into_bytes() };
            let at = if mood == Mood::Late { now.minus(MINUTE * 10) } else { now };
            let foreign = Signer::new(9);
            let signer = if mood == Mood::Foreign { &foreign } else { &world.signer };
            let request = [&*asked.method, &*asked.target, &*asked.host];
            let headers = signer.headers(&request, &body, at);
            if mood == Mood::Changed {
                let at = body.len() / 2;
                body[at] ^= 1;
            }
            let mut bytes = format!("HTTP/1.1 {status} X\r\n").into_bytes();
            for (name, value) in headers {
                bytes.extend(format!("{name}: {value}\r\n").bytes());
            }
            if status != 204 {
                bytes.extend(format!("content-length: {}\r\n", body.len()).bytes());
            }
            bytes.extend(b"connection: close\r\n\r\n");
            bytes.extend(body);
            bytes
        }
    };
    if path.ends_with("validate-key") {
        world.last = Some(answer.clone());
    }
    drop(world);
    let _ = stream.write_all(&answer);
}

impl World {
    fn answer(&mut self, asked: &Asked, now: Timestamp) -> (u16, Value) {
        if self.mood == Mood::Busy {
            return refused(503, "UNAVAILABLE");
        }
        let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
        let parts: Vec<_> = path.trim_start_matches("/v1/").split('/').collect();
        if parts[..] != ["licenses", "actions", "validate-key"]
            && parts[..] != ["ping"]
            && asked.key.as_deref() != Some(KEY)
        {
            return refused(401, "LICENSE_INVALID");
        }
        match (&*asked.method, &parts[..]) {
            ("GET", ["ping"]) => (200, Value::Null),
            ("POST", ["licenses", "actions", "validate-key"]) => (200, self.validate(&asked.body)),
            ("POST", ["machines"]) => self.activate(&asked.body),
            ("GET", ["machines"]) => {
                let all = self
                    .machines
                    .keys()
                    .filter(|one| query.contains(&format!("fingerprint={one}")));
                let all: Vec<_> = all.map(|one| self.machine(one)).collect();
                (200, json!({"data": all}))
            }
            (method, ["machines", id, rest @ ..]) => self.on_machine(method, id, rest, now),
            ("POST", ["licenses", LICENCE, "actions", "check-out"]) => {
                let file = self.licence_file(now, HOUR * 24 * 30);
                (
                    200,
                    json!({"data": {"id": "f", "type": "license-files", "attributes": {"certificate": file}}}),
                )
            }
            _ => refused(404, "NOT_FOUND"),
        }
    }

    fn on_machine(
        &mut self,
        method: &str,
        id: &str,
        rest: &[&str],
        now: Timestamp,
    ) -> (u16, Value) {
        let found = self.machines.iter().find(|(_, (known, _))| known == id);
        let Some((fingerprint, _)) = found else { return refused(404, "NOT_FOUND") };
        let fingerprint = fingerprint.clone();
        match (method, rest) {
            ("DELETE", []) => {
                self.machines.remove(&fingerprint);
                (204, Value::Null)
            }
            ("POST", ["actions", "ping"]) => {
                self.beats += 1;
                (200, json!({"data": self.machine(&fingerprint)}))
            }
            ("POST", ["actions", "check-out"]) => {
                let file = self.machine_file(&fingerprint, now, DAY * 7);
                (
                    200,
                    json!({"data": {"id": "f", "type": "machine-files", "attributes": {"certificate": file}}}),
                )
            }
            _ => refused(404, "NOT_FOUND"),
        }
    }

    fn validate(&self, body: &Value) -> Value {
        let mut scope = body["meta"]["scope"].clone();
        let known = body["meta"]["key"] == KEY;
        let fingerprint = scope["fingerprint"].as_str().unwrap_or_default().to_owned();
        let code = match self.code {
            Some(code) => code,
            None if !known => "NOT_FOUND",
            None if self.suspended => "SUSPENDED",
            None if self.machines.contains_key(&fingerprint)
                && self.wants_heart
                && self.beats == 0 =>
            {
                "HEARTBEAT_NOT_STARTED"
            }
            None if self.machines.contains_key(&fingerprint) => "VALID",
            None if self.machines.is_empty() => "NO_MACHINE",
            None => "FINGERPRINT_SCOPE_MISMATCH",
        };
        let mut data = if known { self.licence() } else { Value::Null };
        match self.mood {
            Mood::OtherKey => data["attributes"]["key"] = json!("OTHER-KEY"),
            Mood::OtherMachine => scope["fingerprint"] = json!("0".repeat(64)),
            _ => {}
        }
        let nonce = &body["meta"]["nonce"];
        let meta = json!({"valid": code == "VALID", "code": code, "detail": "in words", "nonce": nonce, "scope": scope});
        json!({"data": data, "meta": meta})
    }

    fn activate(&mut self, body: &Value) -> (u16, Value) {
        self.activation = body.clone();
        let fingerprint = body["data"]["attributes"]["fingerprint"].as_str().unwrap().to_owned();
        if self.machines.contains_key(&fingerprint) {
            return refused(422, "FINGERPRINT_TAKEN");
        }
        if self.machines.len() >= self.seats {
            return refused(422, "MACHINE_LIMIT_EXCEEDED");
        }
        let id = format!("0193b0de-0000-7000-8000-{:012}", self.machines.len() + 1);
        let components = body["data"]["relationships"]["components"]["data"].clone();
        self.machines.insert(fingerprint.clone(), (id, components));
        (201, json!({"data": self.machine(&fingerprint)}))
    }

    pub fn licence(&self) -> Value {
        let status = if self.suspended { "SUSPENDED" } else { "ACTIVE" };
        json!({"id": LICENCE, "type": "licenses", "relationships": {}, "attributes": {
            "key": KEY, "name": "Example", "status": status, "suspended": self.suspended,
            "expiry": self.expiry.map(|at| at.to_string()), "maxMachines": self.seats, "uses": 0,
            "metadata": {"plan": "pro"},
        }})
    }

    fn machine(&self, fingerprint: &str) -> Value {
        let (id, _) = &self.machines[fingerprint];
        json!({"id": id, "type": "machines", "relationships": {}, "attributes": {
            "fingerprint": fingerprint, "requireHeartbeat": false, "heartbeatStatus": "ALIVE",
            "heartbeatDuration": 2700, "created": NOON.to_string(), "updated": NOON.to_string(),
        }})
    }

    pub fn machine_file(&mut self, fingerprint: &str, now: Timestamp, ttl: Duration) -> String {
        let policy = json!({"id": "p", "type": "policies", "attributes": {"expirationStrategy": self.strategy}});
        let entitlement = json!({"id": "e", "type": "entitlements", "attributes": {"code": "REPORTS", "name": "Reports"}});
        let mut included = vec![self.licence(), policy, entitlement];
        for component in self.machines[fingerprint].1.as_array().into_iter().flatten() {
            let mut component = component.clone();
            component["id"] = json!("c");
            included.push(component);
        }
        let document = json!({"data": self.machine(fingerprint), "included": included, "meta": meta(now, ttl)});
        let secret = format!("{KEY}{fingerprint}");
        self.signer.file(
            Kind::Machine,
            document.to_string().as_bytes(),
            Some(&secret),
            &mut self.files,
        )
    }

    pub fn licence_file(&mut self, now: Timestamp, ttl: Duration) -> String {
        let document = json!({"data": self.licence(), "included": [], "meta": meta(now, ttl)});
        self.signer.file(Kind::Licence, document.to_string().as_bytes(), Some(KEY), &mut self.files)
    }
}

pub fn meta(now: Timestamp, ttl: Duration) -> Value {
    json!({"issued": now.to_string(), "expiry": now.plus(ttl).to_string(), "ttl": ttl.as_secs()})
}

fn refused(status: u16, code: &str) -> (u16, Value) {
    (
        status,
        json!({"meta": {"id": "r"}, "errors": [{"title": "No", "detail": "in words", "code": code}]}),
    )
}
