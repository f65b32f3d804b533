"""Which addresses count as the open internet, and that a name is checked where it is connected to."""

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.sources.net import ForbiddenAddressError, GuardedBackend, is_public

INNER = """10.0.0.1 172.16.5.4 192.168.1.1 127.0.0.1 127.9.9.9 0.0.0.0 169.254.169.254 100.64.0.1 100.127.255.254 192.0.2.1 198.18.0.1
224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:100.64.0.1 ::127.0.0.1 fe80::1 fe80::1%eth0 fc00::1
fd12::1 fec0::1 ff02::1 2001:db8::1 2002:7f00:1:: 2002:c0a8:101::1 64:ff9b::7f00:1 64:ff9b::a00:1 2001:0:102:304::807f:fffe localhost x"""


@pytest.mark.parametrize("words", INNER.split())
def test_inner_addresses_are_known(words: str) -> None:
    assert not is_public(words)


@pytest.mark.parametrize("words", ["8.8.8.8", "93.184.216.34", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_known(words: str) -> None:
    assert is_public(words)


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_another_counts_as_itself(inner: object) -> None:
    assert is_public(f"::ffff:{inner}") == is_public(str(inner))
    assert is_public(f"64:ff9b::{inner}") == is_public(str(inner))


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:169.254.169.254"]])
def test_a_host_with_any_inner_address_is_refused_before_connecting(found: list[str]) -> None:
    backend = GuardedBackend(False, lambda host, port: found)
    with pytest.raises(ForbiddenAddressError, match=r"'news\.example' leads to"):
        backend.connect_tcp("news.example", 80)


def test_unknown_hosts() -> None:
    def fail(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(httpcore.ConnectError, match=r"news\.example"):
        GuardedBackend(False, fail).connect_tcp("news.example", 80)
    with pytest.raises(httpcore.ConnectError, match="no address"):
        GuardedBackend(False, lambda host, port: []).connect_tcp("news.example", 80)
