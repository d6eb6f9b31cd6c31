//! The real server as a process: the binary that was built beside (`target/debug/kontor`), or the one that `KONTOR_BIN`
//! names.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use keygen_rs::config::KeygenConfig;
use serde_json::{Value, json};

/// A house in a folder of its own that serves until it is dropped.
pub struct House {
    pub child: Child,
    pub address: String,
    pub public_key: String,
    pub token: String,
    pub folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn binary() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/debug/kontor");
    let named = std::env::var_os("KONTOR_BIN").map(PathBuf::from);
    let binary = named.unwrap_or(built);
    assert!(binary.exists(), "build the server first: {}", binary.display());
    std::path::absolute(binary).unwrap()
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(args).current_dir(folder).env_clear().env("LC_ALL", "C");
    // no test asks a service on the internet
    command.env("KONTOR_PASSWORD__BREACHED", "off");
    command
}

fn said(folder: &Path, args: &[&str]) -> Value {
    let output = command(folder, args).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{args:?}: {output:?}"))
}

/// The server, when it is ready, and where it is.
fn serve(folder: &Path, listen: &str) -> (Child, String) {
    let mut serve = command(folder, &["serve", "--json", "--listen", listen]);
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let mut child = serve.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    (child, ready["address"].as_str().unwrap().to_owned())
}

impl House {
    pub fn open(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kontor-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (child, address) = serve(&folder, "127.0.0.1:0");
        let account = said(&folder, &["--json", "licence", "account"]);
        let token = said(&folder, &["--json", "licence", "token", "tests"]);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let (public_key, token) = (text(&account["public_key"]), text(&token["token"]));
        Self { child, address, public_key, token, folder }
    }

    /// As the power cut does it.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again, where it was.
    pub fn rise(&mut self) {
        (self.child, _) = serve(&self.folder, self.address.trim_start_matches("http://"));
    }

    /// What the vendor's own program asks.
    pub fn vendor(&self, path: &str, body: &Value) -> Value {
        self.ask(path, body, "handling=strict")
    }

    /// The same, and where a file is to go is told and not gone to.
    pub fn vendor_without_redirect(&self, path: &str, body: &Value) -> Value {
        self.ask(path, body, "no-redirect")
    }

    fn ask(&self, path: &str, body: &Value, prefer: &str) -> Value {
        let request = ureq::post(format!("{}/v1{path}", self.address))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Prefer", prefer)
            .header("Content-Type", "application/vnd.api+json");
        let mut answer =
            request.send(body.to_string()).unwrap_or_else(|why| panic!("{path}: {why}"));
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    /// A licence under a policy with these attributes: its id and its key, and the product.
    pub fn licence(&self, policy: Value) -> (String, String, String) {
        let of = |kind: &str, id: &str| json!({"data": {"type": kind, "id": id}});
        let id = |made: &Value| made["data"]["id"].as_str().unwrap().to_owned();
        let named = json!({"data": {"type": "products", "attributes": {"name": "Backup Pro"}}});
        let product = id(&self.vendor("/products", &named));
        let policy = id(&self.vendor(
            "/policies",
            &json!({"data": {"type": "policies", "attributes": policy,
                "relationships": {"product": of("products", &product)}}}),
        ));
        let licence = self.vendor(
            "/licenses",
            &json!({"data": {"type": "licenses", "attributes": {"name": "Ada Ltd"},
                "relationships": {"policy": of("policies", &policy)}}}),
        );
        let key = licence["data"]["attributes"]["key"].as_str().unwrap().to_owned();
        (id(&licence), key, product)
    }

    pub fn config(&self, key: &str, product: &str) -> KeygenConfig {
        KeygenConfig {
            api_url: self.address.clone(),
            account: "kontor".into(),
            product: product.into(),
            license_key: Some(key.into()),
            public_key: Some(self.public_key.clone()),
            ..KeygenConfig::default()
        }
    }
}
