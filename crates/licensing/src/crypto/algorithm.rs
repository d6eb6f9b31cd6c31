//! Which signatures there are, and the schemes of licence keys, by their names on the wire.

use super::pair::Kind;

/// How answers, webhooks and files are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Algorithm {
    #[default]
    Ed25519,
    RsaPssSha256,
    RsaSha256,
    EcdsaP256,
}

impl Algorithm {
    pub(crate) const ALL: [Self; 4] =
        [Self::Ed25519, Self::RsaPssSha256, Self::RsaSha256, Self::EcdsaP256];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::RsaPssSha256 => "rsa-pss-sha256",
            Self::RsaSha256 => "rsa-sha256",
            Self::EcdsaP256 => "ecdsa-p256",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The kind of key that signs so.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Ed25519 => Kind::Ed25519,
            Self::RsaPssSha256 | Self::RsaSha256 => Kind::Rsa2048,
            Self::EcdsaP256 => Kind::EcdsaP256,
        }
    }
}

/// How the licence keys of a policy are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Ed25519,
    EcdsaP256,
    RsaPkcs1,
    RsaPkcs1V2,
    RsaPss,
    RsaPssV2,
    RsaJwt,
}

/// What a signed licence key looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// `key/<dataset>.<signature>`; all before the dot is signed as it stands.
    Prefixed,
    /// `<dataset>.<signature>`; the dataset is signed as it was before its encoding.
    Bare,
    /// A JSON Web Token (RFC 7519).
    Jwt,
}

/// Why a name is no scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoScheme {
    #[error(
        "RSA_2048_PKCS1_ENCRYPT is not offered: everybody who has the public key can read such a key, \
         so it hides nothing. Take ED25519_SIGN or RSA_2048_PKCS1_PSS_SIGN_V2."
    )]
    Encrypt,
    #[error("there is no such scheme")]
    Unknown,
}

const ENCRYPT: &str = "RSA_2048_PKCS1_ENCRYPT";

impl Scheme {
    pub(crate) const ALL: [Self; 7] = [
        Self::Ed25519,
        Self::EcdsaP256,
        Self::RsaPkcs1,
        Self::RsaPkcs1V2,
        Self::RsaPss,
        Self::RsaPssV2,
        Self::RsaJwt,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ED25519_SIGN",
            Self::EcdsaP256 => "ECDSA_P256_SIGN",
            Self::RsaPkcs1 => "RSA_2048_PKCS1_SIGN",
            Self::RsaPkcs1V2 => "RSA_2048_PKCS1_SIGN_V2",
            Self::RsaPss => "RSA_2048_PKCS1_PSS_SIGN",
            Self::RsaPssV2 => "RSA_2048_PKCS1_PSS_SIGN_V2",
            Self::RsaJwt => "RSA_2048_JWT_RS256",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// Reads what a client wrote, and says why not.
    pub(crate) fn parse(name: &str) -> Result<Self, NoScheme> {
        let no = if name == ENCRYPT { NoScheme::Encrypt } else { NoScheme::Unknown };
        Self::of_name(name).ok_or(no)
    }

    /// How its keys are signed; its licence and machine files too, unless the client wishes otherwise.
    pub(crate) fn algorithm(self) -> Algorithm {
        match self {
            Self::Ed25519 => Algorithm::Ed25519,
            Self::EcdsaP256 => Algorithm::EcdsaP256,
            Self::RsaPkcs1 | Self::RsaPkcs1V2 | Self::RsaJwt => Algorithm::RsaSha256,
            Self::RsaPss | Self::RsaPssV2 => Algorithm::RsaPssSha256,
        }
    }

    pub(crate) fn frame(self) -> Frame {
        match self {
            Self::Ed25519 | Self::EcdsaP256 | Self::RsaPkcs1V2 | Self::RsaPssV2 => Frame::Prefixed,
            Self::RsaPkcs1 | Self::RsaPss => Frame::Bare,
            Self::RsaJwt => Frame::Jwt,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_what_bears_it() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::of_name(algorithm.name()), Some(algorithm));
        }
        for scheme in Scheme::ALL {
            assert_eq!(Scheme::parse(scheme.name()), Ok(scheme));
        }
        assert_eq!(Algorithm::of_name("ED25519"), None);
        assert_eq!(Algorithm::of_name("hs2019"), None);
    }

    #[test]
    fn encrypting_with_a_private_key_is_refused_with_the_reason() {
        assert_eq!(Scheme::parse("RSA_2048_PKCS1_ENCRYPT"), Err(NoScheme::Encrypt));
        assert!(NoScheme::Encrypt.to_string().contains("public key"));
        assert_eq!(Scheme::parse("ed25519_sign"), Err(NoScheme::Unknown));
        assert_eq!(Scheme::parse(""), Err(NoScheme::Unknown));
    }
}
