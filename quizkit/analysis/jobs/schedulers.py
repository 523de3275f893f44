"""Addresses of Dask schedulers: which are taken, and which need an encrypted connection.

Whoever reaches a scheduler can run programs on its workers, and a scheduler that is not what it
seems runs them here. So a connection leaves this computer only encrypted, with certificates that
stand in Dask's own configuration.
"""

from ipaddress import ip_address
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from quizkit.errors import ArgumentError

PORT: Final = 8786
"""Where a scheduler listens if nothing else is said."""

_WANTED: Final = "an address like dask://localhost:8786, or tls://HOST:8786"


class Address(NamedTuple):
    """Where a scheduler is.

    Attributes:
        host: Its name or number.
        port: Its port [1..65535].
        is_encrypted: Whether the connection must be.
    """

    host: str
    port: int
    is_encrypted: bool

    @property
    def url(self) -> str:
        """The address as Dask wants it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'tls' if self.is_encrypted else 'tcp'}://{host}:{self.port}"


def address_of(text: str) -> Address:
    """Return the address that a text names.

    Args:
        text: `dask://HOST:PORT`; encrypted unless HOST is this computer. `tls://HOST:PORT`: always.

    Raises:
        ArgumentError: If it is none.

    >>> address_of("dask://127.0.0.1:8786").url, address_of("dask://cluster.example").url
    ('tcp://127.0.0.1:8786', 'tls://cluster.example:8786')
    >>> address_of("http://127.0.0.1:8786")
    Traceback (most recent call last):
    quizkit.errors.ArgumentError: on is 'http://127.0.0.1:8786', wanted an address like ...
    """
    try:
        parts = urlsplit(text)
        port = PORT if parts.port is None else parts.port
    except ValueError:
        raise ArgumentError.of("on", text, _WANTED) from None
    is_whole = parts.scheme in {"dask", "tls"} and bool(parts.hostname) and port > 0
    if "@" in parts.netloc:
        raise ArgumentError.of("on", f"{parts.scheme}://...@{parts.hostname}", _WANTED)
    if not is_whole or parts.path.strip("/") or parts.query:
        raise ArgumentError.of("on", text, _WANTED)
    host = parts.hostname or ""
    return Address(host, port, parts.scheme == "tls" or not is_loopback(host))


def is_loopback(host: str) -> bool:
    """Tell whether a host is this computer, whatever a resolver says.

    >>> is_loopback("localhost"), is_loopback("127.0.0.9"), is_loopback("::1"), is_loopback("hub")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
