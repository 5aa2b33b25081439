"""Who says what: the speaker of every quotation, and of sentences that report somebody's words.

A quotation's speaker is the person beside a verb of saying in its sentence or the next, the one announced by a colon
before it, or the speaker before. In an interview whoever is introduced first answers the questions.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.language.annotations import Annotation, OrganisationMention, Quote, Sentence, Token
from kg.language.draft import Draft
from kg.language.packs import pack
from kg.language.people import Holding
from kg.language.tokens import fold
from kg.model import Party, PartyKind, Span

_NAME = 40  # characters up to which words in quotation marks may be a name
_NESTED = 4  # quotations that may lie in each other
_NEAR = 140  # characters between a verb of saying and its subject
_DASHES = frozenset("–—-")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: person or body, post, whose post it is, the country of "we", and the one that receives an envoy.

    The value of annotations of type `speaker`, whose span is what was said.
    """

    party: Party
    post: str | None = None
    organisation: Party | None = None
    country: str | None = None
    receiver: str | None = None


@dataclass(frozen=True)
class SpeechWords:
    """Verbs of saying, what introduces a source, and pronouns that stand for who spoke before, folded.

    `according` has the phrases by their first words.
    """

    say: frozenset[str] = frozenset()
    according: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    pronouns: frozenset[str] = frozenset()


@cache
def speech_words(language: str) -> SpeechWords:
    """The section of a language's pack; empty where it has none."""
    given = pack(language).sections.get("speech", {})
    say = frozenset(fold(word) for entry in given.get("say", ()) for word in entry["words"])
    according: dict[str, list[tuple[str, ...]]] = {}
    for entry in given.get("according", ()):
        for words in (tuple(fold(phrase).split()) for phrase in entry["words"]):
            according.setdefault(words[0], []).append(words)
    return SpeechWords(say, according, frozenset(map(fold, given.get("pronouns", ()))))


def speech(draft: Draft) -> Iterator[Annotation]:
    """Annotations `speaker` of a document: quotations first, then reported sentences, in the order of the text."""
    return iter(_Speech(draft, speech_words(draft.pack.language)).annotations())


