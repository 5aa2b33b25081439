"""Bodies of requests, read no further than the limit: forms, and queries as they are (SPARQL 1.1 Protocol, 2.1)."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.web.orders import Mistake, Values

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_ESCAPED = 3  # a form writes a byte as up to three


async def posted(request: Request, limit: int) -> Values:
    """The parameters of address and body together; a query as it is stands under `query`, an update under `update`.

    Raises `Mistake`: 413 beyond `limit` bytes of a query, 415 for other types of content, 400 for what is not UTF-8.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (FORM, QUERY, UPDATE):
        raise Mistake(f"the body is {kind or 'of no type'}; {FORM} and {QUERY} are read", 415)
    text = _text(await _bounded(request, limit * _ESCAPED if kind == FORM else limit, limit))
    pairs = list(request.query_params.multi_items())
    if kind == FORM:
        pairs += parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    else:
        pairs.append(("query" if kind == QUERY else "update", text))
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    return values


async def _bounded(request: Request, most: int, limit: int) -> bytes:
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            raise Mistake(f"the query has more than {limit:,} bytes, which is the limit", 413)
    return content


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Mistake(f"the body is to be in UTF-8; byte {error.start} is not") from None
