"""What this room gives: sentences, tokens and a flat list of annotations, all with spans into the untouched text.

Values are whole and resolved where the text and its date of publication allow it; a layer that
does not know says None and never guesses.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate

from kg.model import Document, How, Party, Quantity, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: base form, part of speech, the cases it can stand in, and further traits.

    `pos` is `noun adjective verb participle numeral pronoun preposition conjunction adverb other`; `cases` are
    `nominative genitive dative accusative instrumental locative`, empty where the language or word has none;
    `traits` are what the language's normaliser knows besides: `singular plural past future present passive`,
    `masculine feminine neuter`, `name surname patronymic geographic organisation animate`.
    """

    lemma: str
    pos: str
    cases: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()


Readings = Callable[[str], tuple[Reading, ...]]


@lru_cache(maxsize=200_000)
def _lemmas(reader: Readings, word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.lemma for reading in reader(word)))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or one mark of punctuation. `lower` is folded: lower case, ё as е, ’ as '.

    `kind` is `word`, `number` or `mark`. `readings` are worked out on demand and remembered by word.
    """

    span: Span
    text: str
    lower: str
    kind: str
    reader: Readings = field(repr=False, compare=False)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every reading of the word, likeliest first, at least one for a word."""
        return self.reader(self.lower)

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The base forms the word can have, likeliest first, each once."""
        return _lemmas(self.reader, self.lower)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading, list item or caption. `first` is the number of its first token in the analysis.

    `paragraph` counts from 0; `sort` is `sentence`, `heading`, `item` or `caption`; `quotes` are the stretches of it
    (without the marks) that stand in quotation marks of speech or of a name.
    """

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    first: int = 0
    sort: str = "sentence"
    quotes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks, without the marks. `speech` tells direct speech from a name or title."""

    span: Span
    speech: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as the text states it, and what it does there.

    `sort`: `money percent points multiple index physical count number`. Of a `multiple` or `index` the quantity is
    the signed relative change in percent ("2.1 times" is 110, "halved" -50, "six times less" -83.3). A percent keeps
    the sign that its own words carry ("-4 %") and no other: direction words are cues.
    `role`: `change` after "на", "by"; `level` after "до", "to", "reached"; `from` after "с", "from"; None otherwise.
    `bracketed`: stands in brackets. `alternative`: the same amount in another currency, standing here in brackets.
    `carried`: of a number without a unit, the reading with the unit (and magnitude) of the amount it leans on; nobody
    has said it, so whoever uses it must know better. `scaled`: the magnitude is meant for sure, as it stands over it
    ("Main goods, in million euros: …") or before as many digits ("620 thousand tonnes against 570"). `each`: of a
    price, the unit that it is for.
    """

    quantity: Quantity
    sort: str
    role: str | None = None
    bracketed: bool = False
    alternative: Quantity | None = None
    carried: Quantity | None = None
    each: str | None = None
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A stretch of time as the text states it, resolved against the date of publication.

    `edtf` is None where the text or the date of publication leaves it open. `sort`: `stated`, `relative`,
    `same_period` (the same months of an earlier year: `edtf` only where the words suffice), `deadline` ("by 2030"),
    `span` ("over the last five years"), `base` (what something is compared with).
    `comparison`: stands after "compared with", "against", "than in"; never the period of the main figure.
    `symbol` is the reading before it was resolved, for whoever knows more: `year-1`, `months=8 of year+0`.
    `alternative`: the same stretch read as one to come where `edtf` is past, or past where it is to come; only where
    no year is written, so that the tense of the sentence decides.
    """

    edtf: str | None
    how: How
    sort: str
    comparison: bool = False
    symbol: str = ""
    alternative: str | None = None


class Marker(StrEnum):
    """What ties a place to the word beside it, in every language alike."""

    OWN = "own"  # genitive, 's, adjective: Kazakhstan's exports
    TO = "to"
    FROM = "from"
    WITH = "with"
    BETWEEN = "between"
    ORIGIN = "origin"  # genitive or adjective on goods
    IN = "in"
    SUBJECT = "subject"  # nominative, or before the verb


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A country, bloc, WORLD, city or region, named in the text.

    `party` is an economy by code, or a place by its name in the base form of the document's language.
    `form`: `noun adjective capital abbreviation`. `country`: ISO code of the country it lies in or is, None for blocs.
    `government`: a capital that may stand for its government here (never after "in").
    `pair`: the mentions of one compound ("Kazakh-Chinese") or of one "between X and Y" carry the same number.
    `scheme`: what it is among places: `economy adjective demonym capital city region area`.
    """

    party: Party
    form: str
    country: str | None = None
    marker: Marker | None = None
    government: bool = False
    pair: int | None = None
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """An organisation in the text: its name in base form, type (`organisationType` code) and country where known."""

    party: Party
    type: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PostMention:
    """A post in base form, with the organisation or economy it belongs to where the words say so."""

    post: str
    organisation: Party | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of text with a typed value. `type`: `quantity period place organisation person post speaker cue`.

    Values by type: Amount, PeriodReading, PlaceMention, OrganisationMention, Party, PostMention; of a cue the concept
    id (`indicator/exports`). `layer` names who found it, `score` how sure (1 is certain).
    """

    span: Span
    type: str
    value: object
    layer: str
    score: float = 1.0

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The order of the flat list: by start, the longer first."""
        return (self.span.start, -self.span.stop, self.type, str(self.value))


@dataclass(frozen=True)
class Analysis:
    """A document with its sentences and annotations, the latter sorted by start, the longer first."""

    document: Document
    sentences: tuple[Sentence, ...]
    annotations: tuple[Annotation, ...]
    quotes: tuple[Quote, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [annotation.span.start for annotation in self.annotations]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def within(self, span: Span, type: str | None = None) -> Iterator[Annotation]:
        """The annotations that lie wholly in the span, in order; of one type, if one is named."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.stop)
        for annotation in self.annotations[low:high]:
            if annotation.span.stop <= span.stop and type in (None, annotation.type):
                yield annotation

    def sentence(self, offset: int) -> Sentence | None:
        """The sentence around an offset, or the last one before it."""
        number = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[number] if number >= 0 else None

    def paragraph(self, number: int) -> Iterator[Sentence]:
        """The sentences of one paragraph, in order."""
        return (sentence for sentence in self.sentences if sentence.paragraph == number)

    def quote(self, offset: int) -> Quote | None:
        """The innermost direct speech around an offset, if any."""
        starts, reach, speeches = self._speeches
        for number in range(bisect_right(starts, offset) - 1, -1, -1):
            if speeches[number].span.stop > offset:
                return speeches[number]
            if reach[number] <= offset:
                return None
        return None

    @cached_property
    def _speeches(self) -> tuple[list[int], list[int], list[Quote]]:
        """Direct speech by start, and how far any of those up to each one reaches."""
        speeches = sorted((q for q in self.quotes if q.speech), key=lambda q: q.span.start)
        return [q.span.start for q in speeches], list(accumulate((q.span.stop for q in speeches), max)), speeches
