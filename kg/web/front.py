"""The front: routes, language, media type, limits, headers. It touches no data; workers do."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

import kg
from kg.web import dumps, errors, views
from kg.web.bodies import posted
from kg.web.budget import Budget
from kg.web.chores import Chores, version
from kg.web.configuration import LOOPBACK, Configuration
from kg.web.crew import Crew
from kg.web.headers import Headers
from kg.web.languages import wanted
from kg.web.memory import Memory
from kg.web.negotiation import best
from kg.web.orders import Mistake, Order, Reply
from kg.web.views import Served

STATIC = Path(__file__).parent / "static"


def application(configuration: Configuration) -> Starlette:
    """The server as an ASGI application; its workers end with it."""
    front = _Front(configuration)

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        await front.crew.warm()
        keeping = asyncio.create_task(front.chores.keep_index())
        try:
            yield
        finally:
            keeping.cancel()
            front.chores.close()
            front.crew.close()

    routes = [
        Route("/health", _health),
        Route("/dump/{name}", front.dump),
        Mount("/static", StaticFiles(directory=STATIC)),
        *(Route(path, front.endpoint(name), methods=list(views.VIEWS[name].methods)) for path, name in views.ADDRESSES),
    ]
    return Starlette(
        routes=routes,
        lifespan=living,
        middleware=[Middleware(Headers, hosts=configuration.hosts)],
        exception_handlers={HTTPException: front.missing, 500: front.fault},
    )


async def _health(request: Request) -> Response:
    return Response("ok\n", media_type="text/plain")


class _Front:
    """What all endpoints share."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.chores = Chores(configuration.store)
        self.crew = Crew(configuration, self.chores.folder)
        self.budget = Budget(configuration.limits.budget)
        self.memory = Memory()

    async def dump(self, request: Request) -> Response:
        """A dump of the whole graph."""
        return await dumps.answer(self.chores, request)

    def endpoint(self, name: str):  # type: ignore[no-untyped-def]  # Starlette takes any callable
        """The endpoint of a view."""
        served = views.VIEWS[name]

        async def answer(request: Request) -> Response:
            media = best(request.headers.get("accept", ""), served.media)
            order = self.order(request, name, media or served.media[0])
            if media is None and served.strict:
                return respond(errors.page(order, 406, f"this address offers {', '.join(served.media)}"))
            if request.method == "POST":
                try:
                    order = replace(order, values=await posted(request, self.configuration.limits.query))
                except Mistake as mistake:
                    return respond(errors.page(order, mistake.status, str(mistake)))
            return await self._within_budget(request, order, served)

        return answer

    def order(self, request: Request, view: str, media: str = "text/html") -> Order:
        """The order that a request is."""
        asked: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            asked.setdefault(name, []).append(value)
        values = {name: tuple(each) for name, each in asked.items()}
        values.update({name: (str(value),) for name, value in request.path_params.items()})
        named = request.query_params.get("lang")
        search = request.scope["query_string"].decode("latin-1")
        return Order(
            view,
            values,
            str(self.configuration.store),
            str(self.chores.folder),
            wanted(named, request.headers.get("accept-language", "")),
            named is not None,
            quote(request.scope["path"]) + (f"?{search}" if search else ""),
            _called(request),
            self.configuration.texts,
            self.configuration.limits.rows,
            self.configuration.limits.size,
            request.headers.get("accept", ""),
            media,
        )

    async def _within_budget(self, request: Request, order: Order, served: Served) -> Response:
        """The response, or 429 for a client that has used up its query time; what it takes is counted."""
        client = request.client.host if request.client else ""
        if not served.costly or (client in LOOPBACK and not self.configuration.behind_proxy):
            return await self._fresh(request, order, served, lambda _: None)
        if wait := self.budget.wait(client):
            said = f"more than {self.configuration.limits.budget:g} seconds of query time a minute; wait {wait} s"
            return respond(errors.page(order, 429, said), {"Retry-After": str(wait)})
        return await self._fresh(request, order, served, lambda seconds: self.budget.spend(client, seconds))

    async def _fresh(self, request: Request, order: Order, served: Served, spent: Callable[[float], None]) -> Response:
        """The reply, or 304 where the client has it already: a snapshot never changes, so neither does its page."""
        tag = self._tag(order) if served.kept and request.method in ("GET", "HEAD") else None
        if tag and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, **_vary(served)})
        reply = self.memory.reply(tag) if tag else None
        if reply is None:
            reply = await self.crew.reply(order, request, spent, reads=served.reads)
            if tag and reply.status == 200:
                self.memory.keep(tag, reply)
        headers = {"ETag": tag, "Cache-Control": "no-cache"} if tag and reply.status == 200 else {}
        return respond(reply, {**headers, **_vary(served)})

    def _tag(self, order: Order) -> str:
        made = version(order.folder), self.chores.indexed  # pages show more once the index of a snapshot is there
        asked = order.host, order.address, order.language, order.media, order.accept, order.texts
        return f'W/"{hashlib.sha256(repr((kg.__version__, made, asked)).encode()).hexdigest()[:20]}"'

    async def missing(self, request: Request, error: Exception) -> Response:
        """Routing's own errors, in our words."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        told = {404: "there is no page at this address", 405: "this address does not take that method"}
        order = self.order(request, "start", best(request.headers.get("accept", ""), _ERRORS) or "text/plain")
        return respond(errors.page(order, status, told.get(status, "the request cannot be answered")))

    async def fault(self, request: Request, error: Exception) -> Response:
        """A fault of ours, told without its insides."""
        order = self.order(request, "start", best(request.headers.get("accept", ""), _ERRORS) or "text/plain")
        return respond(errors.page(order, 500, "something went wrong on our side; it has been noted"))


def _called(request: Request) -> str:
    """Scheme and name by which we are called: a look-up is too short for an address to be taken apart for it."""
    named = request.headers.get("host")
    return f"{request.scope['scheme']}://{named}" if named else f"{request.url.scheme}://{request.url.netloc}"


_ERRORS = ("text/html", "application/json", "text/plain")


def _vary(served: Served) -> Mapping[str, str]:
    told = ["Accept", "Accept-Language"] if len(served.media) > 1 else ["Accept-Language"]
    return {"Vary": ", ".join(told)}


def respond(reply: Reply, headers: Mapping[str, str] | None = None) -> Response:
    """The reply as Starlette sends it."""
    texts = reply.media.startswith("text/") or reply.media in ("application/json",)
    kind = f"{reply.media}; charset=utf-8" if texts else reply.media
    return Response(reply.content, reply.status, {**(headers or {}), **reply.headers, "Content-Type": kind})
