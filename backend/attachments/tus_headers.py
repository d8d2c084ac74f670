"""What tus wants of every request and every answer, refusals too."""

from typing import Any

from litestar import HttpMethod, Request
from litestar.datastructures import MutableScopeHeaders, State
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from backend.attachments.rules import TUS_VERSION
from backend.errors import Problem


def require_version(request: Request[Any, Any, State]) -> None:
    """Refuse requests in another version of tus, except those that ask which one we speak."""
    if request.method != HttpMethod.OPTIONS and request.headers.get("tus-resumable") != TUS_VERSION:
        raise Problem("wrong_version", f"This server speaks tus {TUS_VERSION}.", {"Tus-Version": TUS_VERSION})


class TusHeaders(ASGIMiddleware):
    """Puts Tus-Resumable on every answer."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        async def send_with_version(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableScopeHeaders.from_message(message)["Tus-Resumable"] = TUS_VERSION
            await send(message)

        await next_app(scope, receive, send_with_version)
