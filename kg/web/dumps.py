"""Dumps of the whole graph, made when first asked for: who comes meanwhile is told to come back and gets no part."""

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from kg.web.chores import Chores
from kg.web.linked.discovery import DUMPS

_COME_BACK = {"Retry-After": "10"}


async def answer(chores: Chores, request: Request) -> Response:
    """The file, or 503 while it is being made; 404 for a name that is no dump's."""
    name = request.path_params["name"]
    if name not in DUMPS:
        return Response(f"there are {', '.join(DUMPS)}\n", 404, media_type="text/plain")
    place = chores.place(name)
    if place is None:
        return Response("nothing has been read into this store yet\n", 404, media_type="text/plain")
    if place.exists():
        return FileResponse(place, media_type="application/gzip", filename=name)
    chores.begin(place)
    return Response("the dump is being made; come back in a moment\n", 503, _COME_BACK, "text/plain")
