//! Made-up machines: what is read, what is junk, and who stays the same machine.

use std::collections::BTreeMap;

use super::*;
use crate::Error;

/// A machine of files, links, commands and variables.
#[derive(Clone, Default)]
struct Made {
    files: BTreeMap<String, String>,
    links: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
    variables: BTreeMap<String, String>,
}

impl Made {
    fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }

    fn link(mut self, path: &str, target: &str) -> Self {
        self.links.insert(path.into(), target.into());
        self
    }

    /// A command by the end of its line.
    fn output(mut self, end: &str, text: &str) -> Self {
        self.outputs.insert(end.into(), text.into());
        self
    }

    fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }
}

impl Sources for Made {
    fn text(&self, path: &str) -> Option<String> {
        let linked = self.links.iter().find_map(|(link, target)| {
            let rest = path.strip_prefix(link.as_str())?;
            self.files.get(&format!("{target}{rest}"))
        });
        self.files.get(path).or(linked).cloned()
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let all = self.files.keys().chain(self.links.keys());
        let inside = all.filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
        let names = inside.filter_map(|rest| rest.split('/').next()).map(str::to_owned);
        names.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    fn target(&self, path: &str) -> Option<String> {
        self.links.get(path).cloned()
    }

    fn output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let line = format!("{program} {}", arguments.join(" "));
        self.outputs.iter().find(|(end, _)| line.ends_with(*end)).map(|(_, text)| text.clone())
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).cloned()
    }
}

/// A laptop: encrypted root on `NVMe`, a card inside, one in the dock, a bridge and a tunnel.
fn laptop() -> Made {
    let pci = "/sys/devices/pci0000:00/0000:00:1d.0";
    Made::default()
        .file("/etc/machine-id", "8c3f7d1b6a2e4f0d9b5c1a7e3d2f4b60\n")
        .file("/sys/class/dmi/id/product_uuid", "4C4C4544-0042-3010-8051-B7C04F4E3332\n")
        .file("/sys/class/dmi/id/board_serial", "/7B0Q2N2/CNWS20097J00AB/\n")
        .file("/sys/class/dmi/id/sys_vendor", "Dell Inc.\n")
        .file(
            "/proc/self/mountinfo",
            "22 1 0:20 / /proc rw - proc proc rw\n29 1 253:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw\n",
        )
        .link("/dev/mapper/vg-root", "/dev/dm-1")
        .file("/sys/class/block/dm-1/slaves/dm-0", "")
        .file("/sys/class/block/dm-0/slaves/nvme0n1p3", "")
        .link("/sys/class/block/nvme0n1p3", &format!("{pci}/nvme/nvme0/nvme0n1/nvme0n1p3"))
        .file(&format!("{pci}/nvme/nvme0/nvme0n1/nvme0n1p3/partition"), "3\n")
        .link("/sys/block/nvme0n1", &format!("{pci}/nvme/nvme0/nvme0n1"))
        .file("/sys/block/nvme0n1/device/serial", "S4EWNX0R123456      \n")
        .file(
            "/proc/cpuinfo",
            "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 142\n\
             model name\t: Intel(R) Core(TM)  i7\nstepping\t: 12\nflags\t\t: fpu vme sse2\n",
        )
        .link("/sys/class/net/wlan0/device", &format!("{pci}/net"))
        .file("/sys/class/net/wlan0/type", "1\n")
        .file("/sys/class/net/wlan0/addr_assign_type", "0\n")
        .file("/sys/class/net/wlan0/address", "a4:bb:6d:11:22:33\n")
        .link("/sys/class/net/enx001/device", "/sys/devices/pci0000:00/usb1/1-2")
        .file("/sys/class/net/enx001/type", "1\n")
        .file("/sys/class/net/enx001/addr_assign_type", "0\n")
        .file("/sys/class/net/enx001/address", "00:10:18:00:00:01\n")
        .file("/sys/class/net/docker0/type", "1\n")
        .file("/sys/class/net/docker0/address", "02:42:ac:11:00:01\n")
}

fn reading(made: &Made) -> Reading {
    Reading::of(System::Linux, made)
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.parts.iter().map(|(part, _)| part.name()).collect()
}

fn identity(made: &Made, kept: Option<&Kept>) -> Identity {
    Identity::of(&reading(made), b"salt", kept, || Ok([7; 16])).unwrap()
}

