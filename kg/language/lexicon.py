"""The lexicon: patterns of words that name concepts, compiled to one trie over the tokens of a sentence.

A pattern is words with blanks between them. Each word is

    word        any form of the word (by base form)
    =word       exactly this form, in lower or upper case
    Word        a word with a capital in it: exactly these letters ("US", never "us")
    stem*       any word that begins so
    one|two     either
    word?       may be missing
    _           any one word
    ,           a mark stands for itself

The longest pattern of a scheme (what stands before the slash of a concept id) wins where two of them start together
or one holds the other.
"""

import marshal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeAlias

from kg.language.annotations import Readings, Token
from kg.language.base_forms import Forms

_MEMORY = 300_000  # words whose first step is remembered
_NONE: Forms = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept's pattern, with what must (not) stand beside it and at least one example sentence.

    `before` and `after` are words (base forms) one of which must follow or precede; `not_before`, `not_after` must not.
    `label` is the name it stands for, in base form; `base` says that the pattern is in base form, so that nothing
    need be looked up.
    """

    concept: str
    pattern: str
    score: float = 1.0
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    private: bool = False
    source: str = ""
    label: str = ""
    base: bool = False
    scheme: str = field(init=False, default="")
    notation: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """`scheme` and `notation` are what stands before and after the slash."""
        scheme, _, notation = self.concept.partition("/")
        object.__setattr__(self, "scheme", scheme)
        object.__setattr__(self, "notation", notation)


_given = attrgetter(*(each.name for each in fields(Entry) if each.init))  # what an entry is made of, in order


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `[start, stop)` of a sentence that an entry's pattern fits."""

    start: int
    stop: int
    entry: Entry


# What a pattern comes to after some words: numbers of the entries that end here, then onward by key and by stem. Plain
# values, which Python reads from a file faster than anything that has to be made.
_Node: TypeAlias = tuple[list[int], dict[str, Any], dict[str, Any]]
Packed: TypeAlias = tuple[list[bytes], tuple[list[int], dict[str, bytes], dict[str, Any]], bytes]


class _Unread(dict[str, Any]):
    """Nodes by key that are read from a packed lexicon when a text first has the word."""

    def __getitem__(self, key: str) -> Any:
        node = super().__getitem__(key)
        if node.__class__ is bytes:
            node = self[key] = marshal.loads(node)
        return node


