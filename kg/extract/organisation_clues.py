"""Whether a name is an organisation's: what all its mentions in a document say for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.scenes import steps
from kg.language import Analysis, Annotation, OrganisationMention
from kg.language.annotations import Sentence, Token
from kg.language.name_origins import origins
from kg.language.offered_names import Offer
from kg.language.organisation_words import OrganisationWords, lookup, organisation_words
from kg.language.post_words import PersonWords, PostWords, person_words, post_words
from kg.language.quoted_names import camel
from kg.model import Span

_OFTEN = (2, 3, 5)
_BESIDE = 6  # characters between two names of a list
_ACTING = 4  # tokens behind a name within which a verb counts as its own


def mentioned(annotation: Annotation) -> OrganisationMention | None:
    """What an annotation mentions, or would if it were an organisation's name."""
    value = annotation.value.mention if isinstance(annotation.value, Offer) else annotation.value
    return value if isinstance(value, OrganisationMention) else None


@dataclass(slots=True)
class Witness:
    """Reads the clues of names in one document; kept together because each name asks the same tables."""

    analysis: Analysis
    words: OrganisationWords = field(init=False)
    posts: PostWords = field(init=False)
    people: PersonWords = field(init=False)

    def __post_init__(self) -> None:
        language = self.analysis.document.language
        self.words, self.posts, self.people = organisation_words(language), post_words(language), person_words(language)

    def clues(self, told: Sequence[Annotation]) -> tuple[str, ...]:
        """The clues of a name from its mentions, each once."""
        value = mentioned(told[0])
        assert value is not None
        found = [*self._whole(told, value)]
        for annotation in told[:3]:
            sentence = self.analysis.sentence(annotation.span.start)
            if sentence is not None:
                found += self._there(annotation, sentence)
        ground = _ground(told)
        return tuple(dict.fromkeys([*found, *(f"{ground}&{clue}" for clue in found if not clue.startswith("ground"))]))

    def _whole(self, told: Sequence[Annotation], value: OrganisationMention) -> Iterator[str]:
        name = value.party.name
        words = name.split()
        yield f"ground:{_ground(told)}"
        yield f"type:{value.type}"
        yield f"words:{min(4, len(words))}"
        yield f"often:{steps(len(told), _OFTEN)}"
        yield f"grounds:{len({a.layer for a in told})}"
        if len(words) == 1:
            yield f"one:{'XX' if name.isupper() else 'xX' if camel(name) else 'Xx'}"
        if any(word[:1].isdigit() for word in words):
            yield "number"
        if words and words[0].lower() in self.people.given and len(words) in (2, 3):
            yield "given name"
        if len(words) in (2, 3) and any(origins(name)):
            yield "like a person"
        yield f"latin:{name.isascii()}"
        if value.country:
            yield "placed"
        for word in words:
            yield from (f"holds:{kind}" for kind in self._kinds(word.lower()))

    def _kinds(self, word: str) -> Iterator[str]:
        tables = (("head", self.words.heads), ("form", self.words.forms), ("barred", self.words.barred))
        yield from (kind for kind, table in tables if word in table)
        if word in self.posts.inner:
            yield "portfolio"

    def _there(self, annotation: Annotation, sentence: Sentence) -> Iterator[str]:
        """What stands beside one mention."""
        span = annotation.span
        before = [t for t in sentence.tokens if t.span.stop <= span.start]
        after = [t for t in sentence.tokens if t.span.start >= span.stop]
        yield f"sort:{sentence.sort}"
        yield from (f"before:{clue}" for clue in self._beside(before[-1:], "first"))
        yield from (f"further:{clue}" for clue in self._beside(before[-2:-1], "first"))
        yield from (f"after:{clue}" for clue in self._beside(after[:1], "last"))
        yield from (f"then:{clue}" for clue in self._beside(after[1:2], "last"))
        if any(token.kind == "word" and self._acts(token) for token in after[:_ACTING]):
            yield "acts"
        yield from self._near(annotation, sentence)

    def _beside(self, tokens: Sequence[Token], missing: str) -> Iterator[str]:
        if not tokens:
            yield missing
            return
        token = tokens[0]
        if token.kind != "word":
            yield token.text if token.kind == "mark" else "number"
            return
        yield f"pos:{token.readings[0].pos}"
        tables = (("announce", self.words.announce), ("head", self.words.heads), ("form", self.words.forms))
        yield from (kind for kind, table in tables if lookup(table, token))
        sets = (("barred", self.words.barred), ("media", self.words.media), ("acts", self.words.acts))
        yield from (kind for kind, known in sets if any(lemma in known for lemma in (token.lower, *token.lemmas)))
        if self.posts.head(token):
            yield "post"
        if token.text[0].isupper():
            yield "capital"
        yield from (f"joins:{kind}" for kind, known in self.words.joiners.items() if token.lower in known)

    def _acts(self, token: Token) -> bool:
        return any(lemma in self.words.acts for lemma in token.lemmas)

    def _near(self, annotation: Annotation, sentence: Sentence) -> Iterator[str]:
        """Other annotations on or right beside a mention, and what the sentence tells of."""
        span = annotation.span
        for other in self.analysis.within(sentence.span):
            if other is annotation or other.type == "name":
                continue
            if other.type == "cue":
                scheme = str(other.value).partition("/")[0]
                if other.span.overlaps(span):
                    yield f"on:{scheme}"
                elif scheme in ("agreement", "agreementStatus", "agreementVerb", "project", "event"):
                    yield f"tells:{scheme}"
            elif other.span.overlaps(span):
                yield f"on:{other.type}"
            elif other.type == "organisation" and _gap(span, other.span) < _BESIDE:
                yield "beside:organisation"
            elif other.type == "place" and 0 <= span.start - other.span.stop < 3:
                yield "behind:place"


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.stop, other.start - one.stop)


def _ground(told: Sequence[Annotation]) -> str:
    return told[0].layer.removeprefix("names:")
