"""Names that two places share, told apart by what else the text names: Georgia beside Atlanta, the Congo, the States.

A pack's section `places` lists them as `namesakes`, each

    {pattern: congo, place: economy/CD, label: Congo, unless: [brazzaville]}

`pattern` is the entry of the lexicon as the pack or table has it, `place` (`scheme/notation`) the other place that is
meant where the text has one of the words of `beside` (no such key: anywhere) and none of those of `unless`, all as
the folded words of the text. `beside` may want two words: "africa asia".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from kg.language.draft import Draft
from kg.language.halves import Found
from kg.language.packs import Pack


@dataclass(frozen=True, slots=True)
class _Other:
    """The other place, and the words that show that it is meant, or that it is not."""

    scheme: str
    country: str | None
    name: str
    beside: tuple[frozenset[str], ...]
    unless: frozenset[str]

    def meant(self, words: frozenset[str]) -> bool:
        """Whether a text of these words means it."""
        return not self.unless & words and (not self.beside or any(wanted <= words for wanted in self.beside))


@dataclass(frozen=True)
class Namesakes:
    """What the names of one document mean."""

    others: Mapping[str, _Other]
    draft: Draft = field(repr=False)

    def __call__(self, found: Found, pattern: str) -> Found:
        """A place, or its namesake where the text means that."""
        other = self.others.get(pattern)
        if other is None or not other.meant(self._words):
            return found
        return replace(found, scheme=other.scheme, country=other.country, name=other.name)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The text's folded words and their base forms, gathered only where a namesake stands in it."""
        tokens = [token for words in self.draft.words for token in words.tokens if token.kind == "word"]
        return frozenset(form for token in tokens for form in (token.lower, *token.lemmas))


def namesakes(draft: Draft) -> Namesakes:
    """The namesakes of a document's language."""
    return Namesakes(_others(draft.pack), draft)


@cache
def _others(pack: Pack) -> Mapping[str, _Other]:
    listed = pack.sections.get("places", {}).get("namesakes", ())
    return {given["pattern"]: _other(given) for given in listed}


def _other(given: Mapping[str, Any]) -> _Other:
    scheme, _, notation = given["place"].partition("/")
    country, _, slug = notation.partition(":")
    beside = tuple(frozenset(wanted.split()) for wanted in given.get("beside", ()))
    name = given.get("label", slug.replace("_", " "))
    return _Other(scheme, country or None, name, beside, frozenset(given.get("unless", ())))
