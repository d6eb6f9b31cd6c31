use platform::Refusal;

/// What the house and programs say of machines, as visitors are told of their devices and can do something about it.
const WORDS: [(&str, &str); 7] = [
    ("licensing-fingerprint-missing", "licensing-portal-fingerprint-missing"),
    ("licensing-file-machine-unknown", "licensing-portal-device-unknown"),
    ("licensing-machine-limit", "licensing-portal-device-limit"),
    ("licensing-machine-core-limit", "licensing-portal-core-limit"),
    ("licensing-machine-memory-limit", "licensing-portal-memory-limit"),
    ("licensing-machine-disk-limit", "licensing-portal-disk-limit"),
    ("licensing-machine-group-limit", "licensing-portal-group-limit"),
];

/// The same refusals in the portal's words.
pub fn in_own_words(all: Vec<Refusal>) -> Vec<Refusal> {
    let own = |one: Refusal| match WORDS.iter().find(|(key, _)| one.key == *key) {
        Some((_, key)) => Refusal { key: (*key).into(), ..one },
        None => one,
    };
    all.into_iter().map(own).collect()
}
