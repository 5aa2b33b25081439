"""Projects: something gets built or run together, one by one or as a stock; programmes and funds are projects."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.deal_slots import Pair, count, names, place, sides, value
from kg.extract.evidence import around
from kg.extract.scenes import Scene, distance, nearest, scenes
from kg.language import Analysis, Annotation
from kg.model import Project, Rejection, Slot

_NEAR = 90  # characters between a project's noun and what tells its status
_PLURAL = frozenset({"joint", "investment"})


def find(analysis: Analysis) -> Iterator[Project | Rejection]:
    """The projects of a document, each once, in order; and the nouns that told of none."""
    told: list[Project] = []
    pair = Pair.opening(analysis)
    rejected: list[Rejection] = []
    for scene in scenes(analysis):
        pair.see(scene)
        for noun in _nouns(scene):
            found = _project(scene, noun, pair)
            if isinstance(found, Project):
                _tell(told, found)
            else:
                rejected.append(Rejection(noun.span, "project", found))
    yield from told
    yield from rejected


def _nouns(scene: Scene) -> list[Annotation]:
    """The nouns for projects outside names of organisations, the first of those that stand together."""
    kept: list[Annotation] = []
    for cue in scene.of("project"):
        named = any(cue.span in o.span for o in scene.organisations)
        if not named and (not kept or distance(kept[-1].span, cue.span) > 40):
            kept.append(cue)
    return kept


def _project(scene: Scene, noun: Annotation, pair: Pair) -> Project | str:
    kind = str(noun.value).partition("/")[2]
    status = _status(scene, noun)
    if status is None:
        return "nobody says how far it has come"
    many = count(scene, noun)
    money = value(scene, noun.span)
    where = place(scene, noun.span)
    if kind in _PLURAL and not isinstance(many, Slot) and money is None:
        return "a project without number, sum or name"
    if kind not in _PLURAL and where is None and money is None:
        return "nothing says where or for how much"
    parties = sides(scene, noun.span, pair)
    return Project(
        type=Slot(kind, (noun.span,)),
        status=status,
        parties=parties.slots,
        count=many,
        value=money,
        place=where,
        name=_name(scene, noun),
        subject=Slot(scene.words(noun.span), (noun.span,)),
        evidence=(around(scene.analysis, noun.span),),
    )


def _status(scene: Scene, noun: Annotation) -> Slot[str] | None:
    cue = nearest(scene.of("projectStatus"), noun.span, lambda a: distance(a.span, noun.span) < _NEAR)
    return Slot(str(cue.value).partition("/")[2], (cue.span,)) if cue else None


def _name(scene: Scene, noun: Annotation) -> Slot[str] | None:
    """A quoted name right after the noun."""
    for quote in scene.sentence.quotes:
        if 0 <= quote.start - noun.span.stop < 4 and len(quote) < 80:
            return Slot(scene.words(quote), (quote,))
    return None


def _tell(told: list[Project], project: Project) -> None:
    """Add a project, or complete the one it is."""
    for number, other in enumerate(told):
        if _same(other, project):
            told[number] = replace(
                other,
                evidence=tuple(dict.fromkeys((*other.evidence, *project.evidence))),
                value=other.value or project.value,
                place=other.place or project.place,
                name=other.name or project.name,
            )
            return
    told.append(project)


def _same(a: Project, b: Project) -> bool:
    """One project told twice: status, kind, parties and number alike, and nothing else at odds."""
    return (
        names(a.parties) == names(b.parties)
        and _bare(a.type) == _bare(b.type)
        and _bare(a.status) == _bare(b.status)
        and _number(a) == _number(b)
        and all(x is None or y is None or x.value == y.value for x, y in ((a.value, b.value), (a.place, b.place)))
    )


def _bare(slot: Slot[str] | None) -> str | None:
    return slot.value if slot else None


def _number(project: Project) -> object:
    return project.count.value.value if isinstance(project.count, Slot) else project.count
