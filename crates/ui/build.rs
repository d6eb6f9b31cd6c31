//! Finds or builds what the browser loads, and tells the crate its file names.
//!
//! In this order: the folder that `KONTOR_UI_DIST` names (packages, CI caches); `web/dist` when it was built
//! from these very sources; a build with node and npm; else the compiler stops and says what to do.

#[path = "build/licences.rs"]
mod licences;

use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-env-changed=KONTOR_UI_DIST");
    let crate_dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let web = crate_dir.join("../../web");
    for path in ["build.mjs", "package-lock.json", "src", "dist/manifest.json"] {
        println!("cargo:rerun-if-changed={}", web.join(path).display());
    }
    let dist = match env::var_os("KONTOR_UI_DIST") {
        Some(dist) => PathBuf::from(dist),
        None => fresh(&web).unwrap_or_else(|why| stop(&why)),
    };
    let dist = dist.canonicalize().unwrap_or(dist);
    let manifest = read_manifest(&dist).unwrap_or_else(|| {
        stop(&format!("{} holds no manifest.json", dist.display()));
    });
    println!("cargo:rustc-env=KONTOR_UI_DIR={}", dist.display());
    println!("cargo:rerun-if-changed={}", crate_dir.join("../../Cargo.lock").display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    write_packages(&manifest, &out).unwrap_or_else(|why| stop(&why));
    licences::write(&crate_dir, &out).unwrap_or_else(|why| {
        eprintln!("\nThe list of the crates in Kontor cannot be made: {why}\n");
        std::process::exit(1);
    });
    for (name, variable) in [
        ("app.js", "KONTOR_UI_JS"),
        ("app.css", "KONTOR_UI_CSS"),
        ("icons.svg", "KONTOR_UI_ICONS"),
        ("favicon.svg", "KONTOR_UI_FAVICON"),
        ("THIRD_PARTY.txt", "KONTOR_UI_THIRD_PARTY"),
        ("ibm-plex-sans-latin-wght-normal.woff2", "KONTOR_UI_FONT"),
    ] {
        let file = manifest["files"][name].as_str();
        let file = file.unwrap_or_else(|| stop(&format!("manifest.json names no {name}")));
        println!("cargo:rustc-env={variable}={file}");
    }
}

fn stop(why: &str) -> ! {
    eprintln!(
        "\nThe browser side of Kontor is missing: {why}.\n\
         Install Node.js 20 or newer with npm and build again, or set KONTOR_UI_DIST to a folder \
         that `npm ci --ignore-scripts && node build.mjs --outdir FOLDER` made in web/ elsewhere.\n"
    );
    std::process::exit(1);
}

/// The npm packages in the bundle, as a list of name, version and licence.
fn write_packages(manifest: &serde_json::Value, out: &Path) -> Result<(), String> {
    let packages = manifest["packages"].as_array().ok_or("manifest.json names no packages")?;
    let one = |package: &serde_json::Value| {
        let part = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
        format!("    ({:?}, {:?}, {:?}),\n", part("name"), part("version"), part("license"))
    };
    let list: String = packages.iter().map(one).collect();
    fs::write(out.join("packages.rs"), format!("&[\n{list}]")).map_err(|e| e.to_string())
}

fn read_manifest(dist: &Path) -> Option<serde_json::Value> {
    serde_json::from_slice(&fs::read(dist.join("manifest.json")).ok()?).ok()
}

fn is_fresh(dist: &Path, inputs: &str) -> bool {
    read_manifest(dist).is_some_and(|manifest| manifest["inputs_sha256"] == inputs)
}

/// `web/dist`, built now if it is not of these sources. Other builds of the same checkout wait for this one.
fn fresh(web: &Path) -> Result<PathBuf, String> {
    let dist = web.join("dist");
    let lock = fs::File::open(web.join("package-lock.json")).map_err(|e| format!("web/: {e}"))?;
    lock.lock().map_err(|e| format!("web/package-lock.json cannot be locked: {e}"))?;
    let inputs = inputs_hash(web).map_err(|e| format!("web/: {e}"))?;
    if !is_fresh(&dist, &inputs) {
        install(web)?;
        run(Command::new("node").arg("build.mjs").arg("--outdir").arg(&dist).current_dir(web))?;
    }
    Ok(dist)
}

/// `npm ci`, only when the lock file is not the one that `node_modules` was made of.
fn install(web: &Path) -> Result<(), String> {
    let lock = fs::read(web.join("package-lock.json")).map_err(|e| e.to_string())?;
    let lock = hex::encode(Sha256::digest(lock));
    let stamp = web.join("node_modules/.kontor-lock");
    if fs::read_to_string(&stamp).is_ok_and(|done| done == lock) {
        return Ok(());
    }
    let flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new("npm").args(flags).current_dir(web))?;
    fs::write(&stamp, lock).map_err(|e| e.to_string())
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    // what a build script prints is taken for instructions to cargo
    let output = command.output().map_err(|e| format!("`{program}` cannot be started ({e})"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("`{program}` failed:\n{}", String::from_utf8_lossy(&said)))
}

/// The same hash as `inputsHash` in web/build.mjs: of every path and content that decides the outcome.
fn inputs_hash(web: &Path) -> io::Result<String> {
    let mut paths = Vec::new();
    files_below(web, "src", &mut paths)?;
    paths.sort();
    let mut hash = Sha256::new();
    for path in ["build.mjs".to_owned(), "package-lock.json".to_owned()].into_iter().chain(paths) {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update(fs::read(web.join(&path))?);
        hash.update([0]);
    }
    Ok(hex::encode(hash.finalize()))
}

fn files_below(web: &Path, folder: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(web.join(folder))? {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files_below(web, &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
