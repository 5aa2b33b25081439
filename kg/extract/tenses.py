"""When a clause puts what it tells: tenses of its verbs and the small words that bend them, as clues."""

from collections.abc import Iterator, Mapping
from functools import cache

from kg.extract.scenes import Scene, distance
from kg.language import Annotation, Token
from kg.language.packs import pack
from kg.model import Span

_BESIDE = 25  # characters between a happening's or deal's word and a small word that bends its verb
_TENSES = ("past", "present", "future")


def tense(token: Token, language: str) -> str | None:
    """`past`, `present` or `future` as the word's traits, its irregular form or its ending tell; None else.

    Endings and forms stand in the pack (`tenses`).
    """
    if token.kind != "word":
        return None
    first = token.readings[0]
    told = [name for name in _TENSES if name in first.traits]
    if told:
        return told[0] if first.pos == "verb" or told[0] == "past" else None
    verbal = any(reading.pos == "verb" for reading in token.readings)
    forms = _forms(language)
    fitting = [form for form in forms if token.lower == form or (verbal and token.lower.endswith(form))]
    return forms[max(fitting, key=len)] if fitting else None


@cache
def _forms(language: str) -> Mapping[str, str]:
    """The tense of each ending or form that the pack lists."""
    listed = pack(language).sections.get("tenses", {}).get("patterns", {})
    return {str(form): str(name) for name, forms in listed.items() for form in forms}


def told(scene: Scene, clause: Span, language: str) -> list[tuple[str, Span]]:
    """The tenses of a clause's verbs, in order."""
    inside = (token for token in scene.sentence.tokens if token.span in clause)
    return [(name, token.span) for token in inside if (name := tense(token, language))]


def clues(scene: Scene, hit: Span) -> Iterator[str]:
    """What the clause's verbs and small words say about when: nearest and last verb, words beside, all there are."""
    language = scene.analysis.document.language
    clause = scene.clause(hit)
    verbs = told(scene, clause, language)
    yield from {f"verb:{name}" for name, _ in verbs}
    if verbs:
        yield f"nearest:{min(verbs, key=lambda verb: distance(verb[1], hit))[0]}"
        yield f"last:{verbs[-1][0]}"
    else:
        yield "verbless"
    yield from {_small(cue, hit) for cue in scene.of("tense") if cue.span in clause}


def _small(cue: Annotation, hit: Span) -> str:
    where = "beside" if distance(cue.span, hit) < _BESIDE else "clause"
    return f"{where}:{str(cue.value).partition('/')[2]}"
