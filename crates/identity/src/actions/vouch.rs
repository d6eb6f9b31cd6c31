use crate::config::OidcConfig;
use crate::domain::claims::{self, Issuer, Person};
use crate::domain::provider::{Refused, Why};
use crate::domain::token::{Believed, Token};
use crate::provider::{Discovery, Failed, Provider, Tokens, groups, keys, tokens, userinfo};
use crate::store::journey::Proofs;
use platform::Cx;

/// Finds out who the provider says it is: the code for a token, its signature, and whether it is meant for this way.
/// Returns the tokens too.
pub async fn vouch(
    cx: &Cx,
    provider: &Provider<'_>,
    discovery: &Discovery,
    (code, proofs): (&str, &Proofs),
) -> Result<(Person, Tokens), Refused> {
    let given = tokens(cx, provider, discovery, (code, &proofs.verifier)).await;
    let given = given.map_err(|failed| because(provider, failed))?;
    let person = person_of(cx, provider, discovery, &given, Some(&proofs.nonce)).await?;
    Ok((person, given))
}

/// Whom the ID token names, with what the provider says of the person elsewhere. One that came for a refresh token has no
/// nonce (OIDC Core §12.2).
pub(super) async fn person_of(
    cx: &Cx,
    provider: &Provider<'_>,
    discovery: &Discovery,
    given: &Tokens,
    nonce: Option<&str>,
) -> Result<Person, Refused> {
    let label = provider.label();
    let token = believe(cx, provider, discovery, &given.id_token).await?;
    let together = claims::belongs_together(&token.claims, &given.access_token);
    let issuer = provider.issuer();
    let expected = provider.expects(&issuer, cx);
    let person = claims::person(token, &expected, nonce, &provider.config.role_claims);
    let mut person = person.map_err(|wrong| Why::from(wrong).of(&label))?;
    together.map_err(|why| Why::Unbelievable(why).of(&label))?;
    if let (Issuer::Exactly(_), Some(address)) = (&issuer, &discovery.userinfo_endpoint)
        && person.is_bare(wants_groups(provider))
    {
        say_more(cx, provider, &mut person, (address, &given.access_token)).await?;
    }
    if person.more_groups && wants_groups(provider) {
        let all = groups(cx, provider, &given.access_token).await.map_err(|failed| {
            tracing::warn!(provider = provider.name, why = %failed, "Groups could not be asked for");
            Why::Groups.of(&label)
        })?;
        person.belongs.extend(all);
    }
    Ok(person)
}

/// Asks for what the ID token leaves out. Where roles hang on it, nobody comes in without an answer: none is no answer.
async fn say_more(
    cx: &Cx,
    provider: &Provider<'_>,
    person: &mut Person,
    (address, token): (&str, &str),
) -> Result<(), Refused> {
    match userinfo(cx, address, token).await {
        Ok(said) => person
            .add(&said, &provider.config.role_claims)
            .map_err(|why| Why::Unbelievable(why).of(&provider.label())),
        Err(failed) if wants_groups(provider) => Err(because(provider, failed)),
        Err(failed) => {
            tracing::warn!(provider = provider.name, why = %failed, "Nothing more is known of a person");
            Ok(())
        }
    }
}

/// Groups are asked for only where they decide something.
fn wants_groups(provider: &Provider<'_>) -> bool {
    let OidcConfig { own_roles, groups, .. } = provider.config;
    provider.config.decides_roles() || !own_roles.0.is_empty() || !groups.0.is_empty()
}

/// A token that one of the provider's keys signed.
pub async fn believe(
    cx: &Cx,
    provider: &Provider<'_>,
    discovery: &Discovery,
    text: &str,
) -> Result<Believed, Refused> {
    let doubt = |why| Why::Unbelievable(why).of(&provider.label());
    let token = Token::read(text).map_err(doubt)?;
    let keys = keys(cx, provider, discovery, |keys| token.has_key_in(keys)).await;
    let keys = keys.map_err(|failed| because(provider, failed))?;
    token.verified(&keys).map_err(doubt)
}

/// What a failure means for the person who waits; the log has the rest.
fn because(provider: &Provider<'_>, failed: Failed) -> Refused {
    tracing::warn!(provider = provider.name, why = %failed, "A sign-in through a provider came to nothing");
    let why = match failed {
        Failed::Rejected(400..=499, word) => Why::Rejected(word),
        Failed::Outbound(_) | Failed::Rejected(..) | Failed::Strange(_) => Why::Unreachable,
    };
    why.of(&provider.label())
}
