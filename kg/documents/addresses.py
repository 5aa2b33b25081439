"""Addresses as IRIs have them."""

import re

_FORBIDDEN = re.compile(r"""[\x00-\x20<>"{}|\\^`\x7f]|%(?![0-9A-Fa-f]{2})""")


def encoded(url: str) -> str:
    """The address with what no IRI may hold written as %xx (RFC 3987, section 2.2); what is encoded stays.

    >>> encoded("http://news.example/a b?q=|y"), encoded("http://news.example/a%20b")
    ('http://news.example/a%20b?q=%7Cy', 'http://news.example/a%20b')
    """
    return _FORBIDDEN.sub(lambda match: f"%{ord(match[0]):02X}", url.strip())
