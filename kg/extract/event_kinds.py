"""Which kind of happening a word tells of, where the word alone leaves it open: "the meeting", "the council"."""

from collections.abc import Iterator

from kg.extract.deciding import Candidate
from kg.extract.event_clues import RULE
from kg.extract.scenes import Scene, distance
from kg.language import Annotation

# What a word for one kind is also used for, by FACTS.md: councils meet, intergovernmental bodies hold sessions,
# a gathering with firms is a forum, one of officials or scholars a conference.
ALSO = {
    "Meeting": ("CommissionSession", "BusinessForum", "Conference"),
    "Again": ("CommissionSession", "Meeting", "BusinessForum", "Conference"),
}
_OPEN = ("Again", "More")  # words and places that tell of a kind named before
_NEAR = 60  # characters between two words for happenings that are of one


def kinds(scene: Scene, hit: Annotation, rule: str, session: str | None, last: str | None) -> list[Candidate]:
    """The kinds that a word may tell of, the word's own first; `session` and `last` are those told before."""
    own = str(hit.value).partition("/")[2]
    clues = tuple(dict.fromkeys(_clues(scene, hit, own, session, last)))
    among = dict.fromkeys((rule, *(() if own in _OPEN else (own,)), *ALSO.get(own, ())))
    return [
        Candidate(
            kind,
            (
                kind,
                *(f"{kind}<{clue}" for clue in clues),
                *((*RULE, f"rule:{kind}", f"rule:{kind}:{hit.score}") if kind == rule else ()),
                *(("told before",) if kind == session else ()),
                *(("told last",) if kind == last else ()),
            ),
        )
        for kind in among
    ]


def _clues(scene: Scene, hit: Annotation, own: str, session: str | None, last: str | None) -> Iterator[str]:
    """The word, its neighbours and what has been told."""
    clause = scene.clause(hit.span)
    yield from (own, f"{own}:{hit.score}", f"before:{session}", f"last:{last}")
    yield from {f"role:{a.value}" for a in scene.of("eventRole") if a.span in clause}
    near = (a for a in scene.of("event") if a is not hit and distance(a.span, hit.span) < _NEAR)
    yield from {f"beside:{a.value}" for a in near}
    yield from (f"people:{min(3, len(scene.people))}", f"economies:{min(3, len(scene.economies()))}")
    types = {getattr(a.value, "type", None) for a in scene.organisations if a.span in clause}
    yield from (f"body:{kind}" for kind in types)
