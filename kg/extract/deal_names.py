"""Names that no layer knows: quoted or capitalised words that may be a party to a deal."""

from collections.abc import Iterator

from kg.extract.scenes import Scene
from kg.language import Token
from kg.model import Party, PartyKind, Slot, Span

_LONGEST = 60  # characters of a name in quotation marks
_JOINTS = frozenset({"&", "of", "and", "-", "–", "de"})
_MOST = 4  # unknown names of one sentence that are looked at


def unknown(scene: Scene) -> list[tuple[Slot[Party], str]]:
    """The names of a sentence that nothing explains, each with how it is written: `quoted` or `capital`."""
    found: dict[str, tuple[Slot[Party], str]] = {}
    for span, sort in (*_quoted(scene), *_capital(scene)):
        name = scene.words(span)
        found.setdefault(name, (Slot(Party(name, PartyKind.ORGANISATION), (span,)), sort))
    return list(found.values())[:_MOST]


def _explained(scene: Scene, span: Span) -> bool:
    known = (*scene.places, *scene.people, *scene.organisations, *scene.periods, *scene.amounts, *scene.holdings)
    return any(span.overlaps(annotation.span) for annotation in known)


def _function(scene: Scene, token: Token) -> bool:
    """Whether a capital is only that of a sentence's first word: an article, pronoun, preposition or small verb."""
    if token.span.start > scene.sentence.span.start + 2:
        return False
    small = (*scene.of("eventRole"), *scene.of("tense"), *scene.of("agreementRole"), *scene.of("scope"))
    return len(token.text) < 4 or any(cue.span == token.span for cue in small)


def _quoted(scene: Scene) -> Iterator[tuple[Span, str]]:
    """Short stretches in quotation marks that begin with a capital and are no speech."""
    text = scene.analysis.document.text
    for span in scene.sentence.quotes:
        words = span.of(text)
        known = (*scene.organisations, *scene.people, *scene.periods)
        held = any(span.overlaps(annotation.span) for annotation in known)
        held = held or any(span in annotation.span for annotation in scene.places)
        if len(words) <= _LONGEST and words[:1].isupper() and not held:
            yield span, "quoted"


def _capital(scene: Scene) -> Iterator[tuple[Span, str]]:
    """Runs of capitalised words; at the beginning of a sentence only those of two words and more."""
    run: list[Token] = []
    for token in (*scene.sentence.tokens, None):
        fits = token is not None and (_upper(token) or (run and token.text in _JOINTS))
        known = token is not None and (_explained(scene, token.span) or _function(scene, token))
        if token is not None and fits and not known:
            run.append(token)
            continue
        yield from _named(scene, run)
        run = []


def _upper(token: Token) -> bool:
    return token.kind == "word" and token.text[:1].isupper() and len(token.text) > 1


def _named(scene: Scene, run: list[Token]) -> Iterator[tuple[Span, str]]:
    while run and run[-1].text in _JOINTS:
        run = run[:-1]
    if not run:
        return
    first = run[0].span.start == scene.sentence.span.start
    span = Span(run[0].span.start, run[-1].span.stop)
    quoted = any(span.overlaps(quote) for quote in scene.sentence.quotes)
    if not (first and len(run) == 1) and not quoted and not _explained(scene, span):
        yield span, "capital"
