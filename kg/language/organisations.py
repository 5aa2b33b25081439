"""Organisations, people and posts of a document: one layer, since each decides about the others.

First the names that stand by themselves (heads, legal forms, quotation marks), then posts and the people beside
them, then what is known by its neighbours, last every short name of what was found.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.language.annotations import Annotation, OrganisationMention, PostMention
from kg.language.beside import beside_names
from kg.language.capitalised_names import capitalised_names
from kg.language.draft import Draft, outline
from kg.language.headed_names import headed_names
from kg.language.known_names import known_names
from kg.language.lines import Line, lines
from kg.language.named import Name
from kg.language.offered_names import Offer, offers
from kg.language.organisation_words import OrganisationWords, organisation_words
from kg.language.packs import pack
from kg.language.people import Holding, People, holdings
from kg.language.periods import periods
from kg.language.person_names import loose_names, name_of
from kg.language.places import places
from kg.language.post_owners import fellow, fellow_body
from kg.language.post_words import PersonWords, PostWords, person_words, post_words
from kg.language.posts import PostPhrase, post_phrases
from kg.language.quoted_names import camel, quoted_names
from kg.language.register import Entry, Register, folded
from kg.language.runs import runs
from kg.language.tagged_line import Shown, shown
from kg.language.taggers import tagger
from kg.language.tokens import fold
from kg.language.trailing_names import trailing_names
from kg.model import Document, Party, PartyKind, Span

_SCORES = {"head": 1.0, "form": 1.0, "known": 1.0, "announced": 0.9, "act": 0.7, "shape": 0.7, "alias": 0.9}


def names(draft: Draft) -> Iterator[Annotation]:
    """Annotations `organisation`, `person`, `post` and `holding` of a document."""
    return iter(_Naming(draft).annotations())


def showing(document: Document) -> list[tuple[list[Span], Shown]]:
    """Each sentence of a document as a tagger is shown it, with the places of its tokens."""
    draft = outline(document, pack(document.language))
    for layer in (places, periods):
        draft.annotations.extend(layer(draft))
    naming = _Naming(draft)
    naming.stand()
    told = []
    for line in naming.lines:
        told.append(([t.span for t in line.tokens], shown(line, naming.words, naming.posts, naming.given)))
    return told


class _Naming:
    """One document's names on their way. Kept in an object because four passes share the same ground."""

    def __init__(self, draft: Draft) -> None:
        language = draft.pack.language
        self.language = language
        self.text = draft.document.text
        self.words: OrganisationWords = organisation_words(language)
        self.posts: PostWords = post_words(language)
        self.given: PersonWords = person_words(language)
        self.lines = lines(draft.document.text, draft.sentences, draft.annotations, draft.quotes)
        self.hits = draft.hits
        self.register = Register()
        self.people = People()
        self.found: list[Annotation] = []
        self.cased = any(r.cases for line in self.lines[:5] for t in line.tokens for r in t.readings[:1])

    def stand(self) -> None:
        """The names that stand by themselves, with their short forms."""
        for line in self.lines:
            self._standing(line)
        for line in self.lines:
            for name in known_names(line, self.language):
                self._enter(line, name)
        self._short_names()

    def annotations(self) -> list[Annotation]:
        """All of them, in the order found."""
        self.stand()
        self._tagged()
        phrases = [list(post_phrases(line, self.posts, self.words)) for line in self.lines]
        taken = [[False] * len(line.tokens) for line in self.lines]
        for line, listed, covered in zip(self.lines, phrases, taken, strict=True):
            self._holdings(line, listed, covered)
        for line, covered in zip(self.lines, taken, strict=True):
            self._loose(line, covered)
        for line, covered in zip(self.lines, taken, strict=True):
            self._families(line, covered)
        common = frozenset(t.lower for line in self.lines for t in line.tokens if t.text[0].islower())
        for line, covered, hits in zip(self.lines, taken, self.hits, strict=True):
            dealing = any(hit.entry.scheme == "agreement" for hit in hits)
            for name in beside_names(line, self.words, self.posts, covered, common, dealing):
                self._enter(line, name)
        self._short_names()
        for line, covered in zip(self.lines, taken, strict=True):
            self._offer(line, covered)
        return self.found

    def _offer(self, line: Line, covered: list[bool]) -> None:
        """Stretches that may name an organisation although no rule says so: annotations of type `name`."""
        for name in offers(line, self.words, self.posts, covered):
            party = Party(name.name, PartyKind.ORGANISATION)
            value = Offer(OrganisationMention(party, name.type, name.country))
            span = line.span(name.start, name.stop)
            self.found.append(Annotation(span, "name", value, f"names:{name.ground}", 0.5))

    def _tagged(self) -> None:
        """The labels of the language's tagger, if there is one."""
        found = tagger(self.language)
        if found is None:
            return
        told = found(self.text, self.lines, lambda line: shown(line, self.words, self.posts, self.given))
        for line, tags in zip(self.lines, told, strict=True):
            line.tags = tags

    def _standing(self, line: Line) -> None:
        """Names that need nobody: quoted ones first where a head holds them, headed, then capitalised."""
        quoted = list(quoted_names(line, self.words, self.posts))
        for name in quoted:
            if name.ground == "form":
                self._enter(line, name)
        if self.words.trailing:
            for name in trailing_names(line, self.words):
                self._enter(line, name)
        elif self.cased:
            for name in headed_names(line, self.words, self.given):
                self._enter(line, name)
        for name in quoted:
            if line.free(name.start, name.stop):
                self._enter(line, name)
        for name in capitalised_names(line, self.words, self.posts, self.given):
            self._enter(line, name)

    def _enter(self, line: Line, name: Name) -> None:
        known = self.words.known.get(fold(name.name))
        if known and known.type:
            name = replace(name, type=known.type, country=known.country, held=known.others)
        alias, stop = _bracketed(line, name.stop)
        entry = self.register.enter(name, *([alias] if alias else []))
        self._annotate(line, name.start, name.stop, entry, name.ground)
        if alias:
            self._annotate(line, stop - 2, stop - 1, entry, "alias")

    def _annotate(self, line: Line, start: int, stop: int, entry: Entry, ground: str) -> None:
        value = OrganisationMention(entry.party, entry.type, entry.country)
        annotation = Annotation(line.span(start, stop), "organisation", value, f"names:{ground}", _SCORES[ground])
        line.mark(annotation)
        self.found.append(annotation)

    def _short_names(self) -> None:
        """Later mentions by a short name: an acronym, the first words, the quoted part."""
        for line in self.lines:
            for start, stop in list(runs(line, self.words)):
                entry = self._short(line, start, stop)
                if entry:
                    self._annotate(line, start, stop, entry, "alias")
            for start, stop in sorted(line.quoted.items()):
                if line.free(start, stop) and (entry := self.register.find(line.words(start + 1, stop - 1))):
                    self._annotate(line, start, stop, entry, "alias")

    def _short(self, line: Line, start: int, stop: int) -> Entry | None:
        words = folded(line.words(start, stop))
        if not words or all(line.places[start:stop]):
            return None
        if words in self.register.names:
            return self.register.names[words]
        if len(words) == 1 and len(words[0]) > 3 and not line.opens(start):
            return self.register.begins(words[0])
        return self.register.find(" ".join(words)) if len(words) > 1 else None

    def _holdings(self, line: Line, phrases: list[PostPhrase], covered: list[bool]) -> None:
        for phrase, start, stop in holdings(line, phrases, self.posts, self.given, self.words):
            words, name = name_of(line, start, stop, phrase.cases, self.given)
            known = self.people.family(words[-1]) if len(words) == 1 else None
            person = known or self.people.add(words, name)
            covered[start:stop] = [True] * (stop - start)
            self._person(line, start, stop, person, phrase)

    def _person(self, line: Line, start: int, stop: int, person: Party, phrase: PostPhrase) -> None:
        self.found.append(Annotation(line.span(start, stop), "person", person, "names:post", 1.0))
        post = PostMention(phrase.words, _holder(phrase), phrase.country)
        begin, end = min(start, phrase.start), max(stop, phrase.stop)
        receiver = next((place.country for place in phrase.receivers if place.country), None)
        holding = Holding(person, post, phrase.of, phrase.former, phrase.unnamed, receiver)
        self.found.append(Annotation(line.span(phrase.start, phrase.stop), "post", post, "names:post", 1.0))
        self.found.append(Annotation(line.span(begin, end), "holding", holding, "names:post", 1.0))

    def _loose(self, line: Line, covered: list[bool]) -> None:
        for start, stop in loose_names(line, self.given, covered, self.words.joiners.get("of", frozenset())):
            if self._partner(line, stop):
                continue
            words, name = name_of(line, start, stop, frozenset(), self.given)
            person = self.people.add(words, name)
            covered[start:stop] = [True] * (stop - start)
            self.found.append(Annotation(line.span(start, stop), "person", person, "names:given", 0.8))
            if bare := fellow_body(line, stop, self.posts, self.words):
                holding = Holding(person, PostMention("", None, None), "body", unnamed=bare)
                self.found.append(Annotation(line.span(start, stop), "holding", holding, "names:given", 0.8))
            if (body := fellow(line, stop, self.words)) is not None:
                holding = Holding(person, PostMention("", body.party, body.country), "body")
                end = line.names[_after_owner(line, stop, body)]
                whole = Span(line.tokens[start].span.start, end.span.stop if end else line.tokens[stop].span.stop)
                self.found.append(Annotation(whole, "holding", holding, "names:given", 0.8))

    def _partner(self, line: Line, number: int) -> bool:
        """Whether "and" ties a run of capitals to an organisation: then it is one itself."""
        if number + 1 >= len(line.tokens) or line.tokens[number].lower not in self.words.joiners.get("and", ()):
            return False
        return line.names[number + 1] is not None or camel(line.tokens[number + 1].text)

    def _families(self, line: Line, covered: list[bool]) -> None:
        for number, token in enumerate(line.tokens):
            if covered[number] or not line.capital(number) or line.names[number] or line.places[number]:
                continue
            person = self.people.family(token.lower)
            if person:
                covered[number] = True
                self.found.append(Annotation(token.span, "person", person, "names:family", 0.9))


