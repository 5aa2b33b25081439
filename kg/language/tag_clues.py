"""What a tagger is told of each token: its letters, the marks of the rules, and the same of its neighbours."""

from collections.abc import Sequence

from kg.language.tagged_line import Shown

_AROUND = (-2, -1, 1, 2)


def clues(shown: Shown) -> list[list[str]]:
    """The clues of each token of a sentence."""
    own = [_own(text, kind) for text, kind in zip(shown.texts, shown.kinds, strict=True)]
    return [_told(shown, own, number) for number in range(len(own))]


def _told(shown: Shown, own: Sequence[list[str]], number: int) -> list[str]:
    told = [*own[number], *shown.marks[number]]
    if number == 0:
        told.append("first")
    for step in _AROUND:
        near = number + step
        if 0 <= near < len(own):
            told += [f"{step}:{clue}" for clue in (*own[near][:2], *shown.marks[near])]
        else:
            told.append(f"{step}:none")
    return told


def _own(text: str, kind: str) -> list[str]:
    """The shape and the word itself, then its ends."""
    lower = text.lower()
    word = "<number>" if kind == "number" else lower
    return [f"shape:{_shape(text, kind)}", f"word:{word}", f"end:{lower[-3:]}", f"begin:{lower[:3]}"]


def _shape(text: str, kind: str) -> str:
    if kind != "word":
        return kind if kind == "number" else text
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    inner = any(a.islower() and b.isupper() for a, b in zip(text, text[1:], strict=False))
    script = "a" if text.isascii() else "b"
    return f"{'Xx' if text[0].isupper() else 'x'}{'X' if inner else ''}{'-' if '-' in text else ''}{script}"
