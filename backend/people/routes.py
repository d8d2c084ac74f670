"""Signing in and out."""

from typing import Any

from litestar import Request, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from backend.clock import Clock
from backend.db.session import Database
from backend.people import service
from backend.settings import Settings
from sync.protocol.messages import SignInReply, SignInRequest


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of sign-in."""

    @post("/people/sign-in", status_code=200)
    async def sign_in(data: JSONBody[SignInRequest]) -> SignInReply:
        days, now = settings.sign_in_days, clock()
        account = await database.read(lambda c: service.check_password(c, data.login, data.password))
        return await database.write(lambda c: service.sign_in(c, account, now, days))

    @post("/people/sign-out", status_code=204)
    async def sign_out(request: Request[Any, Any, Any]) -> None:
        authorization = request.headers.get("authorization")
        await database.write(lambda c: service.sign_out(c, authorization))

    return [sign_in, sign_out]