def _after_owner(line: Line, stop: int, body: OrganisationMention) -> int:
    """The number of the first token of an organisation's name behind a person's."""
    values = ((n, line.names[n]) for n in range(stop, len(line.tokens)))
    return next(n for n, name in values if name is not None and name.value == body)


def _holder(phrase: PostPhrase) -> Party | None:
    """Whose post it is: the organisation named, else the country, by the kind of the post."""
    if phrase.organisation is not None:
        return phrase.organisation
    regions = [p.party for p in phrase.places if p.party.kind is PartyKind.PLACE and p.form == "noun"]
    if phrase.of in ("state", "minister") and regions and phrase.owner is None:
        return regions[0]
    if phrase.of in ("state", "minister", "envoy", "counterpart") and phrase.country:
        return Party(phrase.country, PartyKind.ECONOMY)
    if phrase.of == "body" and regions and not phrase.unnamed and phrase.owner is None:
        return regions[0]
    if phrase.of == "body" and phrase.owner and phrase.owner.country is None:
        return phrase.owner.party
    if phrase.of == "region" and phrase.places:
        return phrase.places[0].party
    return None


def _bracketed(line: Line, stop: int) -> tuple[str, int]:
    """A short name in brackets right after a name, and the number after the bracket."""
    tokens = line.tokens[stop : stop + 3]
    if len(tokens) == 3 and tokens[0].text == "(" and tokens[2].text in "),;" and tokens[1].kind == "word":
        word = tokens[1].text
        if word[0].isupper() and sum(letter.isupper() for letter in word) > 1:
            return word, stop + 3
    return "", stop