class Lexicon:
    """Entries of one language, ready to be found. `readings` gives the base forms of a word, if `known` does not."""

    def __init__(self, entries: Iterable[Entry], readings: Readings, known: Forms = _NONE) -> None:
        self._entries: list[Entry | bytes] = list(entries)
        self._readings = readings
        self._known = known
        self._words: dict[str, tuple[str, ...]] | bytes = {}
        self._root: _Node = ([], {}, {})
        self._first: dict[str, tuple[_Node, ...]] = {}
        for number, entry in enumerate(self.entries):
            self._add(number, entry)

    @classmethod
    def unpacked(cls, packed: Packed, readings: Readings) -> "Lexicon":
        """The lexicon that `packed` gave; of its entries and nodes those are read that a text needs."""
        made = cls((), readings)
        entries, (own, steps, stems), made._words = packed
        made._entries, made._root = [*entries], (own, _Unread(steps), stems)
        return made

    def packed(self) -> Packed:
        """All of it as plain values."""
        entries = [marshal.dumps(_given(entry)) for entry in self.entries]
        own, steps, stems = self._root
        nodes = {key: marshal.dumps(steps[key]) for key in steps}
        return entries, (own, nodes, stems), marshal.dumps(self.looked_up)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in their order."""
        return tuple(map(self._entry, range(len(self._entries))))

    @property
    def looked_up(self) -> dict[str, tuple[str, ...]]:
        """The words of the patterns with their base forms."""
        if isinstance(self._words, bytes):
            self._words = marshal.loads(self._words)
        return self._words  # type: ignore[return-value]

    def _entry(self, number: int) -> Entry:
        entry = self._entries[number]
        if isinstance(entry, bytes):
            entry = self._entries[number] = Entry(*marshal.loads(entry))
        return entry

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Where the entries' patterns stand, sorted by start, the longer first; see the module for what wins."""
        found: list[Hit] = []
        for start, token in enumerate(tokens):
            nodes = self._first_nodes(token)
            if nodes:
                found.extend(self._from(tokens, start, nodes))
        found.sort(key=lambda hit: (hit.start, -hit.stop))
        return list(_longest(found))

    def _from(self, tokens: Sequence[Token], start: int, nodes: tuple[_Node, ...]) -> Iterator[Hit]:
        stop, count = start + 1, len(tokens)
        while nodes:
            for node in nodes:
                for number in node[0]:
                    entry = self._entry(number)
                    if _allowed(entry, tokens, start, stop):
                        yield Hit(start, stop, entry)
            if stop >= count:
                return
            token = tokens[stop]
            nodes = tuple(after for node in nodes if node[1] or node[2] for after in _next(node, token))
            stop += 1

    def _first_nodes(self, token: Token) -> tuple[_Node, ...]:
        known = self._first.get(token.text)
        if known is None:
            if len(self._first) > _MEMORY:
                self._first.clear()
            known = self._first[token.text] = tuple(_next(self._root, token))
        return known

    def _add(self, number: int, entry: Entry) -> None:
        nodes = [self._root]
        for word in entry.pattern.split():
            optional = word.endswith("?") and len(word) > 1
            keys = tuple(self._keys(word.rstrip("?") or word)) if not entry.base else (_folded(word),)
            onward = [self._step(node, key) for node in nodes for key in keys]
            nodes = _unique([*nodes, *onward] if optional else onward)
        for node in nodes:
            if node is not self._root:
                node[0].append(number)

    @staticmethod
    def _step(node: _Node, key: str) -> _Node:
        stem = key.endswith("*") and len(key) > 1
        onward, key = (node[2], key[:-1]) if stem else (node[1], key)
        found: _Node | None = onward.get(key)
        if found is None:  # made only where it is needed: most patterns begin as another does
            found = onward[key] = ([], {}, {})
        return found

    def _keys(self, word: str) -> Iterator[str]:
        """The trie's keys for one word of a pattern: `=form`, `^Form`, `stem*`, `_` or a bare base form."""
        for choice in word.split("|"):
            if choice[0] in "=_" or choice.endswith("*"):
                yield choice if choice == "=" else _folded(choice)
            elif choice != choice.lower():
                yield "^" + choice
            else:
                yield from self._lemmas(_folded(choice))

    def _lemmas(self, word: str) -> tuple[str, ...]:
        """A word in its base form stands for that alone, another form also for each of its base forms."""
        lemmas = self.looked_up.get(word) or self._known.get(word)
        if lemmas is None:
            lemmas = tuple(dict.fromkeys(reading.lemma for reading in self._readings(word)))
        self.looked_up[word] = lemmas
        return (word,) if word in lemmas else (word, *lemmas)


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е").replace("’", "'")


def _unique(nodes: list[_Node]) -> list[_Node]:
    return nodes if len(nodes) < 2 else list({id(node): node for node in nodes}.values())


def _next(node: _Node, token: Token) -> Iterator[_Node]:
    """The nodes one token further: by base form, by form, by letters, by stem, by anything."""
    _, steps, stems = node
    keys = ("=" + token.lower, "^" + token.text, *(token.lemmas if token.kind == "word" else (token.lower,)))
    for key in keys:
        if key in steps:
            yield steps[key]
    if token.lower.endswith("'s") and "^" + token.text[:-2] in steps:
        yield steps["^" + token.text[:-2]]
    bare = token.text.rpartition("-")[0]  # a short name with its case behind a hyphen: "АҚШ-тан"
    if bare and "^" + bare in steps and _folded(bare) in token.lemmas:
        yield steps["^" + bare]
    if token.kind == "word" and "_" in steps:
        yield steps["_"]
    for stem, after in stems.items():
        if token.lower.startswith(stem):
            yield after


def _allowed(entry: Entry, tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the words beside the match are as the entry wants them."""
    if entry.before or entry.not_before:
        words = _words(tokens, stop)
        if (entry.before and not words & entry.before) or words & entry.not_before:
            return False
    if entry.after or entry.not_after:
        words = _words(tokens, start - 1)
        if (entry.after and not words & entry.after) or words & entry.not_after:
            return False
    return True


def _words(tokens: Sequence[Token], number: int) -> set[str]:
    if not 0 <= number < len(tokens):
        return {""}
    token = tokens[number]
    return {token.lower, *token.lemmas} if token.kind == "word" else {token.lower}


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """Leave out what a longer hit of the same scheme holds; equal stretches of two concepts both stay."""
    reach: dict[str, tuple[int, int]] = {}
    seen: set[tuple[int, int, str]] = set()
    for hit in hits:
        scheme, key = hit.entry.scheme, (hit.start, hit.stop, hit.entry.concept)
        start, stop = reach.get(scheme, (-1, -1))
        held = hit.stop <= stop and (hit.start, hit.stop) != (start, stop)
        if held or key in seen:
            continue
        seen.add(key)
        if hit.stop > stop:
            reach[scheme] = (hit.start, hit.stop)
        yield hit
