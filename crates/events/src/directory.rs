//! What happens in the directory.

platform::id!(OrganisationId);
platform::id!(PersonId);
