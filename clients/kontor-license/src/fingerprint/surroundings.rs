//! Whether a program runs in a container or a virtual machine: told to the server as it is, which decides by its policy.

use super::{Sources, System, windows};

/// What the program runs in; none where nothing of the kind was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// `docker`, `podman`, `kubernetes`, `lxc`, … or `container`.
    pub container: Option<String>,
    /// `kvm`, `vmware`, `hyperv`, … or `hypervisor`.
    pub virtual_machine: Option<String>,
}

/// What makers and models of virtual machines are called, in lower case, and what they are.
const MODELS: [(&str, &str); 14] = [
    ("vmware", "vmware"),
    ("virtualbox", "virtualbox"),
    ("innotek", "virtualbox"),
    ("qemu", "kvm"),
    ("kvm", "kvm"),
    ("bochs", "kvm"),
    ("microsoft corporation virtual machine", "hyperv"),
    ("xen", "xen"),
    ("parallels", "parallels"),
    ("amazon ec2", "ec2"),
    ("google compute engine", "gce"),
    ("openstack", "openstack"),
    ("hetzner vserver", "kvm"),
    ("bhyve", "bhyve"),
];

impl Surroundings {
    pub(super) fn of(system: System, sources: &dyn Sources) -> Self {
        match system {
            System::Linux => {
                Self { container: container(sources), virtual_machine: linux_machine(sources) }
            }
            System::Windows => {
                let machine = windows::model(sources).and_then(|model| known(&model));
                Self { container: None, virtual_machine: machine }
            }
            System::MacOs => {
                let present = sources.output("/usr/sbin/sysctl", &["-n", "kern.hv_vmm_present"]);
                let present = present.is_some_and(|text| text.trim() == "1");
                Self { container: None, virtual_machine: present.then(|| "hypervisor".to_owned()) }
            }
            System::Other => Self::default(),
        }
    }
}

/// The marks that container engines leave inside.
fn container(sources: &dyn Sources) -> Option<String> {
    if sources.variable("KUBERNETES_SERVICE_HOST").is_some() {
        return Some("kubernetes".to_owned());
    }
    // systemd's container interface: the engine names itself
    let named = sources.text("/run/systemd/container").or_else(|| sources.variable("container"));
    if let Some(name) = named.map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty())
    {
        return Some(name);
    }
    if sources.text("/run/.containerenv").is_some() {
        return Some("podman".to_owned());
    }
    if sources.text("/.dockerenv").is_some() {
        return Some("docker".to_owned());
    }
    let groups = sources.text("/proc/1/cgroup").unwrap_or_default();
    let engines = ["kubepods", "docker", "containerd", "libpod", "lxc", "garden"];
    let found = engines.iter().find(|engine| groups.contains(**engine))?;
    Some(
        match *found {
            "kubepods" => "kubernetes",
            "libpod" => "podman",
            "garden" | "containerd" => "container",
            engine => engine,
        }
        .to_owned(),
    )
}

fn linux_machine(sources: &dyn Sources) -> Option<String> {
    let facts = ["sys_vendor", "product_name"].map(|fact| {
        let text = sources.text(&format!("/sys/class/dmi/id/{fact}")).unwrap_or_default();
        text.trim().to_owned()
    });
    if let Some(found) = known(&facts.join(" ")) {
        return Some(found);
    }
    if let Some(kind) = sources.text("/sys/hypervisor/type") {
        return Some(kind.trim().to_owned());
    }
    // CPUID leaf 1, ECX bit 31, which is kept for hypervisors
    let cpu = sources.text("/proc/cpuinfo")?;
    let flags = cpu.lines().find(|line| line.starts_with("flags"))?;
    flags.split(' ').any(|flag| flag == "hypervisor").then(|| "hypervisor".to_owned())
}

fn known(model: &str) -> Option<String> {
    let model = model.to_lowercase();
    let found = MODELS.iter().find(|(word, _)| model.contains(word));
    found.map(|(_, name)| (*name).to_owned())
}
