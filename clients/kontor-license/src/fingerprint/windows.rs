//! Windows: the registry by `reg query`, the rest by one question to CIM, which takes a second. Where PowerShell is
//! forbidden the machine has fewer components.

use super::{Part, Sources};

const CRYPTOGRAPHY: &str = r"HKLM\SOFTWARE\Microsoft\Cryptography";
const PROCESSOR: &str = r"HKLM\HARDWARE\DESCRIPTION\System\CentralProcessor\0";

/// One `name=value` a line; the card is the first built-in one by address.
const QUESTION: &str = "$ErrorActionPreference='SilentlyContinue';\
'smbios='+(Get-CimInstance Win32_ComputerSystemProduct).UUID;\
'board='+(Get-CimInstance Win32_BaseBoard).SerialNumber;\
'disk='+(Get-CimInstance Win32_DiskDrive|Where-Object {$_.Index -eq 0 -and $_.InterfaceType -ne 'USB'}).SerialNumber;\
Get-CimInstance Win32_NetworkAdapter -Filter 'PhysicalAdapter=TRUE'|Where-Object {$_.PNPDeviceID -like 'PCI\\*'}|ForEach-Object {'mac='+$_.MACAddress}";

pub(super) fn read(sources: &dyn Sources) -> Vec<(Part, String)> {
    let mut all = Vec::new();
    let install = registry(sources, CRYPTOGRAPHY, "MachineGuid");
    all.extend(install.map(|value| (Part::Install, value)));
    let cpu = ["VendorIdentifier", "Identifier", "ProcessorNameString"]
        .iter()
        .filter_map(|name| registry(sources, PROCESSOR, name))
        .collect::<Vec<_>>();
    if !cpu.is_empty() {
        all.push((Part::Cpu, cpu.join("/")));
    }
    let answers = answers(sources);
    let named = |name: &'static str| {
        answers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.clone())
    };
    for (part, name) in [(Part::Smbios, "smbios"), (Part::Board, "board"), (Part::Disk, "disk")] {
        all.extend(named(name).next().map(|value| (part, value)));
    }
    let cards = named("mac").filter_map(|address| super::junk::makers_mac(&address));
    all.extend(cards.min().map(|address| (Part::Mac, address)));
    all
}

/// Maker and model, by which virtual machines are known.
pub(super) fn model(sources: &dyn Sources) -> Option<String> {
    let bios = r"HKLM\HARDWARE\DESCRIPTION\System\BIOS";
    let parts = ["SystemManufacturer", "SystemProductName"];
    let found: Vec<_> = parts.iter().filter_map(|name| registry(sources, bios, name)).collect();
    (!found.is_empty()).then(|| found.join(" "))
}

fn system_folder(sources: &dyn Sources) -> String {
    sources.variable("SystemRoot").unwrap_or_else(|| r"C:\Windows".to_owned())
}

/// A value as `reg query` prints it: name, type and value, with four spaces between them.
fn registry(sources: &dyn Sources, key: &str, name: &str) -> Option<String> {
    let program = format!(r"{}\System32\reg.exe", system_folder(sources));
    // the 64-bit view, also for a 32-bit program: it has no ids of its own
    let text = sources.output(&program, &["query", key, "/v", name, "/reg:64"])?;
    text.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix(name)?.trim_start();
        let value = rest.strip_prefix("REG_SZ")?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    })
}

fn answers(sources: &dyn Sources) -> Vec<(String, String)> {
    let program =
        format!(r"{}\System32\WindowsPowerShell\v1.0\powershell.exe", system_folder(sources));
    let arguments = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", QUESTION];
    let text = sources.output(&program, &arguments).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.trim().split_once('='));
    lines
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect()
}
