"""The goods of a figure, in the document's words and base form: the phrase around the product nouns nearest to it."""

from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.figures_clauses import Clause
from kg.extract.figures_marks import Mark
from kg.extract.figures_slots import distance
from kg.language import Sentence, Token
from kg.language.inflection import nominative, phrase
from kg.model import Slot, Span

_CUES = ("indicator", "weak", "direction", "status", "scope", "stop", "sign", "comparison")
_SHORT = 3  # letters of an abbreviation; goods so short are listed
_REACH = 60  # words on either side of goods that can belong to their phrase
_CLOSE = 25  # characters between goods and the measure or amount they go with
_TAKEN = ("place", "quantity", "period", *_CUES)


def product(clause: Clause, anchor: Mark | None = None) -> Slot[str] | None:
    """The goods of the clause: the phrase around the product nouns nearest to the amount."""
    marks = [m for m in clause.of("product") if anchor is None or anchor.scheme == "weak" or _near(m, anchor, clause)]
    if not marks:
        return _described(clause) or _unlisted(clause)
    first = clause.uses[0].mark.span if clause.uses else clause.span
    best = min(marks, key=lambda m: distance(m.span, first))
    tokens = [t for chunk in clause.chunks for t in chunk.tokens]
    span = _phrase(best, marks, tokens, clause)
    return Slot(_upright(span, tokens), (span,))


def phrase_of(mark: Mark, clause: Clause, marks: list[Mark], sentence: Sentence) -> Slot[str]:
    """The phrase around one mark of goods, wherever in its sentence it stands."""
    at = bisect_left(sentence.tokens, mark.span.start, key=lambda t: t.span.start)
    tokens = list(sentence.tokens[max(at - _REACH, 0) : at + _REACH])
    around = range(tokens[0].span.start, tokens[-1].span.stop)
    span = _phrase(mark, [m for m in marks if m.scheme == mark.scheme and m.span.start in around], tokens, clause)
    return Slot(_upright(span, tokens), (span,))


def _near(mark: Mark, anchor: Mark, clause: Clause) -> bool:
    """Whether goods belong to a strong measure: in its chunk, or right behind an amount, or what an amount counts."""
    if any(mark in chunk.marks and anchor in chunk.marks for chunk in clause.chunks):
        return distance(mark.span, anchor.span) <= _CLOSE or mark.span.stop <= anchor.span.start
    return any(
        0 <= mark.span.start - use.mark.span.stop <= _CLOSE or use.mark.amount.sort in ("physical", "count")
        for use in clause.uses
    )


def _described(clause: Clause) -> Slot[str] | None:
    """ "Chemical goods" and the like: a word for goods with an adjective of its own; bare "goods" are no product."""
    for mark in clause.of("goods"):
        tokens = [t for chunk in clause.chunks for t in chunk.tokens]
        span = _named(_phrase(mark, [mark], tokens, clause), tokens)
        if span != mark.span:
            return Slot(_upright(span, tokens), (span,))
    return None


_MEASURES = ("indicator/exports", "indicator/imports", "weak/exports", "weak/imports", "indicator/output")
_ATTRIBUTED = (
    *_MEASURES,
    "indicator/turnover",
    "weak/turnover",
    "indicator/balance",
    "weak/balance",
    "flow/exports",
    "flow/imports",
)
_PERSONAL = frozenset({"animate", "geographic", "name", "surname", "organisation"})


def _unlisted(clause: Clause) -> Slot[str] | None:
    """Goods that no pack lists, where grammar leaves no doubt: the genitive, or "of", right behind the measure."""
    tokens = [t for chunk in clause.chunks for t in chunk.tokens]
    taken = [m.span for m in clause.of(*_TAKEN, "goods", "flow", "exclude", "name")]
    links = {m.span.start for m in clause.of("link/of")}
    for mark in clause.of(*_MEASURES):
        behind = [t for t in tokens if t.span.start >= mark.span.stop]
        linked = bool(behind) and behind[0].span.start in links
        words = list(_noun(behind[1:] if linked else behind, taken, linked))
        if words:
            span = Span(words[0].span.start, words[-1].span.stop)
            return Slot(_upright(span, words), (span,))
    return None


def attributed(clause: Clause) -> Iterator[Slot[str]]:
    """Goods that an adjective tells: the word right before a measure ("engineering exports"), unless it says else.

    Which such words tell of goods ("non-energy") and which do not ("annual") is for the decision to know.
    """
    taken = [m.span for m in clause.of(*_TAKEN, "goods", "product", "flow", "exclude", "name")]
    for chunk in clause.chunks:
        starts = [t.span.start for t in chunk.tokens]
        for mark in (m for m in chunk.marks if f"{m.value}" in _ATTRIBUTED):
            at = bisect_left(starts, mark.span.start)
            token = chunk.tokens[at - 1] if at else None
            if token is not None and _attribute(token, taken) and not token.readings[0].traits & _PERSONAL:
                yield Slot(_upright(token.span, chunk.tokens), (token.span,))


