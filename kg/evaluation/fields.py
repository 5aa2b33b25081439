"""Which fields a fact of a kind has, which of them decide whether it is right, and what it means to leave one out."""

from collections.abc import Mapping
from decimal import Decimal

from kg.evaluation.gold import ANY, Value, alternatives

KEYS = {
    "figure": ("indicator", "parties", "period", "value", "unit", "change", "modality", "product", "sign"),
    "event": ("type", "country", "status"),
    "agreement": ("parties", "count", "value", "unit", "status"),
    "project": ("parties", "count", "value", "unit", "status"),
    "position": ("person", "organization"),
    "organization": ("name", "type"),
    "place": ("code",),
}
_BESIDE = {
    "figure": ("bound", "value_to", "change_bound", "change_value", "change_base"),
    "event": ("name", "city", "period", "organizers", "participants", "companies", "companies_bound"),
    "agreement": ("type", "bound", "count_bound", "period", "per", "subject"),
    "project": ("type", "bound", "count_bound", "place", "name", "subject"),
    "position": ("post",),
    "organization": ("country",),
    "place": (),
}
FIELDS = {kind: keys + _BESIDE[kind] for kind, keys in KEYS.items()}
HEDGED = {"bound": "value", "change_bound": "change", "count_bound": "count", "companies_bound": "companies"}
_LEFT_OUT: Mapping[str, Value] = {"modality": "reported", "count": 1}
BOTH_WAYS = frozenset({"turnover", "investment"})  # the order of the two parties is not scored


def value(fields: Mapping[str, Value], field: str, kind: str) -> Value:
    """The value of a field, with what its absence means; the two parties of a figure in the order the goods go."""
    if field == "parties" and kind == "figure":
        return sides(fields)
    found = fields.get(field, _LEFT_OUT.get(field))
    if field in HEDGED and found is None and fields.get(HEDGED[field]) is not None:
        return "exact"
    if field == "sign" and found is None and fields.get("indicator") == "balance":
        level = fields.get("value")
        return ("positive" if level > 0 else "negative") if isinstance(level, int | float | Decimal) else None
    return None if found in ([], "", ()) else found


def sides(fields: Mapping[str, Value]) -> Value:
    """Reporter and partner as a list in the order the goods go (sorted where both ways are meant), or alternatives."""
    indicator = alternatives(fields.get("indicator"))[0]
    pairs: list[Value] = []
    for reporter in alternatives(fields.get("reporter")):
        for partner in alternatives(fields.get("partner")):
            if ANY in (reporter, partner):
                return {"any": "*"}
            pairs.append(_ordered(indicator, reporter, partner))
    return pairs[0] if len(pairs) == 1 else {"any": pairs}


def _ordered(indicator: Value, reporter: Value, partner: Value) -> Value:
    if reporter is None and partner is None:
        return None
    pair = [str(partner), str(reporter)] if indicator == "imports" else [str(reporter), str(partner)]
    return sorted(pair) if indicator in BOTH_WAYS else pair


def needed(fields: Mapping[str, Value], kind: str) -> frozenset[str]:
    """The fields that the fact has to have: one that may be left out is not among them."""
    return frozenset(name for name in FIELDS[kind] if not _open(alternatives(value(fields, name, kind))))


def _open(values: list[Value]) -> bool:
    return any(each is None or each is ANY for each in values)
