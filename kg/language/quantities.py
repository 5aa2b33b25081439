"""Amounts of a document: numbers with their unit, hedge, role and rate, as the text states them.

The rules are FACTS.md's: whole units, "2.1 times" is 110, "halved" -50, an amount in brackets in another currency is an
alternative. Words stand in the packs `numbers units hedges` and `core/symbols`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.language.annotations import Annotation, PeriodReading, PlaceMention
from kg.language.behind import all_governed, rate_before
from kg.language.carrying import Carrier
from kg.language.changes import change, index, limited
from kg.language.draft import Draft
from kg.language.hedges import governors, hedge_behind
from kg.language.measures import measure
from kg.language.numbers import Numeral, numeral
from kg.language.sharing import Candidate, share
from kg.language.words import Words
from kg.model import Span

_LAYER = "quantities"
_OWNER = 4  # mentions that the country counts for which the headline names first
_ENDED = frozenset({"hedgeAfter", "roleAfter"})  # what figures may have behind a hyphen: "30-ға төмендеді"
_TRIGGERS = frozenset({"number", "collective", "magnitude", "factor", "growth", "fraction"})


def quantities(draft: Draft) -> Iterator[Annotation]:
    """Every amount of the document, in order; beside a number without a unit, the unit carried from before."""
    decimal = str(draft.pack.sections.get("decimal", "."))
    told = draft.of_type("period")
    periods = sorted(annotation.span for annotation in told)
    compared = frozenset(a.span for a in told if isinstance(a.value, PeriodReading) and a.value.comparison)
    carrier = Carrier()
    begin = 0
    coins = _coins(draft)
    behind = "suffixed" in draft.pack.sections
    for seen in draft.words:
        sentence = seen.sentence
        while begin < len(periods) and periods[begin].stop <= sentence.span.start:
            begin += 1
        inside = _inside(periods, begin, sentence.span)
        words = seen.with_claims(inside, coins, compared)
        found = list(_candidates(words, decimal))
        if behind:
            found = [index(words, candidate) for candidate in all_governed(words, found)]
        shared = [limited(words, candidate) for candidate in share(words, found)]
        finished = _without_alternatives(words, shared)
        for candidate in carrier.carry(words, finished):
            yield Annotation(candidate.span(words), "quantity", candidate.amount(words), _LAYER)


def _coins(draft: Draft) -> dict[str, str]:
    """What shared names of currencies mean: the currency of the country among them that the document names most.

    Whom the headline names first counts for more: "Nepal's imports from India" are told in rupees of Nepal. A bare
    "$" is a country's own only where every third place lies there, and more than in the United States.
    """
    headline = draft.words[0].sentence.span if draft.words else Span(0, 0)
    named = Counter[str]()
    for annotation in draft.of_type("place"):
        mention = annotation.value
        if isinstance(mention, PlaceMention) and mention.country:
            first = not named and annotation.span in headline
            named[mention.country] += _OWNER if first else 1
    meant: dict[str, str] = {}
    for name, codes in draft.pack.sections.get("coins", {}).items():
        country = max((c for c in codes if named[c]), key=lambda c: named[c], default="default")
        own = name != "$" or (named[country] * 3 >= named.total() and named[country] > named["US"])
        meant[name] = str(codes[country if own else "default"])
    return meant


def _inside(periods: list[Span], begin: int, span: Span) -> list[Span]:
    inside = []
    for period in periods[begin:]:
        if period.start >= span.stop:
            break
        inside.append(period)
    return inside


def _candidates(words: Words, decimal: str) -> Iterator[Candidate]:
    number = 0
    depth = 0
    while number < len(words):
        depth = max(0, depth + {"(": 1, ")": -1}.get(words.lower(number), 0))
        candidate = _candidate(words, number, decimal) if _opens(words, number) else None
        if candidate is None:
            number += 1
            continue
        candidate.bracketed = depth > 0
        yield candidate
        number = max(candidate.stop, number + 1)


def _opens(words: Words, number: int) -> bool:
    """Whether a token can begin an amount: figures, or a word for a number, a multiple or a part."""
    figures = words.tokens[number].kind == "number" or words.begins(number, _TRIGGERS)
    return figures and not words.claimed(number)


def _candidate(words: Words, number: int, decimal: str) -> Candidate | None:
    """The amount whose number begins at a token."""
    changed = change(words, number, decimal)
    if changed is not None:
        return changed
    read = numeral(words, number, decimal)
    if read is None or not _counts(words, read):
        return None
    measured = _measured(words, read)
    if measured is None or _labelled(words, read, measured):
        return None
    return index(words, measured)


def _labelled(words: Words, read: Numeral, measured: Candidate) -> bool:
    """Whether bare figures only number a part of something: "article 15", "пункт 3"."""
    bare = measured.sort in ("number", "count") and read.magnitude == 1 and read.digits
    return bare and words.ending(read.start, "label") is not None


def _counts(words: Words, read: Numeral) -> bool:
    """Whether a number is an amount: no ordinal ("17th", "№ 5", "2013-го"), time ("20:01"), score or version."""
    if words.ending(read.start, "ordinal") or (
        words.lower(read.start - 1) in {":", "/", "№"} and words.glued(read.start)
    ):
        return False
    if _joined(words, read) or _chained(words, read):
        return False
    after = words.lower(read.stop)
    if not words.glued(read.stop) or read.magnitude > 1:
        return True
    if after in {":", "/"} and words.tokens[read.stop + 1 : read.stop + 2]:
        return words.tokens[read.stop + 1].kind != "number" or not words.glued(read.stop + 1)
    if after == "-" and read.stop + 1 < len(words) and words.tokens[read.stop + 1].kind == "word":
        behind = words.starting(read.stop + 1, "unit") or words.begins(read.stop, _ENDED)
        return bool(behind) or not words.glued(read.stop + 1)
    return words.tokens[read.stop].kind != "word" or words.starting(read.stop, "unit") is not None


def _joined(words: Words, read: Numeral) -> bool:
    """Whether the number only ends a name: "Covid-19", "A320"."""
    start = read.start
    hyphen = words.lower(start - 1) == "-" and words.glued(start) and words.glued(start - 1)
    before = start - 2 if hyphen else start - 1
    if words.lower(start - 1) == "+" and words.glued(start) and words.glued(start - 1):  # "C5+1"
        return words.tokens[start - 2].kind == "number"
    glued = hyphen or words.glued(start)
    if hyphen and words.tokens[before].text.isalpha() and len(words.tokens[before].text) < 3:  # "M-39"
        return True
    return glued and before >= 0 and words.tokens[before].kind == "word" and words.ending(before + 1, "unit") is None


def _chained(words: Words, read: Numeral) -> bool:
    """Whether figures stand in a row, as in a telephone number."""
    tokens, start, stop = words.tokens, read.start, read.stop
    figures = tokens[stop - 1].kind == "number"
    after = figures and stop < len(words) and tokens[stop].kind == "number" and words.gap(stop) == " "
    before = start > 0 and tokens[start - 1].kind == "number" and words.gap(start) == " "
    if after and words.starting(stop, "unit"):  # "5 million 60-kg bags"
        return False
    return read.digits and (after or before) and not words.claimed(stop if after else start - 1)


def _measured(words: Words, read: Numeral) -> Candidate | None:
    found = measure(words, read)
    if found is None:
        return None
    around = governors(words, found.start)
    after, stop = hedge_behind(words, found.stop)
    per, each = rate_before(words, around.start, found.sort)
    return Candidate(
        start=around.inner,
        stop=stop,
        value=read.value * found.sign * found.scale,
        unit=found.unit,
        sort=found.sort,
        resolution=read.resolution * found.scale,
        magnitude=read.magnitude * found.scale,
        hedge=after or found.hedge or around.hedge,
        role=around.role,
        per=found.per or per,
        each=found.each or each,
        left=around.start,
        signed=found.signed,
        digits=read.digits,
    )


def _without_alternatives(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Fold "(4.7 bn dollars)" behind an amount in another currency into that amount (FACTS.md, two currencies)."""
    kept: list[Candidate] = []
    for candidate in found:
        before = kept[-1] if kept else None
        if before is not None and _alternative(words, before, candidate):
            kept[-1] = replace(before, alternative=candidate.quantity(words))
        else:
            kept.append(candidate)
    return kept


def _alternative(words: Words, before: Candidate, candidate: Candidate) -> bool:
    both_money = before.sort == candidate.sort == "money" and before.unit != candidate.unit
    close = words.lower(before.stop) == "(" and candidate.left - before.stop <= 4
    return both_money and candidate.bracketed and not before.bracketed and close
