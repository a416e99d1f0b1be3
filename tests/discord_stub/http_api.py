"""One HTTP request, from the socket to the answer: log, faults, token, checks, route, headers."""

from __future__ import annotations

import asyncio
import json
import re
import time
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, hdrs, web

from .entities import Attachment
from .errors import ApiError, not_found, refusal, unauthorized
from .faults import Fault, FaultKind, limited_body
from .request_log import Request
from .routes import Call, Reply, Route, find
from .validation import ApiDescription, Violation

if TYPE_CHECKING:
    from .server import DiscordStub

PREFIX = "/api/v10"
BUCKET_LIMIT = 1000
"""Requests per bucket and second that the headers grant. Discord's own limits are lower and not
published; the stub never runs out of them by itself (``Faults.rate_limits`` does that)."""


class HttpApi:
    """Answers the requests of the bot."""

    def __init__(self, stub: DiscordStub, description: ApiDescription | None) -> None:
        self._stub = stub
        self._world = stub.world
        self._description = description

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path = request.path.removeprefix(PREFIX)
        found = find(request.method, path)
        entry = Request(
            request.method,
            path,
            found[0].template if found else "",
            None,
            dict(request.query),
            self._world.clock.now(),
        )
        log = self._stub.requests
        log.in_flight += 1
        try:
            return await self._answer(request, entry, found)
        finally:
            log.in_flight -= 1
            self._stub.changes.notify()

    async def _answer(
        self, request: web.BaseRequest, entry: Request, found: tuple[Route, dict[str, str]] | None
    ) -> web.StreamResponse:
        try:
            entry.body, files = await self._decode(request)
        except ApiError as error:
            self._stub.requests.add(entry)
            return self._refuse(entry, found, error)
        entry.files = [each.filename for each in files]
        self._stub.requests.add(entry)
        self._check(entry)
        fault = self._stub.faults.take(entry.method, entry.path)
        if fault is not None:
            faulty = await self._fault_before(request, entry, found, fault)
            if faulty is not None:
                return faulty
        try:
            reply = self._route(request, entry, found, files)
        except ApiError as error:
            return self._refuse(entry, found, error)
        if fault is not None and fault.kind is FaultKind.CUT_AFTER:
            return _cut(request)
        if fault is not None and fault.kind is FaultKind.FAILS:
            return self._send(entry, found, fault.status, _failure(fault))
        status = 204 if reply.data is None and reply.status == 200 else reply.status
        return self._send(entry, found, status, reply.data)

    def _route(
        self,
        request: web.BaseRequest,
        entry: Request,
        found: tuple[Route, dict[str, str]] | None,
        files: list[Attachment],
    ) -> Reply:
        if found is None:
            raise not_found()
        route, params = found
        if route.needs_token and request.headers.get(hdrs.AUTHORIZATION) != f"Bot {self._world.token}":
            raise unauthorized()
        return route.handler(Call(self._world, entry.method, entry.path, params, entry.query, entry.body, files))

    async def _fault_before(
        self,
        request: web.BaseRequest,
        entry: Request,
        found: tuple[Route, dict[str, str]] | None,
        fault: Fault,
    ) -> web.StreamResponse | None:
        if fault.kind is FaultKind.SLOW:
            try:
                async with asyncio.timeout(fault.delay or None):
                    await fault.released.wait()
            except TimeoutError:
                return None
        if fault.kind is FaultKind.LIMITED:
            headers = {
                "Retry-After": str(max(1, round(fault.retry_after))),
                "X-RateLimit-Scope": fault.scope,
                # discord.py takes a 429 without it for a ban by the proxy in front of Discord.
                "Via": "1.1 google",
            }
            if fault.scope == "global":
                headers["X-RateLimit-Global"] = "true"
            return self._send(entry, found, 429, limited_body(fault), headers)
        if fault.kind is FaultKind.FAILS and not fault.apply_first:
            return self._send(entry, found, fault.status, _failure(fault))
        if fault.kind is FaultKind.CUT_BEFORE:
            return _cut(request)
        if fault.kind is FaultKind.NONSENSE:
            entry.status = 200
            return web.Response(body=fault.body, headers={hdrs.CONTENT_TYPE: fault.content_type})
        return None

    def _check(self, entry: Request) -> None:
        if self._description is None:
            return
        for message in self._description.check(entry.method, entry.path, entry.query, entry.body):
            self._stub.violations.append(Violation(entry.method, entry.path, message))

    async def _decode(self, request: web.BaseRequest) -> tuple[Any, list[Attachment]]:
        if not request.can_read_body:
            return None, []
        if request.content_type.startswith("multipart/"):
            return await self._decode_multipart(request)
        text = await request.read()
        if not text:
            return None, []
        try:
            return json.loads(text), []
        except ValueError:
            raise refusal(50109) from None

    async def _decode_multipart(self, request: web.BaseRequest) -> tuple[Any, list[Attachment]]:
        body: Any = None
        files: list[Attachment] = []
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            content = bytes(await part.read())
            if part.name == "payload_json":
                body = json.loads(content)
            else:
                number = re.fullmatch(r"files\[(\d+)\]", part.name or "")
                index = int(number[1]) if number else None
                files.append(self._world.attachment(part.filename or "unknown", content, index))
        return body, files

    def _refuse(
        self, entry: Request, found: tuple[Route, dict[str, str]] | None, error: ApiError
    ) -> web.StreamResponse:
        entry.error = error.body
        return self._send(entry, found, error.status, error.body)

    def _send(
        self,
        entry: Request,
        found: tuple[Route, dict[str, str]] | None,
        status: int,
        data: Any,
        extra: dict[str, str] | None = None,
    ) -> web.Response:
        entry.status = status
        entry.answer = data
        if self._description is not None and self._stub.check_answers:
            for message in self._description.check_answer(entry.method, entry.path, status, data):
                self._stub.own_violations.append(Violation(entry.method, entry.path, message))
        limited = status == 429
        headers = {
            "X-RateLimit-Limit": str(BUCKET_LIMIT),
            "X-RateLimit-Remaining": "0" if limited else str(BUCKET_LIMIT - 1),
            "X-RateLimit-Reset": f"{time.time() + 1:.3f}",
            "X-RateLimit-Reset-After": "1.000",
            "X-RateLimit-Bucket": found[0].bucket if found else "0" * 32,
        }
        if extra:
            headers |= extra
            headers["X-RateLimit-Reset-After"] = str(data["retry_after"])
        if status == 204:
            return web.Response(status=204, headers=headers)
        # discord.py reads a body as JSON only if the content type is exactly this, without a charset.
        headers[hdrs.CONTENT_TYPE] = "application/json"
        return web.Response(status=status, body=json.dumps(data, separators=(",", ":")).encode(), headers=headers)


def _failure(fault: Fault) -> dict[str, Any]:
    return {"message": f"{fault.status}: Internal Server Error", "code": 0}


def _cut(request: web.BaseRequest) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
