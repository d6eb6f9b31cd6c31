//! The real server as a process, and clients that know nothing of its making: keygen-rs as it comes from the registry.
//!
//! The binary is the one that was built beside (`target/debug/kontor`), or the one that `KONTOR_BIN` names.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use keygen_rs::config::KeygenConfig;
use keygen_rs::license::{License, LicenseCheckoutOpts, LicenseValidationRequest};
use keygen_rs::machine::MachineCheckoutOpts;
use serde_json::{Value, json};

const FINGERPRINT: &str = "4d:Eq:UV:D3/XZ";

/// A house in a folder of its own that serves until it is dropped.
struct House {
    child: Child,
    address: String,
    public_key: String,
    token: String,
    folder: PathBuf,
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

impl House {
    fn open(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kontor-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut serve = command(&folder, &["serve", "--json", "--listen", "127.0.0.1:0"]);
        let log = std::fs::File::create(folder.join("log")).unwrap();
        let mut child = serve.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        let address = ready["address"].as_str().unwrap().to_owned();
        let account = said(&folder, &["--json", "licence", "account"]);
        let token = said(&folder, &["--json", "licence", "token", "tests"]);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let (public_key, token) = (text(&account["public_key"]), text(&token["token"]));
        Self { child, address, public_key, token, folder }
    }

    /// What the vendor's own program asks.
    fn vendor(&self, path: &str, body: &Value) -> Value {
        let request = ureq::post(format!("{}/v1{path}", self.address))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/vnd.api+json");
        let mut answer =
            request.send(body.to_string()).unwrap_or_else(|why| panic!("{path}: {why}"));
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    /// A licence under a policy with these attributes: its id and its key, and the product.
    fn licence(&self, policy: Value) -> (String, String, String) {
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

    /// The example program, as a user would run it on this machine: what it prints, and whether it may run.
    fn example(&self, product: &str, arguments: &[&str]) -> (String, bool) {
        let here = std::env::current_exe().unwrap();
        let program = here.parent().unwrap().parent().unwrap().join("examples/protected");
        let output = Command::new(program)
            .args(arguments)
            .env("KONTOR_LICENSE_URL", &self.address)
            .env("KONTOR_LICENSE_PRODUCT", product)
            .env("KONTOR_LICENSE_PUBLIC_KEY", &self.public_key)
            .env("HOME", &self.folder)
            .env_remove("XDG_STATE_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env("NO_PROXY", "127.0.0.1")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        (said.concat(), output.status.success())
    }

    fn config(&self, key: &str, product: &str) -> KeygenConfig {
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

#[test]
fn keygens_own_client_goes_the_whole_way_against_the_real_server() {
    let house = House::open("keygen-rs");
    let policy = json!({"name": "Node", "authenticationStrategy": "LICENSE", "scheme": "ED25519_SIGN",
        "strict": true, "maxMachines": 1});
    let (_, key, product) = house.licence(policy);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let config = house.config(&key, &product);
        let asked = LicenseValidationRequest::for_fingerprint(FINGERPRINT.into());
        let ask = async || keygen_rs::validate_with_config(config.clone(), &asked).await.unwrap();
        let first = ask().await;
        assert_eq!((first.meta.valid, first.meta.code.as_str()), (false, "NO_MACHINE"));
        let licence: License = first.license.unwrap().with_config(config.clone());

        let machine = licence.activate(FINGERPRINT, &[]).await.unwrap();
        let valid = ask().await;
        assert_eq!((valid.meta.valid, valid.meta.code.as_str()), (true, "VALID"));
        let again = licence.activate("another", &[]).await.unwrap_err().to_string();
        assert!(!again.is_empty(), "one seat was sold");

        let file = licence.checkout(&LicenseCheckoutOpts::with_ttl(3600).with_encrypt(true)).await;
        let file = file.unwrap();
        file.verify_with_key(&house.public_key).unwrap();
        assert_eq!(file.decrypt(&key).unwrap().license.id, licence.id);
        let wish = MachineCheckoutOpts { ttl: Some(3600), include: None };
        let file = machine.checkout(&wish).await.unwrap();
        let opened = file.decrypt(&format!("{key}{FINGERPRINT}")).unwrap();
        assert_eq!(opened.machine.id, machine.id);

        let beating = machine.ping().await.unwrap();
        assert_eq!(beating.id, machine.id);
        machine.deactivate().await.unwrap();
        assert_eq!(ask().await.meta.code, "NO_MACHINE");
    });
}

#[test]
fn a_suspension_stops_the_example_at_its_next_question_and_a_dead_server_does_not() {
    let mut house = House::open("example");
    let policy = json!({"name": "Node", "authenticationStrategy": "LICENSE", "maxMachines": 1});
    let (id, key, product) = house.licence(policy);
    let (said, well) = house.example(&product, &[&key]);
    assert!(well && said.contains("taking one") && said.contains("Running"), "{said}");
    house.vendor(&format!("/licenses/{id}/actions/suspend"), &Value::Null);
    let (said, well) = house.example(&product, &[&key]);
    assert!(!well && said.contains("SUSPENDED"), "{said}");
    house.vendor(&format!("/licenses/{id}/actions/reinstate"), &Value::Null);
    let (said, well) = house.example(&product, &[&key]);
    assert!(well && !said.contains("taking one"), "{said}");
    house.child.kill().unwrap();
    house.child.wait().unwrap();
    let (said, well) = house.example(&product, &[&key]);
    assert!(well && said.contains("The server does not answer"), "{said}");
}

/// The commands of the handbook's chapter, without the two that an administrator gives and the line that names the server.
fn commands(handbook: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(handbook);
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let given = |block: &&str| !block.starts_with("kontor ") && !block.starts_with("export ");
    blocks.filter(given).collect()
}

#[test]
fn the_handbook_leads_to_a_licensed_program_by_its_own_commands() {
    let house = House::open("handbook");
    for handbook in ["en/licence-server.md", "de/lizenzserver.md"] {
        let script = format!("set -euo pipefail\n{}", commands(handbook));
        let output = Command::new("bash")
            .args(["-c", &script])
            .env("KONTOR", &house.address)
            .env("TOKEN", &house.token)
            .env("NO_PROXY", "127.0.0.1")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{handbook}: {said}{wrong}");
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[..3], ["NO_MACHINES", "VALID", "ALIVE"], "{handbook}: {said}");
        assert_eq!(lines[3], "-----BEGIN MACHINE FILE-----", "{handbook}");
    }
}
