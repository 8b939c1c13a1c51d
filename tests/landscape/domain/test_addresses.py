"""Which addresses are those of the open internet."""

from ipaddress import ip_address

import pytest

from mikrovirk.landscape.domain.addresses import is_public


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_open_to_everybody(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    ["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1",
     "198.51.100.1", "203.0.113.1", "224.0.0.251", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::127.0.0.1",
     "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:c0a8:1::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1"],
)  # fmt: skip
def test_not_open_to_everybody(text: str) -> None:
    assert not is_public(ip_address(text))
