//! Every permission that the wire asks for is in the catalogue.

use licensing::domain::permission::is_known;
use std::path::Path;

#[test]
fn every_permission_that_is_asked_for_exists() {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wire")];
    let (mut asked, mut unknown) = (0, Vec::new());
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for rest in line.split(".permitted(\"").skip(1) {
                let name = rest.split('"').next().unwrap();
                asked += 1;
                unknown.extend((!is_known(name)).then(|| format!("{}: {name}", path.display())));
            }
        }
    }
    assert!(asked > 5 && unknown.is_empty(), "{asked} {unknown:#?}");
}
