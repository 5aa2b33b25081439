"""Amounts told "respectively": each goes to the name or amount that stands in its place in the list before."""

from dataclasses import replace

from kg.extract.figures_marks import BARE, Chunk, Mark, scale

_HEADS = ("place", "indicator", "weak", "product")


def distributed(cut: list[Chunk]) -> list[Chunk]:
    """The chunks with a "respectively" undone: "Rye and oats with 5 and 6 t respectively" is "rye 5 t; oats 6 t"."""
    at = next((i for i, chunk in enumerate(cut) if chunk.of("scope/respectively")), None)
    if at is None:
        return cut
    first = _first(cut, at)
    amounts = _alike(cut[first : at + 1])
    if len(amounts) < 2:
        return cut
    heads = _heads(cut[: first + 1], amounts)
    if heads is not None:
        return _by_name(cut, first, at, heads, amounts)
    return _by_amount(cut, first, at, amounts)


def _alike(cut: list[Chunk]) -> list[Mark]:
    """The amounts of some chunks, bare numbers read in the unit and magnitude of the last: "20 and 19.6 %"."""
    held = [mark for chunk in cut for mark in chunk.amounts]
    if not held:
        return []
    last = held[-1].amount
    for chunk in cut:
        for number, mark in enumerate(chunk.marks):
            if mark.scheme == "quantity" and mark.amount.sort in BARE and last.sort not in BARE:
                value = mark.amount.quantity.value
                value *= (scale(last.quantity) or 1) if (scale(mark.amount.quantity) or 1) == 1 else 1
                told = replace(mark.amount.quantity, value=value, unit=last.quantity.unit)
                read = Mark(mark.span, "quantity", replace(mark.amount, quantity=told, sort=last.sort))
                chunk.put(number, number + 1, [read])
    return [mark for chunk in cut for mark in chunk.amounts]


def _first(cut: list[Chunk], at: int) -> int:
    """Where the run of amounts of one sort that ends at a chunk begins."""
    first, sort = at, None
    for number in range(at, -1, -1):
        amounts = cut[number].amounts
        if not amounts or (sort is not None and amounts[-1].amount.sort not in (sort, *BARE)):
            break
        bare = not cut[number].of(*_HEADS) or len(amounts) > 1
        sort = sort or amounts[-1].amount.sort
        first = number
        if not bare or cut[number].opener not in ("and", ","):
            break
    return first


def _heads(cut: list[Chunk], amounts: list[Mark]) -> list[Mark] | None:
    """The names in the list before the amounts, as many as there are amounts, or None."""
    before = [m for chunk in cut for m in chunk.marks if m.span.stop <= amounts[0].span.start]
    last = max((i for i, m in enumerate(before) if m.scheme == "quantity"), default=-1)
    for scheme in _HEADS:
        names = [m for m in before[last + 1 :] if m.scheme == scheme]
        if scheme in ("indicator", "weak"):
            names = [m for m in before[last + 1 :] if m.scheme in ("indicator", "weak")]
        if len(names) == len(amounts):
            return names
    return None


def _by_name(cut: list[Chunk], first: int, at: int, heads: list[Mark], amounts: list[Mark]) -> list[Chunk]:
    begin = next(i for i, chunk in enumerate(cut) if heads[0] in chunk.marks)
    region = cut[begin : at + 1]
    tokens = [token for chunk in region for token in chunk.tokens]
    others = {*heads, *amounts}
    made = []
    for number, (head, amount) in enumerate(zip(heads, amounts, strict=True)):
        marks = [m for chunk in region for m in chunk.marks if m not in others or m in (head, amount)]
        opener = ";" if number else cut[begin].opener
        made.append(Chunk(opener, region[0].start, region[-1].stop, tokens, marks))
    return [*cut[:begin], *made, *cut[at + 1 :]]


def _by_amount(cut: list[Chunk], first: int, at: int, amounts: list[Mark]) -> list[Chunk]:
    """Each amount joins the chunk of the amount before it that has its place."""
    before = [(chunk, mark) for chunk in cut[:first] for mark in chunk.amounts]
    if len(before) < len(amounts):
        return cut
    ways = [mark for chunk in cut[first : at + 1] for mark in chunk.of("direction")]
    for (chunk, head), amount in zip(before[-len(amounts) :], amounts, strict=True):
        after = chunk.marks.index(head) + 1
        chunk.put(after, after, [amount, *ways])
    return [*cut[:first], *cut[at + 1 :]]
