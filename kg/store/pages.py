"""An answer that a server cuts, read again in pages: whole, or an error.

A page is the query inside another one with LIMIT and OFFSET. That the pages are the answer is checked by its number of
rows, and by no row coming twice: a server that sorts rows of one key now so, now so, would leave some out.
"""

from collections.abc import Callable

from kg.errors import EndpointError
from kg.model.rdf import Row, Solutions
from kg.store import forms
from kg.store.transport import Cut

MOST = 400  # pages; an answer with more is no table for people


def paged(url: str, ask: Callable[[str], Solutions], query: str, columns: tuple[str, ...], *, page: int) -> Solutions:
    """All rows of a SELECT. Raises `EndpointError` where they cannot be had for certain."""
    there = ask(forms.counted(query)).rows
    total = int(str(there[0][0])) if there and there[0] else 0
    if total > page * MOST:
        raise EndpointError(url, f"has {total:,} rows for this question, which are too many; ask for a part of them")
    rows: list[Row] = []
    while len(rows) < total:
        try:
            found = ask(forms.paged(query, columns, first=len(rows), rows=page)).rows
        except Cut as cut:
            if not 1 < cut.rows <= page:
                raise
            page = cut.rows - 1
            continue
        if not found:
            break
        rows += found
    if len(rows) != total or len(set(rows)) != total:
        raise EndpointError(url, f"gave {len(set(rows)):,} of {total:,} rows in pages; ask for a part of them")
    return Solutions(columns, tuple(rows))
