//! Whose work is in the binary: every crate that it is linked from, and the texts of their licences, as cargo knows them.

use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// A package with its licence, and where its files lie.
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    licence: &'a str,
    folder: &'a Path,
}

/// Writes `crates.rs` (a list of name, version and licence) and `RUST_CRATES.txt` (the texts) into `out`.
pub fn write(crate_dir: &Path, out: &Path) -> Result<(), String> {
    let metadata = metadata(&crate_dir.join("../kontor/Cargo.toml"))?;
    let packages = linked(&metadata)?;
    let mut list = String::from("&[\n");
    for Package { name, version, licence, .. } in &packages {
        writeln!(list, "    ({name:?}, {version:?}, {licence:?}),").map_err(|e| e.to_string())?;
    }
    list.push(']');
    fs::write(out.join("crates.rs"), list).map_err(|e| e.to_string())?;
    fs::write(out.join("RUST_CRATES.txt"), texts(&packages)).map_err(|e| e.to_string())
}

fn metadata(manifest: &Path) -> Result<Value, String> {
    let cargo = env::var_os("CARGO").ok_or("cargo did not say where it is")?;
    let target = env::var("TARGET").map_err(|e| e.to_string())?;
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked", "--filter-platform", &target])
        .arg("--manifest-path")
        .arg(manifest)
        .output()
        .map_err(|e| e.to_string())?;
    if !output.status.success() {
        return Err(format!(
            "`cargo metadata` failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())
}

/// All packages of others that the binary is linked from, sorted by name.
fn linked(metadata: &Value) -> Result<Vec<Package<'_>>, String> {
    let all = metadata["packages"].as_array().ok_or("no packages")?;
    let by_id: HashMap<&str, &Value> =
        all.iter().filter_map(|one| Some((one["id"].as_str()?, one))).collect();
    let nodes = metadata["resolve"]["nodes"].as_array().ok_or("no graph")?;
    let nodes: HashMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let root = all.iter().find(|one| one["name"] == "kontor" && one["source"].is_null());
    let mut ways = vec![root.and_then(|one| one["id"].as_str()).ok_or("no package kontor")?];
    let mut seen: HashSet<&str> = ways.iter().copied().collect();
    while let Some(id) = ways.pop() {
        let Some(deps) = nodes.get(id).and_then(|node| node["deps"].as_array()) else { continue };
        for dep in deps.iter().filter(|dep| is_linked(dep)) {
            let Some(id) = dep["pkg"].as_str() else { continue };
            if seen.insert(id) {
                ways.push(id);
            }
        }
    }
    let mut packages: Vec<_> = seen.iter().filter_map(|id| package(by_id.get(id)?)).collect();
    packages.sort_by_key(|one| (one.name, one.version));
    Ok(packages)
}

/// Neither for tests nor for build scripts only.
fn is_linked(dep: &Value) -> bool {
    dep["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
}

/// None for our own.
fn package(one: &Value) -> Option<Package<'_>> {
    one["source"].as_str()?;
    Some(Package {
        name: one["name"].as_str()?,
        version: one["version"].as_str()?,
        licence: one["license"].as_str().unwrap_or("see its text"),
        folder: Path::new(one["manifest_path"].as_str()?).parent()?,
    })
}

/// Every licence text once, below the names of those that are given under it.
fn texts(packages: &[Package<'_>]) -> String {
    let mut texts: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for package in packages {
        for text in files(package.folder) {
            let key: String = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let entry = texts.entry(key).or_insert_with(|| (text, Vec::new()));
            let name = format!("{} {}", package.name, package.version);
            if entry.1.last() != Some(&name) {
                entry.1.push(name);
            }
        }
    }
    let mut sections: Vec<_> = texts.into_values().collect();
    sections.sort_by(|a, b| a.1.cmp(&b.1));
    let line = "-".repeat(72);
    let sections = sections
        .into_iter()
        .map(|(text, names)| format!("{}\n\n{}\n", names.join(", "), text.trim()));
    sections.collect::<Vec<_>>().join(&format!("\n{line}\n\n"))
}

fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let is_licence = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|word| name.starts_with(word))
    };
    let paths = paths.into_iter().filter(|path| path.is_file() && is_licence(path));
    paths.filter_map(|path| fs::read_to_string(path).ok()).collect()
}
