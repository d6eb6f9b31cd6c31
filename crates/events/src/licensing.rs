//! What happens to licences, to the machines they run on, and to what they are sold by.

mod catalogue;
mod licence;
mod machine;

pub use catalogue::*;
pub use licence::*;
pub use machine::*;

use platform::id;

id!(
    /// Whose products these are: the house has one account.
    AccountId
);
id!(EnvironmentId);
id!(ProductId);
id!(PolicyId);
id!(EntitlementId);
id!(
    /// A group of licences, machines and their users.
    LicenceGroupId
);
id!(
    /// Who uses licences: nobody who signs in here.
    LicenceUserId
);
id!(LicenceId);
id!(MachineId);
id!(ComponentId);
id!(ProcessId);
id!(
    /// A token by which programs and vendors come in.
    LicenceTokenId
);
id!(
    /// A key that waits in a policy's pool.
    PoolKeyId
);
id!(ReleaseId);
id!(ArtifactId);
id!(WebhookId);
id!(
    /// Something that is counted for licences.
    MeterId
);
id!(DeliveryId);
id!(
    /// Something that looks like misuse.
    AnomalyId
);
id!(
    /// A domain, an address or a number that is given to a licence.
    ResourceId
);

/// Open lists of licences listen to this.
pub const LICENCES: &str = "licences";
/// Open lists of machines listen to this.
pub const MACHINES: &str = "machines";

/// What a licence's timeline is found by, and its page listens to.
pub fn licence_object(id: LicenceId) -> String {
    format!("licence:{id}")
}

/// What a machine's timeline is found by, and its page listens to.
pub fn machine_object(id: MachineId) -> String {
    format!("machine:{id}")
}
