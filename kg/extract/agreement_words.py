"""The words of a sentence that can tell of an agreement: nouns, verbs, words on a state, and "one more"."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.deal_amounts import value
from kg.extract.deal_slots import Memory
from kg.extract.scenes import Scene, distance, organisation
from kg.language import Annotation, OrganisationMention

VERB = "agreementVerb"
BARE = 0.5  # the score of a word on a state with no noun near
SORTS = {"contract": ("money", "physical")}
_FAR = 60  # characters from any noun where a verb tells of an agreement by itself
_CLOSE = 25  # characters between two nouns of which the first counts
_TRADING = 0.4  # the score of verbs of buying and selling
_MORE = 0.6  # the score of a word for one more
_OWN = 30  # characters between "another" and the noun that it belongs to


def words(scene: Scene, memory: Memory) -> Iterator[Annotation]:
    """All of them: nouns first, then verbs, then words for one more."""
    yield from _nouns(scene)
    yield from _verbs(scene, memory)
    yield from _others(scene, memory)


def _nouns(scene: Scene) -> list[Annotation]:
    """The nouns for agreements of a sentence outside names, the first of those that stand together."""
    kept: list[Annotation] = []
    for cue in scene.of("agreement"):
        named = any(cue.span in o.span for o in scene.organisations)
        if not named and (not kept or distance(kept[-1].span, cue.span) > _CLOSE):
            kept.append(cue)
    return kept


def _verbs(scene: Scene, memory: Memory) -> list[Annotation]:
    """Verbs of agreeing, dealing or negotiating, and words on a state, far from any noun for an agreement."""
    nouns = scene.of("agreement")
    if not nouns and (deal := _signing(scene, memory)):
        return [deal]
    verbs = list(scene.of(VERB))
    bare = [
        replace(cue, value=f"{VERB}/{notation(cue)}", score=BARE)
        for cue in scene.of("agreementStatus")
        if not any(cue.span.overlaps(verb.span) for verb in verbs)
    ]
    alone = [v for v in (*verbs, *bare) if not any(distance(v.span, n.span) < _FAR for n in nouns)]
    alone = [v for v in alone if v.score > _TRADING or _trading(scene, v)]
    kept: list[Annotation] = []
    for verb in sorted(alone, key=lambda a: (-a.score, a.span)):
        if not any(distance(verb.span, other.span) < _FAR for other in kept):
            kept.append(verb)
    return sorted(kept, key=lambda a: a.span)


def _trading(scene: Scene, verb: Annotation) -> bool:
    """Whether a company and an amount stand beside a verb of buying or selling, which tells of a contract at times."""
    firms = (a for a in scene.organisations if isinstance(m := a.value, OrganisationMention) and m.type == "company")
    near = any(distance(firm.span, verb.span) < _FAR for firm in firms)
    return near and value(scene, verb.span, SORTS["contract"]) is not None


def _others(scene: Scene, memory: Memory) -> Iterator[Annotation]:
    """Words for one more of the agreements that the sentence, or the one before, has spoken of: "another with …"."""
    nouns = scene.of("agreement")
    for cue in scene.of("agreementRole"):
        if cue.value != "agreementRole/other" or any(0 <= n.span.start - cue.span.stop < _OWN for n in nouns):
            continue
        before = [noun for noun in nouns if noun.span.stop <= cue.span.start]
        kind = str(before[-1].value) if before else f"agreement/{memory.kind}"
        if before or memory.number - memory.told <= 1:
            yield replace(cue, value=kind, score=_MORE)


def _signing(scene: Scene, memory: Memory) -> Annotation | None:
    """A word for signing beside two bodies and an amount: a contract that is not called so."""
    cue = next((a for a in scene.of("agreementStatus") if a.value == "agreementStatus/signed"), None)
    bodies = {name for a in scene.organisations if (party := organisation(a)) for name in [party.name]}
    enough = len(bodies) > 1 or (bodies and memory.own and memory.own.name not in bodies)
    if cue is None or not enough or value(scene, cue.span, SORTS["contract"]) is None:
        return None
    return replace(cue, value="agreement/contract")


def notation(cue: Annotation) -> str:
    """What a cue says, without its scheme."""
    return str(cue.value).partition("/")[2]
