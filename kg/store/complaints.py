"""What the engine says of a query that it cannot read, without the ranges of characters of its grammar."""

import re

_MOST = 12  # of what would have been right, before a list helps nobody
_WRITTEN = re.compile(r'"((?:[^"\\]|\\.)+)"')


def shortened(message: str) -> str:
    r"""The place, and what was expected there as far as a person would write it.

    >>> shortened("error at 1:27: expected one of Prefix not found, ['%'], ['A' ..= 'Z' | 'a' ..= 'z'], [':']")
    'error at 1:27: the prefix is not declared'
    >>> shortened('error at 1:6: expected one of "FROM", "{", ["0" ..= "9"], [_]')
    'error at 1:6: expected one of FROM, {'
    >>> shortened("error at 2:1: something else")
    'error at 2:1: something else'
    """
    place, expected, right = message.partition("expected ")
    if not expected:
        return message
    if "Prefix not found" in right:
        return f"{place}the prefix is not declared"
    written = [each.replace('\\"', '"') for each in _WRITTEN.findall(re.sub(r"\[[^\[\]]*\.\.=[^\[\]]*\]", "", right))]
    if not written:
        return f"{place}something else is expected"
    more = " …" if len(written) > _MOST else ""
    return f"{place}expected one of {', '.join(written[:_MOST])}{more}"