#[test]
fn a_linux_machine_is_read_through_encryption_and_past_docks_and_bridges() {
    let found = reading(&laptop());
    let expected = [
        (Part::Smbios, "4c4c4544004230108051b7c04f4e3332"),
        (Part::Board, "7b0q2n2cnws20097j00ab"),
        (Part::Install, "8c3f7d1b6a2e4f0d9b5c1a7e3d2f4b60"),
        (Part::Disk, "s4ewnx0r123456"),
        (Part::Cpu, "genuineintel/6/142/intel(r) core(tm) i7/12"),
        (Part::Mac, "a4bb6d112233"),
    ];
    assert_eq!(found.parts, expected.map(|(part, value)| (part, value.to_owned())));
    assert_eq!(found.surroundings, Surroundings::default());
}

#[test]
fn a_disk_on_usb_and_an_address_that_the_system_made_up_do_not_count() {
    let stick = laptop().link("/sys/block/nvme0n1", "/sys/devices/pci0000:00/usb2/2-1/block/sda");
    assert!(!names(&reading(&stick)).contains(&"disk"));
    let random = laptop().file("/sys/class/net/wlan0/addr_assign_type", "1\n");
    assert!(!names(&reading(&random)).contains(&"mac"));
    let bond = random.file("/sys/class/net/wlan0/bonding_slave/perm_hwaddr", "a4:bb:6d:11:22:33\n");
    assert!(names(&reading(&bond)).contains(&"mac"));
}

#[test]
fn what_firmware_makers_leave_unfilled_is_no_component() {
    let junk = [
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "03000200-0400-0500-0006-000700080009",
        "To Be Filled By O.E.M.",
        "Default  string",
        "System Serial Number",
        "123456789",
        "0123456789ABCDEF",
        "Not Specified",
        "N/A",
        "xxxxxxxxxxx",
        "   ",
        "0",
    ];
    for value in junk {
        for part in [Part::Smbios, Part::Board, Part::Disk, Part::Install] {
            assert_eq!(junk::usable(part, value), None, "{value}");
        }
    }
    let groups = ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "a4bb"];
    for address in groups.iter().chain(&["52:54:00:12:34:56"]) {
        assert_eq!(junk::usable(Part::Mac, address), None, "{address}");
    }
    // where the system says that it is permanent, a hypervisor's counts too
    assert!(junk::usable(Part::Mac, "52:54:00:aa:bb:cc").is_some());
    assert_eq!(junk::makers_mac("52:54:00:aa:bb:cc"), None);
    assert!(junk::makers_mac("a4:bb:6d:11:22:33").is_some());
    for disk in ["QM00001", "0QEMU QEMU HARDDISK drive-scsi0"] {
        assert_eq!(junk::usable(Part::Disk, disk), None, "{disk}");
    }
}

#[test]
fn a_component_is_the_keyed_hash_of_its_name_and_value_and_another_salt_gives_another() {
    let [smbios, ..] = &reading(&laptop()).components(b"product-1")[..] else { panic!() };
    assert_eq!(smbios.name, "smbios");
    // printf smbios=4c4c4544004230108051b7c04f4e3332 | openssl dgst -sha256 -hmac product-1
    assert_eq!(
        smbios.fingerprint,
        "2633d7cfdcb0a55dfd7533fab289f8c139efe362855a8e870c2e0eba9f349e28"
    );
    let [other, ..] = &reading(&laptop()).components(b"product-2")[..] else { panic!() };
    assert_ne!(smbios.fingerprint, other.fingerprint);
}

#[test]
fn who_runs_the_program_without_being_root_stays_the_same_machine() {
    let root = identity(&laptop(), None);
    assert_eq!(root.headline, Headline::Component("smbios".into()));
    let mut unprivileged = laptop();
    unprivileged.files.remove("/sys/class/dmi/id/product_uuid");
    unprivileged.files.remove("/sys/class/dmi/id/board_serial");
    let alone = identity(&unprivileged, None);
    assert_eq!(alone.headline, Headline::Component("install".into()));
    let remembered = identity(&unprivileged, Some(&root.kept()));
    assert_eq!(remembered.fingerprint, root.fingerprint);
    assert!(!remembered.low_confidence());
}

#[test]
fn a_changed_part_keeps_the_machine_and_a_copied_state_folder_makes_none() {
    let kept = identity(&laptop(), None).kept();
    let repaired =
        laptop().file("/sys/class/dmi/id/product_uuid", "aaaaaaaa-0042-3010-8051-b7c04f4e3332");
    assert_eq!(identity(&repaired, Some(&kept)).fingerprint, kept.fingerprint);
    // a clone of the image has the same installation, on other hardware
    let clone = laptop()
        .file("/sys/class/dmi/id/product_uuid", "bbbbbbbb-0042-3010-8051-b7c04f4e3332")
        .file("/sys/class/dmi/id/board_serial", "OTHERBOARD1")
        .file("/sys/block/nvme0n1/device/serial", "OTHERDISK1");
    let clone = identity(&clone, Some(&kept));
    assert_ne!(clone.fingerprint, kept.fingerprint);
    assert_eq!(clone.headline, Headline::Component("smbios".into()));
}

