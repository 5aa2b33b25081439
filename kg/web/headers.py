"""What every answer carries, and who may call us: no script but ours, no frame, no guess at types, no other host."""

from collections.abc import Collection

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EDITOR = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")  # CodeMirror writes its own style sheet
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_EVERYWHERE = tuple((name.lower().encode(), value.encode()) for name, value in _ALWAYS.items())
_EDITOR = ((b"content-security-policy", EDITOR.encode()), *_EVERYWHERE[1:])


class Headers:
    """Adds the headers; refuses a Host that is none of ours (where `hosts` are given), as DNS rebinding would send."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                added = _EDITOR if scope["path"] == "/sparql" else _EVERYWHERE
                message["headers"] = [*message["headers"], *(pair for pair in added if pair[0] not in there)]
            await send(message)

        if self._hosts and _host(scope) not in self._hosts:
            await PlainTextResponse("this server does not answer to that name\n", 421)(scope, receive, sending)
        else:
            await self._app(scope, receive, sending)


def _host(scope: Scope) -> str:
    """The name in the Host header, without its port."""
    given = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
    name = given.rpartition(":")[0] if given.rpartition(":")[2].isdigit() else given
    return name.strip("[]").lower()
