"""Projects: something gets built or run together, one by one or as a stock; programmes and funds are projects.

The rules propose, the judge chooses parties, status, number and amount (`project.parties` …), then decides whether the
words tell of a new project, of one told before, or of none (`project.truth`), and how sound it all is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract import deal_clues, deal_parties
from kg.extract.attribution import said_by
from kg.extract.deal_amounts import count, plural, value
from kg.extract.deal_slots import Memory, Parties, bodies_of, names, place, places, sides, unknown_place
from kg.extract.deal_truth import Proposal
from kg.extract.deals import After, Sort, Told, told
from kg.extract.deciding import Judge, learned
from kg.extract.event_slots import before
from kg.extract.evidence import around
from kg.extract.scenes import Scene, amount, distance, nearest, period_slot
from kg.language import Analysis, Annotation, PlaceMention
from kg.model import PartyKind, Project, Quantity, Rejection, Slot

STATUSES = ("proposed", "inDevelopment", "underWay", "completed")
_NEAR = 110  # characters between a project's noun and what tells its status
_STOCK = frozenset({"joint", "investment"})  # kinds that are told in numbers
_BESIDE = 40  # characters within which a word is the noun's own
_FAR = 60  # characters from any noun where a word for building tells of a project by itself
_VERB = "projectVerb/investment"
_BARE = 0.5  # its score
_COST = 60  # characters between an amount and the word that makes it a cost


def find(analysis: Analysis, judge: Judge | None = None) -> Iterator[Project | Rejection]:
    """The projects of a document, each once, in order; and the nouns that told of none."""
    return told(analysis, judge or learned("projects", analysis.document.language), _SORT)


def _proposals(scene: Scene, noun: Annotation, told: Told[Project], after: After) -> Iterator[Proposal]:
    """What a noun may tell: one project, or one a place where a plural stands for several."""
    kind = str(noun.value).partition("/")[2]
    said, guess = _status(scene, noun), _whole(value(scene, noun.span)) or _cost(scene, after)
    rule, number = _parties(scene, noun, kind, told.memory), count(scene, noun)
    choose, at = told.judge.choose, noun.span
    among = deal_parties.candidates(scene, noun, rule, told.memory, str(noun.value), number)
    sided = choose("project.parties", at, among)
    first = said.value if said else None
    status = choose("project.status", at, deal_clues.statuses(scene, noun, "projectStatus", first, STATUSES, told.last))
    many = choose("project.count", at, deal_clues.numbers(scene, noun, number))
    sum_ = choose("project.value", at, deal_clues.amounts(scene, noun, guess, after))
    project = Project(
        type=Slot(kind, (noun.span,)),
        status=said if said and said.value == status.value else Slot(str(status.value), (noun.span,)),
        parties=sided.value if isinstance(sided.value, tuple) else (),
        count=many.value if isinstance(many.value, Slot) or many.value == "several" else None,
        value=_bare_rate(sum_.value) if isinstance(sum_.value, Slot) else None,
        place=place(scene, noun.span) or unknown_place(scene, noun.span),
        name=_name(scene, noun),
        subject=Slot(scene.words(noun.span), (noun.span,)),
        evidence=(around(scene.analysis, noun.span),),
        speaker=said_by(scene, noun.span),
    )
    sure = {
        "parties": sided.probability,
        "status": status.probability,
        "count": many.probability,
        "value": sum_.probability,
    }
    guessed = replace(project, parties=rule, count=number, value=guess, status=said)
    refused = "nobody says how far it has come" if said is None else _refused(guessed, noun, kind)
    refused = "no word for what is built" if noun.value == _VERB else refused
    for each in _each(scene, noun, project, kind):
        yield Proposal(each, noun, sure, refused)


def _words(scene: Scene) -> list[Annotation]:
    """What may tell of a project: nouns, and far from these a word for building or what money is put into."""
    nouns = _nouns(scene)
    return sorted((*nouns, *_verbs(scene, nouns)), key=lambda a: a.span)


def _verbs(scene: Scene, nouns: Sequence[Annotation]) -> list[Annotation]:
    """Words for building, and with a sum in the sentence words on a state, the nearest to the sum first."""
    sums = [a.span for a in scene.amounts if (v := amount(a)) is not None and v.sort == "money"]
    cues = [a for a in scene.of("projectRole") if a.value == "projectRole/build"]
    cues += scene.of("projectStatus") if sums else []
    cues = [cue for cue in cues if not any(cue.span in body.span for body in scene.organisations)]
    kept: list[Annotation] = []
    for cue in sorted(cues, key=lambda a: (min((distance(a.span, sum_) for sum_ in sums), default=0), a.span)):
        if not any(distance(cue.span, other.span) < _FAR for other in (*nouns, *kept)):
            kept.append(replace(cue, value=_VERB, score=_BARE))
    return kept


def _nouns(scene: Scene) -> list[Annotation]:
    """The nouns for projects, the first of those that stand together with no number between.

    One within the name of a body counts where a word on a state stands near: "Tractor Plant is going up in Riga".
    """
    kept: list[Annotation] = []
    for cue in scene.of("project"):
        fund = cue.value == "project/programme"
        if not fund and any(cue.span in o.span for o in scene.organisations) and not _stated(scene, cue):
            continue
        between = kept and any(kept[-1].span.stop <= a.span.start < cue.span.start for a in scene.amounts)
        if not kept or between or distance(kept[-1].span, cue.span) > 40:
            kept.append(cue)
    return kept


def _stated(scene: Scene, noun: Annotation) -> bool:
    """Whether a word on a state stands near."""
    return any(distance(a.span, noun.span) < _FAR for a in scene.of("projectStatus"))


def _refused(project: Project, noun: Annotation, kind: str) -> str | None:
    """Why a noun with a status is no project that anybody could find again."""
    stated = sum(bool(slot.spans) for slot in project.parties)
    assert project.status is not None
    near = stated > 0 and distance(project.status.spans[0], noun.span) < _BESIDE
    told = project.value or project.name
    if kind in _STOCK:
        venture = near and stated > 1 and project.status.value != "proposed"
        return None if isinstance(project.count, Slot) or told or venture else "a project without number, sum or name"
    return None if told or project.place or near else "nothing says where, for whom or for how much"


def _each(scene: Scene, noun: Annotation, project: Project, kind: str) -> list[Project]:
    """One project a place, where a plural stands for several places: "terminals in A, B and near C"."""
    if kind in _STOCK or isinstance(project.count, Slot):
        return [project]
    spots = [
        Slot(a.value.party, (a.span,))
        for a in places(scene, noun.span)
        if isinstance(a.value, PlaceMention) and a.value.party.kind is PartyKind.PLACE
    ]
    if len(spots) < 2 or not plural(scene, noun.span):
        return [project]
    return [replace(project, count=None, place=spot) for spot in spots]


def _parties(scene: Scene, noun: Annotation, kind: str, memory: Memory) -> Parties:
    """As told in the clause; those in force only for what is joint by its word."""
    found = sides(scene, noun.span, memory)[0]
    stated = any(slot.spans for slot in found)
    return found if stated or kind in _STOCK else ()


def _status(scene: Scene, noun: Annotation) -> Slot[str] | None:
    """The word nearest to the noun in its clause; what is only to be done is in development."""
    near = [a for a in scene.of("projectStatus") if distance(a.span, noun.span) < _NEAR]
    clause = scene.clause(noun.span)
    cue = nearest([a for a in near if a.span in clause] or near, noun.span)
    if cue is None:
        return _implied(scene, noun)
    when = period_slot(nearest(scene.periods, noun.span, lambda a: a.span in clause))
    later = when is not None and before(when.value, scene.analysis.document.published) > 0
    notation = str(cue.value).partition("/")[2]
    if notation == "completed" and (later or cue.span in scene.future()):
        notation = "inDevelopment"
    return Slot(notation, (cue.span,))


def _implied(scene: Scene, noun: Annotation) -> Slot[str] | None:
    """What is only named: under way if a stock with a sum, proposed if building or an agreement is spoken of."""
    clause = scene.clause(noun.span)
    if str(noun.value).partition("/")[2] in _STOCK:
        told = isinstance(count(scene, noun), Slot) and value(scene, noun.span) is not None
        told = told or len(bodies_of(scene, noun.span, clause)) > 1
        return Slot("underWay", (noun.span,)) if told else None
    cues = [a for a in scene.of("projectRole") if a.value == "projectRole/build" and a.span in clause]
    cue = nearest((*cues, *scene.of("agreement")), noun.span, lambda a: distance(a.span, noun.span) < _BESIDE)
    return Slot("proposed", (cue.span,)) if cue else None


def _whole(slot: Slot[Quantity] | None) -> Slot[Quantity] | None:
    """A sum for a project as a whole; what is paid by the year is none."""
    return slot if slot is None or slot.value.per is None else None


def _bare_rate(slot: Slot[Quantity]) -> Slot[Quantity]:
    """An amount without the rate it was told at: flat facts have none for projects."""
    return slot if slot.value.per is None else replace(slot, value=replace(slot.value, per=None))


def _cost(scene: Scene, following: Sequence[Scene]) -> Slot[Quantity] | None:
    """What the next sentences of the paragraph say it costs, before they speak of another project."""
    for after in following:
        if after.sentence.paragraph != scene.sentence.paragraph or after.of("project") or after.of("agreement"):
            return None
        for annotation in after.amounts:
            found = amount(annotation)
            cost = nearest(after.of("projectRole"), annotation.span, lambda a: a.value == "projectRole/cost")
            if found and found.sort == "money" and cost and distance(cost.span, annotation.span) < _COST:
                return Slot(found.quantity, (annotation.span,))
    return None


def _name(scene: Scene, noun: Annotation) -> Slot[str] | None:
    """A quoted name right after the noun."""
    for quote in scene.sentence.quotes:
        if 0 <= quote.start - noun.span.stop < 4 and len(quote) < 80:
            return Slot(scene.words(quote), (quote,))
    return None


def _joined(one: Project, other: Project) -> Project:
    """One project with the evidence of both tellings, and what only the second says."""
    return replace(
        one,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        value=one.value or other.value,
        place=one.place or other.place,
        name=one.name or other.name,
    )


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


def _remember(memory: Memory, project: Project) -> None:
    memory.dealt = tuple(slot.value for slot in project.parties)


_SORT: Sort[Project] = Sort(
    "project",
    "hardly a project",
    lambda scene, memory: _words(scene),
    _proposals,
    _same,
    _joined,
    lambda one, other: one.value is not None and other.value is not None and _same(one, other),
    _remember,
)
