"""Where a connection may go: the addresses behind a name, if every one of them is public.

A page may redirect anywhere and a name may stand for anything, so the check is made on the addresses that the
connection is then opened to, never on the name (threat 33 of the reliability design).
"""

import ipaddress
import socket
import threading
import time

from kg.errors import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052): looks public, need not be


class Unresolved(Exception):
    """A name that has no address, or whose server does not answer in time."""


def is_public(address: Address) -> bool:
    """Whether an address is the internet's, and no machine's or network's own.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("8.8.8.8", "10.1.2.3", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    inner = _inside(address)
    if inner is not None and not is_public(inner):
        return False
    return address.is_global and not address.is_multicast or inner is not None


def _inside(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def checked(host: str, port: int, *, until: float, allow_private: bool) -> list[str]:
    """The addresses to connect to, in the resolver's order. `until` is of the monotonic clock.

    Raises `Refused` if one of them is not public, `Unresolved` if there is none.
    """
    found = _resolved(host, port, until)
    for address in found:
        if not allow_private and not is_public(ipaddress.ip_address(address.partition("%")[0])):
            raise Refused(
                host, f"it leads to {address}, an address of this machine or network; --allow-private permits it"
            )
    return found


def _resolved(host: str, port: int, until: float) -> list[str]:
    """In a thread of its own: the system's resolver knows no deadline."""
    answer: list[list[str] | OSError] = []

    def resolve() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.append(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answer.append(OSError(str(error)))

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    if not answer:
        raise Unresolved("its name was not resolved in time")
    if isinstance(answer[0], OSError):
        raise Unresolved("its name is not known here")
    return answer[0]
