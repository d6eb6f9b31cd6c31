//! Linux: `/sys`, `/proc` and `/etc`. What only root may read is left out for others, and the comparison by weight
//! lets both be the same machine.

use super::{Part, Sources};

pub(super) fn read(sources: &dyn Sources) -> Vec<(Part, String)> {
    let text = |path: &str| sources.text(path).map(|text| text.trim().to_owned());
    let install = text("/etc/machine-id").or_else(|| text("/var/lib/dbus/machine-id"));
    let all = [
        (Part::Cloud, cloud(sources)),
        (Part::Smbios, text("/sys/class/dmi/id/product_uuid")),
        (Part::Board, text("/sys/class/dmi/id/board_serial")),
        (Part::Install, install),
        (Part::Disk, disk(sources)),
        (Part::Cpu, cpu(sources)),
        (Part::Mac, mac(sources)),
    ];
    all.into_iter().filter_map(|(part, value)| Some((part, value?))).collect()
}

/// What cloud-init noted down at the first start, or the tag that EC2 puts into the firmware.
fn cloud(sources: &dyn Sources) -> Option<String> {
    let noted = ["/run/cloud-init/.instance-id", "/var/lib/cloud/data/instance-id"];
    let noted = noted.iter().find_map(|path| sources.text(path));
    let noted = noted.map(|id| id.trim().to_owned());
    // without a cloud there are names like iid-local01, the same in every machine that was set up alike
    let noted = noted
        .filter(|id| id.bytes().filter(u8::is_ascii_digit).count() >= 6 && !id.contains("none"));
    let tag = sources.text("/sys/class/dmi/id/board_asset_tag");
    noted.or_else(|| tag.map(|tag| tag.trim().to_owned()).filter(|tag| tag.starts_with("i-")))
}

/// The serial number of the disk that `/` is on, through partitions, encryption and volumes. Never a USB stick.
fn disk(sources: &dyn Sources) -> Option<String> {
    let mounts = sources.text("/proc/self/mountinfo")?;
    // 36 35 98:0 /root /mount options … - type source options (proc_pid_mountinfo(5))
    let source = mounts.lines().find_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let root = before.split(' ').nth(4)? == "/";
        after.split(' ').nth(1).filter(|source| root && source.starts_with("/dev/"))
    })?;
    let device = sources.target(source).unwrap_or_else(|| source.to_owned());
    let device = whole_disk(sources, device.strip_prefix("/dev/")?, 0)?;
    let place = sources.target(&format!("/sys/block/{device}"))?;
    if place.contains("/usb") {
        return None;
    }
    let facts = ["device/serial", "serial", "device/wwid", "wwid", "device/cid"];
    facts.iter().find_map(|fact| {
        let text = sources.text(&format!("/sys/block/{device}/{fact}"))?;
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    })
}

/// The disk below a partition or a mapped device; the first by name where there are several.
fn whole_disk(sources: &dyn Sources, device: &str, depth: u8) -> Option<String> {
    let below = sources.names(&format!("/sys/class/block/{device}/slaves"));
    if let Some(first) = below.first().filter(|_| depth < 8) {
        return whole_disk(sources, first, depth + 1);
    }
    let place = sources.target(&format!("/sys/class/block/{device}"))?;
    let mut path = place.rsplit('/');
    let (name, parent) = (path.next()?, path.next()?);
    let is_partition = sources.text(&format!("{place}/partition")).is_some();
    Some(if is_partition { parent } else { name }.to_owned())
}

/// Model and stepping, the same for all machines of a kind; boards like the Raspberry Pi add a serial number.
fn cpu(sources: &dyn Sources) -> Option<String> {
    let text = sources.text("/proc/cpuinfo")?;
    let names = [
        "vendor_id",
        "cpu family",
        "model",
        "model name",
        "stepping",
        "CPU implementer",
        "CPU architecture",
        "CPU variant",
        "CPU part",
        "CPU revision",
        "Serial",
    ];
    let found = names.iter().filter_map(|name| {
        let line = text.lines().find(|line| line.split(':').next().map(str::trim) == Some(name))?;
        line.split_once(':').map(|(_, value)| value.trim())
    });
    let found = found.collect::<Vec<_>>().join("/");
    (!found.is_empty()).then_some(found)
}

/// The lowest permanent address among the cards that are built in: no docks, bridges, tunnels, virtual cards, and no
/// address that the system made up.
fn mac(sources: &dyn Sources) -> Option<String> {
    let all = sources.names("/sys/class/net").into_iter().filter_map(|card| {
        let folder = format!("/sys/class/net/{card}");
        let device = sources.target(&format!("{folder}/device"))?;
        if device.contains("/usb") || sources.text(&format!("{folder}/type"))?.trim() != "1" {
            return None;
        }
        // in a bond all cards show the bond's address; each one's own stands beside
        let own = sources.text(&format!("{folder}/bonding_slave/perm_hwaddr"));
        own.or_else(|| {
            let permanent = sources.text(&format!("{folder}/addr_assign_type"))?.trim() == "0";
            permanent.then(|| sources.text(&format!("{folder}/address"))).flatten()
        })
    });
    let usable = all.filter_map(|address| super::junk::usable(Part::Mac, &address));
    usable.min()
}
