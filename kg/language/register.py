"""The organisations of one document: which names, short names and case forms stand for one and the same."""

from dataclasses import dataclass, field
from functools import lru_cache

from kg.language.named import Name, bare
from kg.language.tokens import fold
from kg.model import Party, PartyKind

_MARKS = "«»“”\"'().,"
_ALIKE = 3  # first letters that words which are alike have in common


@dataclass(slots=True)
class Entry:
    """One organisation: the fullest of its names, and all of them folded."""

    name: str
    type: str
    country: str | None
    names: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def party(self) -> Party:
        """As a party, under its fullest name."""
        return Party(self.name, PartyKind.ORGANISATION)


@dataclass(slots=True)
class Register:
    """Entries in the order of their first mention, and where each folded name leads."""

    entries: list[Entry] = field(default_factory=list)
    names: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    _begun: dict[str, dict[tuple[str, ...], Entry]] = field(default_factory=dict)  # by the first letters: see `alike`

    def enter(self, name: Name, *others: str) -> Entry:
        """The entry of a name, made or completed; `others` are short names given beside it."""
        words = folded(name.name)
        entry = self.find(name.name)
        if entry is None:
            entry = Entry(name.name, name.type, name.country)
            self.entries.append(entry)
        elif entry.country is None:
            entry.country = name.country
        for alias in (name.name, *name.held, *others):
            self._name(entry, folded(alias))
        if len(words) > 1:
            self._name(entry, (initials(words),))
        return entry

    def _name(self, entry: Entry, words: tuple[str, ...]) -> None:
        if words and words[0]:
            self.names.setdefault(words, entry)
            self._begun.setdefault(words[0][:_ALIKE], {}).setdefault(words, entry)
            entry.names.add(words)

    def find(self, name: str) -> Entry | None:
        """Whose name it is: the same words, up to case endings; or a name that continues it."""
        words = folded(name)
        if words in self.names:
            return self.names[words]
        if len(words) == 1 and len(words[0]) > 5 and (begun := self.begins(words[0])):
            return begun
        near = self._near(words[0]) if words else {}
        for known, entry in near.items():
            if len(known) == len(words) and all(map(alike, known, words)):
                return entry
        for known, entry in near.items():
            if 2 <= len(words) < len(known) and all(map(alike, known, words)):
                return entry
            if 2 <= len(known) < len(words) and all(map(alike, known, words)):
                return entry
        return None

    def begins(self, word: str) -> Entry | None:
        """The one entry that a single word, the first of its name, can stand for."""
        near = self._near(word).items()
        found = {id(entry): entry for known, entry in near if len(known) > 1 and alike(known[0], word)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _near(self, word: str) -> dict[tuple[str, ...], Entry]:
        """The names whose first word can be alike, in the order they came: no search through all of a long text's."""
        return self._begun.get(word[:_ALIKE], {})


@lru_cache(maxsize=20_000)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name without marks, folded; names come back, so remembered."""
    plain = (fold(bare(word)).strip(_MARKS) for word in name.split())
    return tuple(word for word in plain if word.strip("&"))


def initials(words: tuple[str, ...]) -> str:
    """The first letters of the words that count: of three letters and more."""
    return "".join(part[0] for word in words for part in word.split("-") if len(part) > 2)


def alike(a: str, b: str) -> bool:
    """Whether two words differ by an ending of at most three letters."""
    if a == b:
        return True
    if len(a) < 4 or len(b) < 4 or a.isascii():
        return False
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= _ALIKE and max(len(a), len(b)) - common <= 3
