"""Answers about a document → its records, whatever number of parts it was read in."""

from collections import Counter
from collections.abc import Iterable

from kg.llm.answers import answer
from kg.llm.decode import decoded
from kg.llm.findings import Found
from kg.llm.requests import Request
from kg.llm.union import united


def read(answers: Iterable[tuple[Request, str]]) -> Found:
    """The records of all parts of a document, each fact once, and what was refused."""
    parts = [decoded(answer(content).facts, request.document, request.chunk) for request, content in answers]
    refused, standing = Counter[str](), Counter[str]()
    for part in parts:
        refused.update(part.refused)
        standing.update(part.standing)
    rejections = tuple(rejection for part in parts for rejection in part.rejections)
    return Found(united([part.records for part in parts]), rejections, refused, standing)