#[test]
fn parts_may_change_one_after_the_other_if_the_server_says_yes_in_between() {
    let mut kept = identity(&laptop(), None).kept();
    let fingerprint = kept.fingerprint.clone();
    let mut machine = laptop();
    for (path, value) in [
        ("/sys/block/nvme0n1/device/serial", "NEWDISK1"),
        ("/sys/class/dmi/id/board_serial", "NEWBOARD1"),
        ("/sys/class/dmi/id/product_uuid", "aaaaaaaa-0042-3010-8051-b7c04f4e3332"),
        ("/etc/machine-id", "1c3f7d1b6a2e4f0d9b5c1a7e3d2f4b61"),
    ] {
        machine = machine.file(path, value);
        let now = identity(&machine, Some(&kept));
        assert_eq!(now.fingerprint, fingerprint, "{path}");
        kept = now.kept_after(Some(&kept));
    }
    // what cannot be read for once is not forgotten
    let mut blind = machine.clone();
    blind.files.remove("/sys/class/dmi/id/product_uuid");
    assert_eq!(identity(&blind, Some(&kept)).kept_after(Some(&kept)).components.len(), 6);
}

#[test]
fn half_of_the_weight_decides_and_never_one_component_alone() {
    let one = |name: &str, value: &str| Component { name: name.into(), fingerprint: value.into() };
    let enrolled = [one("cloud", "a"), one("cpu", "b"), one("mac", "c")];
    let alone = likeness(&enrolled, &[one("cloud", "a")]);
    assert_eq!((alone.shared, alone.of, alone.is_same_machine()), (4, 6, false));
    let two = likeness(&enrolled, &[one("cloud", "a"), one("cpu", "b"), one("mac", "x")]);
    assert!(two.is_same_machine());
    assert_eq!(two.differing, ["mac"]);
    let light = likeness(&enrolled, &[one("cpu", "b"), one("mac", "c")]);
    assert!(!light.is_same_machine(), "{light:?}");
    assert!(!likeness(&[], &enrolled).is_same_machine());
    // the same hash under another name is another component
    assert!(!likeness(&enrolled, &[one("mac", "a"), one("disk", "b")]).is_same_machine());
}

#[test]
fn a_machine_with_too_little_gets_a_random_id_and_keeps_it() {
    let bare = Made::default().file("/etc/machine-id", "8c3f7d1b6a2e4f0d9b5c1a7e3d2f4b60");
    let first = identity(&bare, None);
    assert_eq!(first.headline, Headline::Random);
    assert!(first.low_confidence());
    let kept = Kept::from_text(&first.kept().to_text()).unwrap();
    assert_eq!(kept, first.kept());
    let chance = || -> Result<[u8; 16], Error> { panic!("asked for chance again") };
    let second = Identity::of(&reading(&bare), b"salt", Some(&kept), chance).unwrap();
    assert_eq!(second, first);
}

#[test]
fn a_container_goes_by_its_node_id_or_by_a_random_one_and_shows_no_hardware() {
    for (made, engine) in [
        (laptop().file("/.dockerenv", ""), "docker"),
        (laptop().file("/run/.containerenv", ""), "podman"),
        (laptop().variable("KUBERNETES_SERVICE_HOST", "10.0.0.1"), "kubernetes"),
        (laptop().file("/proc/1/cgroup", "0::/system.slice/docker-abc.scope\n"), "docker"),
        (laptop().variable("container", "lxc"), "lxc"),
    ] {
        let random = identity(&made, None);
        assert_eq!(random.surroundings.container.as_deref(), Some(engine));
        assert_eq!((random.headline, random.components.len()), (Headline::Random, 0));
        let node = identity(&made.clone().variable("KONTOR_NODE_ID", " worker-1 "), None);
        assert_eq!(node.headline, Headline::NodeId);
        assert!(node.low_confidence());
        let same = identity(&made.variable("KONTOR_NODE_ID", "worker-1"), None);
        assert_eq!(same.fingerprint, node.fingerprint);
    }
    // outside of containers nobody chooses who they are
    let outside = identity(&laptop().variable("KONTOR_NODE_ID", "worker-1"), None);
    assert_eq!(outside.headline, Headline::Component("smbios".into()));
}

