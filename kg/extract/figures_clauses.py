"""Clauses of a sentence: chunks gathered around one figure's amounts, each amount with what it does there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.figures_marks import Chunk, Mark
from kg.model import Span

SUBJECTS = ("indicator", "weak", "place", "product", "scope/whole", "flow")
_NEXT = 3  # characters between "not" and what it takes back
_WHOLE = 14  # characters between a share and what it is of: "60 percent of the total turnover"
_CLOSE = 25  # characters between "it was" and the amount it was
_SMALL = 1000  # a bare number above that is no percentage


@dataclass(frozen=True, slots=True)
class Use:
    """An amount and its use: `level change delta base share`; a `base` is the comparison value of an earlier period."""

    mark: Mark
    use: str
    chunk: Chunk


@dataclass(slots=True)
class Clause:
    """What one figure is told in."""

    chunks: list[Chunk] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.chunks[0].start, max(chunk.stop for chunk in self.chunks))

    def of(self, *schemes: str) -> list[Mark]:
        """The marks of these schemes or concepts, in order."""
        if len(self.chunks) == 1:
            return self.chunks[0].of(*schemes)
        return [mark for chunk in self.chunks for mark in chunk.of(*schemes)]

    def used(self, *uses: str) -> list[Use]:
        """The amounts with one of these uses, in order."""
        return [use for use in self.uses if use.use in uses]


def clauses(cut: list[Chunk], *, sharing: bool = False) -> list[Clause]:
    """The clauses of a sentence. `sharing`: the figure before was a share, so that a bare percentage may be one."""
    done: list[Clause] = []
    current, pending = Clause(), list[Chunk]()
    for chunk in (part for whole in cut for part in _parts(whole)):
        if chunk.opener == ";" and pending:
            apart = any(part.of("indicator/balance") for part in pending)
            current.chunks += [] if apart else pending
            done += [clause for clause in (current, Clause(pending if apart else [])) if clause.chunks]
            current, pending = Clause(), []
        if not chunk.amounts:
            if current.uses and chunk.opener != ")" and (pending or chunk.of(*SUBJECTS) or chunk.opener == ";"):
                pending.append(chunk)
            else:
                current.chunks.append(chunk)
            continue
        uses = list(_uses(chunk, [*current.chunks, *pending], current, sharing))
        if current.uses and not _continues(current, [*pending, chunk], uses):
            done.append(current)
            current = Clause()
            uses = list(_uses(chunk, pending, current, sharing, before=done[-1]))
        current.chunks += [*pending, chunk]
        current.uses += uses
        pending = []
    apart = bool(current.of("place")) and any(part.of("place") for part in pending)
    current.chunks += [] if apart else pending
    return [clause for clause in (*done, current, Clause(pending if apart else [])) if clause.chunks]


def _parts(chunk: Chunk) -> Iterator[Chunk]:
    """A chunk cut so that none holds two amounts that do the same: "exports 5 bn imports 3 bn"."""
    amounts = chunk.amounts
    cuts: list[int] = []
    for first, second in zip(amounts, amounts[1:], strict=False):
        same = _kind(first) == _kind(second) and second.amount.role != "from" and first.amount.role != "from"
        between = [m for m in chunk.marks if first.span.stop <= m.span.start < second.span.start]
        if same and not any(m.scheme == "comparison" for m in between):
            subject = next((m for m in between if m.scheme in SUBJECTS), None)
            cuts.append(subject.span.start if subject else first.span.stop)
    if not cuts:
        yield chunk
        return
    edges = [chunk.start, *cuts, chunk.stop]
    for number, (start, stop) in enumerate(zip(edges, edges[1:], strict=False)):
        tokens = [t for t in chunk.tokens if start <= t.span.start < stop]
        held = [m for m in chunk.marks if start <= m.span.start < stop or (number == 0 and m.span.start < start)]
        if tokens:
            opener = chunk.opener if number == 0 else ""
            yield Chunk(opener, tokens[0].span.start, tokens[-1].span.stop, tokens, held, chunk.bracketed)


def _kind(mark: Mark) -> str:
    sort = mark.amount.sort
    if sort in ("percent", "points", "multiple", "index"):
        return "relative"
    return "money" if sort == "money" else "physical"


def _continues(current: Clause, chunks: list[Chunk], uses: list[Use]) -> bool:
    """Whether a chunk with amounts goes on about the figure of the clause before it."""
    chunk = chunks[-1]
    taken = {use.use for use in current.uses}
    new = [use for use in uses if use.use not in ("base", "sharebase")]
    if any(part.opener == ";" for part in chunks) and (new or len(chunks) > 1):
        return False
    if chunk.bracketed and len(chunks) == 1:
        return True
    told = any(_topics(part) for part in chunks)
    if chunk.opener in ("-", ",", "(") and _sharpened(current, new) and not told:
        return True
    if any(use.use in taken for use in new):
        return False
    if "share" in {use.use for use in new} and taken & {"change", "delta"}:
        return False
    base = chunk.of("comparison") and not new
    if base:
        return True
    return not any(_topics(part) for part in chunks)


def _sharpened(current: Clause, new: list[Use]) -> bool:
    """Whether a rough change is said again exactly: "more than a third, by 34.1 percent"."""
    rough = current.used("change")[-1:]
    hedged = bool(rough) and rough[0].mark.amount.quantity.hedge != "exact"
    return hedged and [use.use for use in new] in (["change"], ["change", "level"])


def _topics(chunk: Chunk) -> list[Mark]:
    """The marks that make a chunk speak of something new: what stands before its amounts or, with none, anywhere."""
    compared = chunk.of("comparison")
    held = chunk.of(*SUBJECTS)
    if compared:
        held = [m for m in held if m.span.start < compared[0].span.start]
    return [m for m in held if m.scheme != "flow"]


def _uses(
    chunk: Chunk, behind: Iterable[Chunk], current: Clause, sharing: bool, before: Clause | None = None
) -> Iterator[Use]:
    """What each amount of a chunk does, given the chunks of the clause so far and the clause before."""
    behind = list(behind)
    done: list[Use] = []
    for mark in chunk.amounts:
        use = (
            "denied"
            if _denied(mark, chunk)
            else _relative(mark, chunk, behind, current, before, sharing)
            if _kind(mark) == "relative"
            else (_absolute(mark, chunk, behind, [*current.uses, *done], before))
        )
        done.append(Use(mark, use, chunk))
        yield done[-1]


def _denied(mark: Mark, chunk: Chunk) -> bool:
    """Whether an amount is one that the text takes back: "not 2.1 but 1.2", "instead of growing by 10 percent"."""
    ahead = [m for m in chunk.of("denied") if m.span.stop <= mark.span.start]
    between = [m for m in chunk.amounts if ahead and ahead[-1].span.stop <= m.span.start < mark.span.start]
    near = bool(ahead) and (ahead[-1].value == "denied/instead" or mark.span.start - ahead[-1].span.stop <= _NEXT)
    return near and not between


def _restated(last: Use, mark: Mark, chunk: Chunk) -> bool:
    """Whether "or" stands between the change before and an amount: "4 percent, or 5 million dollars"."""
    return any(last.mark.span.stop <= m.span.start < mark.span.start for m in chunk.of("link/or"))


def _moved_by(mark: Mark, chunk: Chunk) -> bool:
    """Whether a word of direction stands behind an amount in its chunk, with no absolute amount between."""
    behind = [m for m in chunk.of("direction") if m.span.start >= mark.span.stop]
    between = [m for m in chunk.amounts if behind and mark.span.stop <= m.span.start < behind[0].span.start]
    return bool(behind) and all(_kind(m) == "relative" for m in between)


def _compared(chunk: Chunk, mark: Mark) -> bool:
    """Whether a word of comparison stands before an amount in its chunk, with no other amount between."""
    ahead = [
        m
        for m in chunk.of("comparison")
        if m.span.stop <= mark.span.start and (m.value == "comparison/base" or mark.span.start - m.span.stop <= _CLOSE)
    ]
    return bool(ahead) and not any(ahead[-1].span.stop <= m.span.start < mark.span.start for m in chunk.amounts)


def _signed(mark: Mark) -> bool:
    words = (mark.amount.quantity.wording or "").lstrip()
    return words[:1] in "+-–−—" if words else False


def _near(chunk: Chunk, mark: Mark, scheme: str, reach: int) -> list[Mark]:
    """Marks of a scheme within so many characters of an amount, on either side, in its chunk."""
    return [
        m
        for m in chunk.of(scheme)
        if (0 <= m.span.start - mark.span.stop <= reach) or (0 <= mark.span.start - m.span.stop <= reach)
    ]


def _relative(
    mark: Mark, chunk: Chunk, behind: list[Chunk], current: Clause, before: Clause | None, sharing: bool
) -> str:
    amount = mark.amount
    if amount.sort in ("multiple", "index") or _signed(mark):
        return "change"
    if amount.sort == "points":
        return "points"
    shares = chunk.of("indicator/share")
    if not _near(chunk, mark, "direction", _NEXT):
        shares = shares or [m for b in behind for m in b.of("indicator/share")]
    duty = any(b.of("indicator/tariff") for b in [chunk, *behind[-1:]])
    if duty and amount.role in (None, "level"):
        return "level"
    whole = [m for m in chunk.of("indicator", "weak") if 0 <= m.span.start - mark.span.stop <= _WHOLE]
    if whole and amount.role is None:
        return "share"
    if any(use.use == "share" for use in current.uses) and _compared(chunk, mark):
        return "sharebase"
    if shares or (chunk.of("scope/whole") and not chunk.of("direction")):
        return {"change": "points", "from": "sharebase"}.get(amount.role or "", "share")
    if amount.role == "from":
        return "sharebase" if sharing else "base"
    if chunk.of("direction"):
        return "change" if amount.role != "level" else "share"
    if amount.role == "change" and (
        any(b.of("direction") for b in behind) or (before is not None and before.used("change"))
    ):
        return "change"
    if any(b.of("indicator/tariff") for b in [chunk, *behind]):
        return "level"
    after = [m for m in chunk.of("indicator", "weak") if m.span.start >= mark.span.stop]
    moved = before is not None and before.used("change") and not before.used("share")
    if chunk.bracketed and moved:
        return "change"
    if sharing or after or (chunk.bracketed and not any(b.of("direction") for b in behind)):
        return "share"
    if any(b.of("direction") for b in behind[-1:]) or (before is not None and before.used("change")):
        return "change"
    if before is not None and before.used("share"):
        return "share"
    leveled = any(use.use == "level" and use.mark.span.stop <= mark.span.start for use in current.uses) or any(
        _kind(m) != "relative" and m.amount.role != "change" and m.span.stop <= mark.span.start for m in chunk.amounts
    )
    within = any(b.of("scope/within") for b in [chunk, *behind])
    return "share" if leveled or within else "percent"


def _absolute(mark: Mark, chunk: Chunk, behind: list[Chunk], done: list[Use], before: Clause | None) -> str:
    amount = mark.amount
    if amount.role == "from":
        return "base"
    levels = [use for use in done if use.use == "level" and _kind(use.mark) == _kind(mark)]
    if amount.role == "level" and not levels:
        return "level"
    ahead = _compared(chunk, mark)
    last = done[-1] if done else None
    if last is not None and last.use == "change" and not ahead and (amount.bracketed or _restated(last, mark, chunk)):
        return "delta"
    if levels and not ahead and _moved_by(mark, chunk):
        return "delta"
    directed = _near(chunk, mark, "direction", 14)
    if amount.role == "change" and directed:
        return "delta"
    if (
        amount.sort == "number"
        and amount.role == "change"
        and (any(b.of("direction") for b in [chunk, *behind]) or (before is not None and before.used("change")))
    ):
        return "change"
    if (levels or any(use.use == "change" for use in done)) and ahead:
        return "base"
    if levels and amount.bracketed:
        return "base"
    follows = [m for m in chunk.of("direction") if 0 <= m.span.start - mark.span.stop <= 3]
    if follows and (levels or amount.role == "change"):
        return "delta"
    return "level"