@dataclass(slots=True)
class _Speech:
    draft: Draft
    words: SpeechWords
    known: dict[str, Speaker] = field(default_factory=dict)
    last: Speaker | None = None
    first: Speaker | None = None
    found: list[Annotation] = field(default_factory=list)

    def annotations(self) -> list[Annotation]:
        """Sentence by sentence: who is said to speak, then what is said."""
        self._introduce()
        quotes = sorted((quote for quote in self.draft.quotes if quote.speech), key=lambda quote: quote.span.stop)
        people = sorted(self.draft.of_type("person"), key=lambda a: a.order)
        asked = False
        for number, sentence in enumerate(self.draft.sentences):
            speaker = self._named(sentence, people)
            said = _ending(quotes, sentence.span)
            if said:
                self._quoted(number, said, speaker, people)
            elif speaker is not None and not _inside(quotes, sentence.span):
                self._add(sentence.span, speaker, 0.9)
            elif self._answers(sentence, asked):
                self._add(sentence.span, self.first, 0.6)
            asked = _asks(sentence) or (asked and not _dashed(sentence))
        return self.found

    def _introduce(self) -> None:
        """What is known of each person from their posts."""
        seats = self._seats()
        for annotation in self.draft.of_type("holding"):
            holding = annotation.value
            if isinstance(holding, Holding):
                whose = holding.post.organisation
                country = whose.name if whose is not None and whose.kind is PartyKind.ECONOMY else holding.post.country
                seat = country or (seats.get(whose.name) if whose is not None else None)
                speaker = Speaker(holding.person, holding.post.post, whose, seat, holding.receiver)
                self.known.setdefault(holding.person.name, speaker)
                self.first = self.first or self.known[holding.person.name]

    def _seats(self) -> dict[str, str | None]:
        """The country of each organisation by its name, as its first mention tells it."""
        seats: dict[str, str | None] = {}
        for annotation in self.draft.of_type("organisation"):
            if isinstance(annotation.value, OrganisationMention):
                seats.setdefault(annotation.value.party.name, annotation.value.country)
        return seats

    def _named(self, sentence: Sentence, people: Sequence[Annotation]) -> Speaker | None:
        """The person nearest to a verb of saying outside quotations, or after "according to"."""
        said = _long(sentence)
        inside = [a for a in _within(people, sentence.span) if not _quoted(a.span, said)]
        verb = self._verb(sentence)
        if verb is None or not inside:
            return None
        nearest = min(inside, key=lambda a: (max(a.span.start - verb.stop, verb.start - a.span.stop), a.span.start))
        if max(nearest.span.start - verb.stop, verb.start - nearest.span.stop) > _NEAR:
            return None
        return self._of(nearest)

    def _of(self, annotation: Annotation) -> Speaker | None:
        party = annotation.value
        return self.known.get(party.name, Speaker(party)) if isinstance(party, Party) else None

    def _verb(self, sentence: Sentence) -> Span | None:
        """Where somebody is said to speak."""
        tokens, said = sentence.tokens, _long(sentence)
        for number, token in enumerate(tokens):
            if token.kind != "word" or _quoted(token.span, said):
                continue
            if not self.words.say.isdisjoint(token.lemmas):
                return token.span
            phrases = (p for word in (token.lower, *token.lemmas) for p in self.words.according.get(word, ()))
            if any(_reads(tokens, number, phrase) for phrase in phrases):
                return token.span
        return None

    def _quoted(
        self, number: int, said: Sequence[Quote], speaker: Speaker | None, people: Sequence[Annotation]
    ) -> None:
        """Give the quotations of a sentence their speaker."""
        for quote in said:
            begun = self._begun(quote, number)
            found = speaker or self._named(self.draft.sentences[begun], people)
            if found is None and self._verb(self.draft.sentences[number]) is None:
                found = self._announced(begun, people) or self._afterwards(number, people)
            self._add(quote.span, found or self.last, 1.0 if found else 0.7)

    def _begun(self, quote: Quote, number: int) -> int:
        """The number of the sentence that a quotation begins in."""
        while number > 0 and self.draft.sentences[number].span.start > quote.span.start:
            number -= 1
        return number

    def _announced(self, number: int, people: Sequence[Annotation]) -> Speaker | None:
        """Whoever the sentence before names before a colon."""
        if number == 0 or self.draft.sentences[number - 1].tokens[-1].text != ":":
            return None
        span = self.draft.sentences[number - 1].span
        inside = list(_within(people, span))
        return self._of(inside[-1]) if inside else None

    def _afterwards(self, number: int, people: Sequence[Annotation]) -> Speaker | None:
        """Whoever the next sentence of the paragraph says has spoken."""
        following = self.draft.sentences[number + 1 : number + 2]
        same = following and following[0].paragraph == self.draft.sentences[number].paragraph
        return self._named(following[0], people) if same and not following[0].tokens[0].text[0].isupper() else None

    def _answers(self, sentence: Sentence, asked: bool) -> bool:
        """Whether an interview's answer goes on here."""
        return asked and self.first is not None and _dashed(sentence) and not _asks(sentence)

    def _add(self, span: Span, speaker: Speaker | None, score: float) -> None:
        if speaker is not None:
            self.last = speaker
            self.found.append(Annotation(span, "speaker", speaker, "speech", score))


def _within(people: Sequence[Annotation], span: Span) -> Iterator[Annotation]:
    """The annotations that lie in a span; they are sorted by start."""
    first = bisect_left(people, span.start, key=lambda annotation: annotation.span.start)
    for annotation in people[first : bisect_left(people, span.stop, key=lambda annotation: annotation.span.start)]:
        if annotation.span.stop <= span.stop:
            yield annotation


def _ending(quotes: Sequence[Quote], span: Span) -> Sequence[Quote]:
    """The quotations that end in a span; they are sorted by their ends."""
    first = bisect_right(quotes, span.start, key=lambda quote: quote.span.stop)
    return quotes[first : bisect_right(quotes, span.stop, key=lambda quote: quote.span.stop)]


def _inside(quotes: Sequence[Quote], span: Span) -> bool:
    """Whether a quotation that ends later has begun before the span ends."""
    number = bisect_right(quotes, span.stop, key=lambda quote: quote.span.stop)
    return any(quote.span.start < span.stop for quote in quotes[number : number + 2])


def _long(sentence: Sentence) -> list[Span]:
    """The quotations of a sentence that are too long for a name, by their start."""
    return sorted(quote for quote in sentence.quotes if len(quote) > _NAME)


def _quoted(span: Span, said: Sequence[Span]) -> bool:
    """Whether a span lies in one of the quotations, nested a few deep at most."""
    number = bisect_right(said, span.start, key=lambda quote: quote.start)
    return any(span in quote for quote in said[max(0, number - _NESTED) : number])


def _reads(tokens: Sequence[Token], number: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand there, in any form."""
    rest = tokens[number : number + len(phrase)]
    return len(rest) == len(phrase) and all(
        word == token.lower or word in token.lemmas for word, token in zip(phrase, rest, strict=True)
    )


def _dashed(sentence: Sentence) -> bool:
    return sentence.tokens[0].text in _DASHES


def _asks(sentence: Sentence) -> bool:
    return sentence.tokens[-1].text == "?" and _dashed(sentence)
