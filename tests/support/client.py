"""A client that asks an app in this process, without a socket."""

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI


class Client:
    """Asks an app in this process, without a socket."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8400") as client:
                return await client.request(method, path, **more)

        return asyncio.run(ask())

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def rows(self, path: str, **asked: str) -> list[dict[str, Any]]:
        """All rows of a list, page by page."""
        out: list[dict[str, Any]] = []
        while True:
            answer = self.get(path, params=asked)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            out += page["data"]
            if page["next"] is None:
                assert page["total"] == len(out)
                return out
            asked["cursor"] = page["next"]
