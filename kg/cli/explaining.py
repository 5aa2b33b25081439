"""The verb that shows how a text was read: explain."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from kg import workflow
from kg.cli import options
from kg.cli.console import say, write
from kg.errors import UsageError
from kg.workflow import Explained

_APART = frozenset({"kind", "doc", "evidence", "confidence"})


def explain(
    doc: Annotated[str, typer.Argument(metavar="DOC", help="A document in the store, or a file.")],
    clues: Annotated[bool, typer.Option("--clues", help="Show each decision with the clues that made it.")] = False,
    missed: Annotated[
        bool, typer.Option("--missed", help="Show only sentences with something not understood.")
    ] = False,
    format: Annotated[str, typer.Option(metavar="F", help="text or json.")] = "text",
    store: options.Store = None,
) -> None:
    """Show a text sentence by sentence: what our rules read in it, how surely, what they did not take, and why.

    Examples: kg explain 03-tbilisi-mission-held.txt;  kg explain article.txt --clues;  kg explain article.txt --missed
    """
    if format not in ("text", "json"):
        raise UsageError(f"--format: {format!r} is none of text, json")
    document = workflow.document_named(options.folder(store), doc)
    sentences = [each for each in workflow.explain(document) if each.rejections or not missed]
    if format == "json":
        write(json.dumps([_plain(each) for each in sentences], ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        for each in sentences:
            write("".join(f"{line}\n" for line in _lines(each, clues=clues)))
    facts = {json.dumps(fact, sort_keys=True, default=str) for each in sentences for fact in each.facts}
    unread = sum(len(each.rejections) for each in sentences)
    say(f"{len(sentences)} sentences, {len(facts)} facts, {unread} candidates not taken")


def _lines(sentence: Explained, *, clues: bool) -> Iterator[str]:
    yield f"{sentence.span.start}–{sentence.span.stop}  {sentence.words}"
    for fact in sentence.facts:
        yield f"    + {fact['kind']} ({fact['confidence']})  {_fields(fact)}"
    for rejection, words in sentence.rejections:
        yield f"    - {rejection.kind}: {rejection.reason}: {words}"
    for decision, words in sentence.decisions if clues else ():
        choice = decision.choice
        why = ", ".join(f"{clue} {weight:+.2f}" for clue, weight in choice.why())
        yield f"    ? {decision.name} of {words[:60]!r}: {_short(choice.value)} ({choice.probability:.2f}) since {why}"
    yield ""


def _fields(fact: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_value(value)}" for name, value in fact.items() if name not in _APART)


def _value(value: object) -> str:
    return "+".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def _short(value: object) -> str:
    """A candidate's value in few words: of a slot what it holds, of a party its name."""
    held = getattr(value, "value", value)
    if isinstance(held, tuple):
        return "–".join(_short(each) for each in held)
    return str(getattr(held, "edtf", None) or getattr(held, "name", None) or getattr(held, "wording", None) or held)[
        :80
    ]


def _plain(sentence: Explained) -> dict[str, object]:
    return {
        "start": sentence.span.start,
        "end": sentence.span.stop,
        "sentence": sentence.words,
        "facts": list(sentence.facts),
        "not_taken": [
            {"kind": each.kind, "reason": each.reason, "start": each.span.start, "end": each.span.stop, "words": words}
            for each, words in sentence.rejections
        ],
        "decisions": [
            {
                "decision": each.name,
                "about": words,
                "chosen": _short(each.choice.value),
                "probability": round(each.choice.probability, 3),
                "clues": dict(each.choice.why()),
            }
            for each, words in sentence.decisions
        ],
    }
