"""A fact of a short news in one line, after the numbers of the sentences that state it (0 for the title).

    E 2; meeting; held; GE                            happening: kind; status; country
    A 3; signed; GE + Mill Ltd; n 5; v 300 tonne      agreement: status; parties; number (`n ?`: several); amount
    P 4; under_way; GE + Mill Ltd; v 7000000 EUR      project: as an agreement
    F 1,5; exports; GE>AM; 2023; v 812000000 USD; c 4 figure: measure; reporter>partner; period; then any of v level,
                                                      c change in percent, d change in units, b its base,
                                                      s positive|negative, m target|forecast, g goods
    Q 2; Nino Beridze; Ministry of Economy; minister  position: person; whose post; post

`|` parts answers that are all right, `-` stands for none.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from kg.errors import FactError
from kg.evaluation import Gold

LINE = re.compile(r"([EAPFQ]) (\d+(?:,\d+)*); ")
KINDS = {"E": "event", "A": "agreement", "P": "project", "F": "figure", "Q": "position"}
_MORE = {"s": "sign", "m": "modality", "g": "product", "b": "change_base"}  # of a figure, in words
_NUMBERS = {"c": "change", "d": "change_value"}


def told_fact(line: str, sentences: Sequence[str]) -> Gold:
    """The fact of a line about a text with these sentences. FactError that says what is wrong with the line."""
    found = LINE.match(line)
    if found is None:
        raise FactError(f"{line!r} begins with none of {', '.join(KINDS)} and a number")
    letter, numbers = found.groups()
    parts = [part.strip() for part in line[found.end() :].split(";")]
    try:
        quotes = tuple(sentences[int(number)] for number in numbers.split(","))
        return Gold(KINDS[letter], _FIELDS[letter](parts), quotes)
    except (IndexError, KeyError, ValueError) as error:
        raise FactError(f"{line!r}: {error}") from error


def _number(words: str) -> float | None:
    return None if words == "-" else float(words)


def _happening(parts: Sequence[str]) -> Mapping[str, object]:
    kind, status, country = parts
    return {"type": _answers(kind), "status": _answers(status), "country": _answers(country)}


def _deal(parts: Sequence[str]) -> Mapping[str, object]:
    status, parties, *rest = parts
    fields: dict[str, object] = {
        "type": {"any": "*"},
        "status": _answers(status),
        "parties": _any([_names(each) for each in _each(parties)]),
        "count": 1,
    }
    for sort, words in map(_sorted, rest):
        if sort == "n":
            fields["count"] = _any([None if each == "?" else int(each) for each in _each(words)])
        elif sort == "v":
            fields |= _amount(words)
        else:
            raise ValueError(f"{sort!r} is neither n (number) nor v (amount)")
    return fields


def _figure(parts: Sequence[str]) -> Mapping[str, object]:
    measure, sides, period, *rest = parts
    fields: dict[str, object] = {"indicator": _answers(measure), "period": _answers(period)}
    pairs = [each.partition(">") for each in _each(sides)]
    if not all(between for _, between, _ in pairs):
        raise ValueError(f"{sides!r} is no reporter>partner")
    one, other = ([_none(pair[side].strip()) for pair in pairs] for side in (0, 2))
    fields |= {"reporter": _any(one), "partner": _any(other)}
    for sort, words in map(_sorted, rest):
        if sort == "v":
            fields |= _amount(words)
        elif sort in _NUMBERS:
            fields[_NUMBERS[sort]] = _any([_number(each) for each in _each(words.replace("v ", ""))])
        else:
            fields[_MORE[sort]] = _answers(words)
    return {name: value for name, value in fields.items() if value is not None}


def _position(parts: Sequence[str]) -> Mapping[str, object]:
    person, body, *post = parts
    return {"person": _answers(person), "organization": _answers(body), "post": _answers(post[0] if post else "-")}


_FIELDS: Mapping[str, Callable[[Sequence[str]], Mapping[str, object]]] = {
    "E": _happening,
    "A": _deal,
    "P": _deal,
    "F": _figure,
    "Q": _position,
}


def _sorted(part: str) -> tuple[str, str]:
    sort, _, words = part.partition(" ")
    return sort, words.strip()


def _amount(words: str) -> Mapping[str, object]:
    amounts = [each.removeprefix("v ").split(" ") for each in _each(words)]
    return {"value": _any([float(number) for number, _ in amounts]), "unit": _any([unit for _, unit in amounts])}


def _names(part: str) -> list[str] | None:
    return None if part == "-" else [name.strip() for name in part.split("+")]


def _each(part: str) -> list[str]:
    return [each.strip() for each in part.split("|")]


def _none(word: str) -> str | None:
    return None if word == "-" else word


def _answers(part: str) -> object:
    return _any([_none(each) for each in _each(part)])


def _any(values: Sequence[object]) -> object:
    """One answer as it is, several as what is right of them; the same twice is one."""
    apart = [value for place, value in enumerate(values) if value not in values[:place]]
    return apart[0] if len(apart) == 1 else {"any": apart}
