"""What surrounds an article on its page is taken out: blocks that lead elsewhere, notices, menus."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.documents.markup import linked, words
from kg.yaml_files import parsed

_OUTSIDE = ("nav", "aside", "footer", "form", "dialog")
_MOST = 0.4  # of the page's words: what holds more is not around the article, whatever it is called
_LONGEST_LEAD = 80
_LONGEST_NOTICE = 700
_HOLDERS = ("div", "section", "aside", "ul", "ol", "p", "blockquote", "table", "figure", "dl")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of `page_phrases.yaml`."""

    leads: frozenset[str]
    opening: re.Pattern[str]
    about: tuple[str, ...]
    asking: tuple[str, ...]
    classes: re.Pattern[str]


@functools.cache
def phrases() -> Phrases:
    """Read once."""
    given: Any = parsed(Path(__file__).with_name("page_phrases.yaml"))
    leads = frozenset(phrase for each in given["leads"].values() for phrase in each)
    opening = "|".join(re.escape(phrase) for phrase in sorted(leads, key=len, reverse=True))
    classes = "|".join(re.escape(each) for each in given["classes"])
    return Phrases(
        leads,
        re.compile(rf"(?:{opening})\s*[:：]", re.I),
        tuple(given["notices"]["about"]),
        tuple(given["notices"]["asking"]),
        re.compile(rf"(?:^|[\s_-])(?:{classes})(?:$|[\s_-])", re.I),
    )


def is_lead(text: str) -> bool:
    """Whether a short line leads to other articles: "Read also", "Читайте также:".

    >>> is_lead("Читайте также:"), is_lead("Related: grain prices fall"), is_lead("Related costs rose by 5 %.")
    (True, True, False)
    """
    line = text.strip().lower()
    return len(line) <= 3 * _LONGEST_LEAD and (
        line.rstrip(" :：.…>»→").strip() in phrases().leads or bool(phrases().opening.match(line))
    )


def is_notice(text: str) -> bool:
    """Whether a block asks for consent to cookies and the like."""
    line = text.lower()
    known = phrases()
    return (
        len(line) <= _LONGEST_NOTICE
        and any(word in line for word in known.about)
        and any(word in line for word in known.asking)
    )


def prune(root: Any) -> None:
    """Take the surroundings out of the tree."""
    most = _MOST * max(len(words(root)), 1)
    for element in [each for each in root.iter() if isinstance(each.tag, str)]:
        if element.getparent() is not None and _around(element) and len(words(element)) <= most:
            _drop(element)
    for element in [each for each in root.iter() if isinstance(each.tag, str)]:
        if element.getparent() is not None and _leads(element):
            _drop_block(element, most)


def _around(element: Any) -> bool:
    if element.tag in ("html", "body", "main", "article"):
        return False
    named = " ".join(filter(None, (element.get("class"), element.get("id"))))
    return element.tag in _OUTSIDE or bool(named and phrases().classes.search(named))


def _leads(element: Any) -> bool:
    """Whether an element is a heading of other articles, or one line that leads to one."""
    if element.tag in ("a", "body", "html", "script", "style"):
        return False
    own = " ".join((element.text or "").split()) or (words(element) if len(element) <= 1 else "")
    return 0 < len(own) <= 3 * _LONGEST_LEAD and is_lead(own)


def _drop_block(heading: Any, most: float) -> None:
    """The heading with the links it heads: the largest element around it that is links for the most part."""
    block, around = heading, heading.getparent()
    while around is not None and around.tag in _HOLDERS and len(words(around)) <= most and _mostly_links(around):
        block, around = around, around.getparent()
    if block is heading:
        _drop_links_after(heading)
    _drop(block)


def _mostly_links(element: Any) -> bool:
    return linked(element) >= 0.6 * (len(words(element)) - _LONGEST_LEAD / 2)


def _drop_links_after(heading: Any) -> None:
    following = heading.getnext()
    while following is not None and isinstance(following.tag, str) and linked(following):
        if linked(following) < 0.8 * len(words(following)):
            return
        after = following.getnext()
        _drop(following)
        following = after


def _drop(element: Any) -> None:
    """Out of the tree, with all in it; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()
