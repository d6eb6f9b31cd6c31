//! macOS: `ioreg`, `sysctl` and `networksetup`.

use super::{Part, Sources};

pub(super) fn read(sources: &dyn Sources) -> Vec<(Part, String)> {
    let platform = sources
        .output("/usr/sbin/ioreg", &["-rd1", "-c", "IOPlatformExpertDevice"])
        .unwrap_or_default();
    let all = [
        (Part::Install, property(&platform, "IOPlatformUUID")),
        (Part::Board, property(&platform, "IOPlatformSerialNumber")),
        (Part::Cpu, sources.output("/usr/sbin/sysctl", &["-n", "machdep.cpu.brand_string"])),
        (Part::Mac, mac(sources)),
    ];
    all.into_iter().filter_map(|(part, value)| Some((part, value?))).collect()
}

/// `    "IOPlatformUUID" = "…"`
fn property(text: &str, name: &str) -> Option<String> {
    let wanted = format!("\"{name}\"");
    let line = text.lines().find(|line| line.contains(&wanted))?;
    let (_, value) = line.split_once('=')?;
    Some(value.trim().trim_matches('"').to_owned())
}

/// The lowest address of the built-in ports. `networksetup` tells the cards' own, also where Wi-Fi shows another.
fn mac(sources: &dyn Sources) -> Option<String> {
    let text = sources.output("/usr/sbin/networksetup", &["-listallhardwareports"])?;
    let built_in = |port: &str| port.contains("Wi-Fi") || port.trim() == "Ethernet";
    let addresses = text
        .split("Hardware Port:")
        .skip(1)
        .filter(|port| port.lines().next().is_some_and(built_in));
    let addresses = addresses
        .filter_map(|port| port.lines().find_map(|line| line.strip_prefix("Ethernet Address:")));
    addresses.filter_map(super::junk::makers_mac).min()
}
