"""Every question gives the answer that was written down from the documents before it ran, and nothing else."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import questions

CASES = sorted((Path(__file__).parent / "expected").glob("*.csv"))


@dataclass(frozen=True)
class Case:
    """One expected answer."""

    question: str
    parameters: dict[str, str]
    order: list[str]
    columns: list[str]
    rows: list[list[str]]


def case(path: Path) -> Case:
    """The case of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    directives = {line[:2]: line[2:].strip() for line in lines if line[:2] in ("#?", "#=")}
    columns, *rows = csv.reader(line for line in lines if line and not line.startswith("#"))
    given = [pair.strip().partition("=") for pair in directives.get("#?", "").split(";") if pair.strip()]
    name = path.stem.partition("--")[0]
    return Case(name, {key: value for key, _, value in given}, directives.get("#=", "").split(), columns, rows)


def show(rows):
    return "\n".join("  " + " | ".join("" if term is None else str(term) for term in row) for row in rows)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_the_answer_is_the_expected_one(path, source, fixture, same_cell):
    wanted = case(path)
    given = {key: fixture.term(value) if value[:1] == "@" else value for key, value in wanted.parameters.items()}
    answer = questions.ask(source, wanted.question, given)
    places = [answer.columns.index(name) for name in wanted.columns]
    found = [tuple(row[place] for place in places) for row in answer.rows]
    expected = [tuple(fixture.term(cell) for cell in row) for row in wanted.rows]
    left = list(found)
    for row in expected:
        match = next((one for one in left if all(map(same_cell, one, row))), None)
        assert match is not None, f"not found: {row}\nfound:\n{show(found)}"
        left.remove(match)
    assert not left, f"more than expected:\n{show(left)}"
    if wanted.order:
        ordered = [wanted.columns.index(name) for name in wanted.order]
        for one, row in zip(found, expected, strict=True):
            assert all(same_cell(one[place], row[place]) for place in ordered), f"in another order:\n{show(found)}"


def test_every_question_has_a_case():
    named = {path.stem.partition("--")[0] for path in CASES}
    assert named == {question.name for question in questions.catalogue()}
