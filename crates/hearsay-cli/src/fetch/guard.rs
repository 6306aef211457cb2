//! Refuses private addresses: an address on a page must not make the program reach into the
//! network of its user.
//!
//! Sits where names become addresses, so that it sees every connection, those of redirects too,
//! and the very address that is then connected to.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Which addresses are connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those of the public Internet.
    Public,
    /// Private and loopback addresses too.
    Everywhere,
    /// Public ones, and the test's own server: so that what it redirects to is checked.
    #[cfg(test)]
    Server(std::net::SocketAddr),
}

impl Reach {
    /// Everywhere if `allow_private`.
    pub(crate) fn new(allow_private: bool) -> Self {
        if allow_private {
            Self::Everywhere
        } else {
            Self::Public
        }
    }

    fn contains(self, address: SocketAddr) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Public => is_public(address.ip()),
            #[cfg(test)]
            Self::Server(server) => address == server || is_public(address.ip()),
        }
    }
}

/// Resolves names, and refuses those with an address out of reach among theirs.
#[derive(Debug)]
pub(super) struct Guard {
    inner: DefaultResolver,
    reach: Reach,
}

impl Guard {
    pub(super) fn new(reach: Reach) -> Self {
        Self {
            inner: DefaultResolver::default(),
            reach,
        }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if let Some(address) = found.iter().find(|address| !self.reach.contains(**address)) {
            return Err(ureq::Error::Other(Box::new(Private {
                host: uri.host().unwrap_or_default().to_owned(),
                address: address.ip(),
            })));
        }
        Ok(found)
    }
}

/// A host that leads to a private address.
#[derive(Debug)]
pub(crate) struct Private {
    host: String,
    address: IpAddr,
}

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} leads to the private address {}\n  hint: --allow-private fetches it all the same",
            self.host, self.address
        )
    }
}

impl std::error::Error for Private {}

/// Whether an address is one of the public Internet (IANA's special-purpose registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || (a == 100 && (64..128).contains(&b)) // RFC 6598, carriers
        || (a == 192 && b == 0 && c == 0) // RFC 6890
        || (a == 198 && (b == 18 || b == 19)) // RFC 2544, benchmarks
        || a >= 224) // multicast, reserved, broadcast
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // An IPv4 address in the clothes of an IPv6 one: mapped, NAT64, 6to4.
    let low = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        [0, 0, 0, 0, 0, 0xffff, high, tail] | [0x64, 0xff9b, 0, 0, 0, 0, high, tail] => {
            return is_public_v4(low(high, tail));
        }
        [0x2002, high, tail, ..] => return is_public_v4(low(high, tail)),
        _ => {}
    }
    // Only 2000::/3 is given out, and of it not Teredo (2001::/32) nor documentation.
    segments[0] & 0xe000 == 0x2000
        && !(segments[0] == 0x2001 && segments[1] == 0)
        && !(segments[0] == 0x2001 && segments[1] == 0x0db8)
        && !(segments[0] == 0x3fff && segments[1] < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            let parsed = address.parse().expect("an address");
            assert!(!is_public(parsed), "{address}");
        }
    }

    #[test]
    fn public_addresses_pass() {
        for address in [
            "9.9.9.9",
            "100.128.0.1",
            "172.32.0.1",
            "2620:fe::fe",
            "::ffff:9.9.9.9",
        ] {
            let parsed = address.parse().expect("an address");
            assert!(is_public(parsed), "{address}");
        }
    }
}