#[test]
fn virtual_machines_and_clouds_are_told_as_what_they_are() {
    let virtual_machine = |made: &Made| reading(made).surroundings.virtual_machine;
    let vendor = |name: &str| laptop().file("/sys/class/dmi/id/sys_vendor", name);
    assert_eq!(virtual_machine(&vendor("QEMU")).as_deref(), Some("kvm"));
    assert_eq!(virtual_machine(&vendor("VMware, Inc.")).as_deref(), Some("vmware"));
    let hyperv =
        vendor("Microsoft Corporation").file("/sys/class/dmi/id/product_name", "Virtual Machine\n");
    assert_eq!(virtual_machine(&hyperv).as_deref(), Some("hyperv"));
    let surface = vendor("Microsoft Corporation")
        .file("/sys/class/dmi/id/product_name", "Surface Laptop 4\n");
    assert_eq!(virtual_machine(&surface), None);
    let flags = laptop().file("/proc/cpuinfo", "flags\t\t: fpu vme hypervisor lahf_lm\n");
    assert_eq!(virtual_machine(&flags).as_deref(), Some("hypervisor"));

    let cloud = laptop().file("/run/cloud-init/.instance-id", "i-0abc12345678def01\n");
    assert_eq!(reading(&cloud).parts[0], (Part::Cloud, "i-0abc12345678def01".to_owned()));
    let local = laptop().file("/run/cloud-init/.instance-id", "iid-local01\n");
    assert_ne!(names(&reading(&local))[0], "cloud");
    let tag = laptop().file("/sys/class/dmi/id/board_asset_tag", "i-0abc12345678def01\n");
    assert_eq!(names(&reading(&tag))[0], "cloud");
}

#[test]
fn a_windows_machine_is_read_from_the_registry_and_by_one_question() {
    let registry = |name: &str, value: &str| {
        format!("\r\nHKEY_LOCAL_MACHINE\\X\r\n    {name}    REG_SZ    {value}\r\n\r\n")
    };
    let made = Made::default()
        .variable("SystemRoot", r"C:\Windows")
        .output("/v MachineGuid /reg:64", &registry("MachineGuid", "5f1c2d3e-aaaa-4bbb-8ccc-0123456789ab"))
        .output("/v Identifier /reg:64", &registry("Identifier", "Intel64 Family 6 Model 142 Stepping 12"))
        .output("/v SystemManufacturer /reg:64", &registry("SystemManufacturer", "Microsoft Corporation"))
        .output("/v SystemProductName /reg:64", &registry("SystemProductName", "Virtual Machine"))
        .output(
            "'mac='+$_.MACAddress}",
            "smbios=4C4C4544-0042-3010-8051-B7C04F4E3332\r\nboard=To be filled by O.E.M.\r\ndisk=\r\n\
             mac=A4:BB:6D:11:22:34\r\nmac=A4:BB:6D:11:22:33\r\n",
        );
    let found = Reading::of(System::Windows, &made);
    let expected = [
        (Part::Smbios, "4c4c4544004230108051b7c04f4e3332"),
        (Part::Install, "5f1c2d3eaaaa4bbb8ccc0123456789ab"),
        (Part::Cpu, "intel64 family 6 model 142 stepping 12"),
        (Part::Mac, "a4bb6d112233"),
    ];
    assert_eq!(found.parts, expected.map(|(part, value)| (part, value.to_owned())));
    assert_eq!(found.surroundings.virtual_machine.as_deref(), Some("hyperv"));
}

#[test]
fn a_mac_is_read_from_ioreg_and_its_ports() {
    let made = Made::default()
        .output(
            "-c IOPlatformExpertDevice",
            "+-o J314sAP  <class IOPlatformExpertDevice>\n    {\n      \"IOPlatformSerialNumber\" = \"C02XK1ABCDEF\"\n      \
             \"IOPlatformUUID\" = \"01234567-ABCD-4EF0-8123-456789ABCDEE\"\n    }\n",
        )
        .output("-n machdep.cpu.brand_string", "Apple M1 Pro\n")
        .output(
            "-listallhardwareports",
            "\nHardware Port: Thunderbolt Bridge\nDevice: bridge0\nEthernet Address: 00:10:18:00:00:01\n\n\
             Hardware Port: Wi-Fi\nDevice: en0\nEthernet Address: a4:bb:6d:11:22:33\n",
        );
    let found = Reading::of(System::MacOs, &made);
    let expected = [
        (Part::Board, "c02xk1abcdef"),
        (Part::Install, "01234567abcd4ef08123456789abcdee"),
        (Part::Cpu, "apple m1 pro"),
        (Part::Mac, "a4bb6d112233"),
    ];
    assert_eq!(found.parts, expected.map(|(part, value)| (part, value.to_owned())));
}

#[test]
fn the_machine_of_this_test_can_be_read_whatever_it_is() {
    let found = Reading::of(System::HERE, &ThisMachine);
    let again = Reading::of(System::HERE, &ThisMachine);
    assert_eq!(found, again);
}