def _noun(tokens: list[Token], taken: list[Span], linked: bool) -> Iterator[Token]:
    """Adjectives and the noun they stand with, if the noun is a genitive (or linked) and names a thing."""
    run: list[Token] = []
    for token in tokens[:3]:
        if token.kind != "word" or any(token.span in span for span in taken) or token.text[:1].isupper():
            return
        reading = token.readings[0]
        run.append(token)
        if reading.pos == "noun" and len(token.lower) <= _SHORT:  # "рынки сбыта (млн долл.)"
            return
        if reading.pos == "noun" or (linked and not reading.cases and len(token.lower) > 3):
            genitive = linked or "genitive" in reading.cases
            if genitive and not reading.traits & _PERSONAL:
                yield from run
            return
        if reading.pos not in ("adjective", "participle"):
            return


def _named(span: Span, tokens: list[Token]) -> Span:
    """The phrase with an abbreviation that says which goods: "the products of the AIC"."""
    after = next((t for t in tokens if t.span.start >= span.stop), None)
    named = after is not None and after.span.start - span.stop <= 1 and after.text.isupper() and len(after.text) > 1
    return Span(span.start, after.span.stop) if after is not None and named else span


def _phrase(mark: Mark, marks: list[Mark], tokens: list[Token], clause: Clause) -> Span:
    """The noun with the adjectives before it and the product nouns joined by "and", "of" or nothing."""
    starts = {m.span.start: m for m in marks}
    at = next(i for i, t in enumerate(tokens) if t.span.start == mark.span.start)
    taken = [m.span for m in clause.of(*_TAKEN)]
    first = last = at
    while last + 1 < len(tokens) and tokens[last].span.stop < mark.span.stop:
        last += 1
    while first and (_attribute(tokens[first - 1], taken) or tokens[first - 1].span.start in starts):
        first -= 1
    while True:
        back = next((i for i in range(first - 1, max(first - 4, -1), -1) if tokens[i].span.start in starts), None)
        if back is None or not all(_joins(t, taken) for t in tokens[back + 1 : first]):
            break
        first = back
        while first and _attribute(tokens[first - 1], taken):
            first -= 1
    while True:
        onward = next((i for i in range(last + 1, min(last + 4, len(tokens))) if tokens[i].span.start in starts), None)
        if onward is None or not all(_joins(t, taken) for t in tokens[last + 1 : onward]):
            break
        last = onward
    return Span(tokens[first].span.start, max(tokens[last].span.stop, mark.span.stop))


def _attribute(token: Token, taken: list[Span]) -> bool:
    """Whether a word is an adjective that belongs to the noun after it."""
    if token.kind != "word" or any(token.span in span for span in taken):
        return False
    fits = token.readings[0].pos == "other" or any(reading.pos == "adjective" for reading in token.readings)
    return fits and len(token.lower) > 3


def _joins(token: Token, taken: list[Span]) -> bool:
    """Whether a word may stand between two nouns of one phrase."""
    if token.kind != "word" or any(token.span in span for span in taken):
        return False
    return len(token.lower) <= 3 or token.readings[0].pos in ("adjective", "other")


def _upright(span: Span, tokens: list[Token]) -> str:
    """The words of a phrase, its nouns and their adjectives in the base form where the language has cases."""
    words = [t for t in tokens if span.start <= t.span.start < span.stop]
    if (told := phrase(words)) is not None:
        return told
    if not any(reading.cases for token in words for reading in token.readings):
        return " ".join(token.text for token in words)
    return " ".join(_runs(words))


def _runs(words: list[Token]) -> Iterator[str]:
    """Adjectives up to their noun in the base form; a noun right behind a noun is its complement and stays."""
    run: list[Token] = []
    after_noun = False
    for token in words:
        pos = token.readings[0].pos if token.kind == "word" else "other"
        attribute = pos in ("adjective", "participle") or (
            pos != "noun" and any(reading.pos == "adjective" for reading in token.readings)
        )
        if attribute and not after_noun:
            run.append(token)
        elif pos == "noun" and not after_noun:
            yield from nominative(token.reader, tuple(t.lower for t in [*run, token]), token.readings[0].lemma)
            run, after_noun = [], True
        else:
            yield from (t.lower for t in [*run, token])
            run, after_noun = [], pos in ("noun", "adjective", "participle") and after_noun
    yield from (t.lower for t in run)
