"""A web service that asks, judges and remembers: quizkit behind two routes of Starlette.

python examples/web_service.py              starts it in this process and answers three questions
uvicorn --app-dir examples web_service:app  serves it on this computer (pip install uvicorn)

GET /mai is Mai's question, POST /mai {"response": "2"} her answer, and what comes of it. The key is
in no reply before the answer. Who is asking would come from a login; here it is the address.
"""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import quizkit as qk

DECK = qk.load("vietnam-us")


def session_of(request: Request) -> qk.Session:
    """Return the learner's sitting; it begins at the first question, with a log of its own."""
    name, sessions = request.path_params["learner"], request.app.state.sessions
    if not (name.isascii() and name.isalnum()):
        raise HTTPException(404)
    if name not in sessions:
        log = request.app.state.folder / f"{name}.db"
        sessions[name] = qk.study(DECK, log, form="choice", seed=name)
    return sessions[name]


async def ask(request: Request) -> JSONResponse:
    question = session_of(request).question
    if question is None:
        return JSONResponse({"done": True})
    return JSONResponse({"stem": question.stem, "options": question.options})


async def judge(request: Request) -> JSONResponse:
    try:
        told = session_of(request).answer((await request.json())["response"])
    except (qk.ResponseError, KeyError, TypeError, ValueError) as error:
        return JSONResponse({"error": str(error)}, status_code=422)
    return JSONResponse({"score": told.score, "right": told.key, "why": told.lines})


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder:  # a real service keeps its logs
        app.state.folder, app.state.sessions = Path(folder), {}
        yield
        for session in app.state.sessions.values():
            session.close()


ROUTES = [
    Route("/{learner}", ask, methods=["GET"]),
    Route("/{learner}", judge, methods=["POST"]),
]
app = Starlette(routes=ROUTES, lifespan=lifespan)


def main() -> None:
    from starlette.testclient import TestClient  # noqa: PLC0415  # a service needs none

    with TestClient(app) as client:
        for response in ("1", "2", "none of these"):
            print(client.get("/mai").json()["stem"])
            reply = client.post("/mai", json={"response": response})
            print(f"  {response}: {reply.status_code} {reply.json()}")


if __name__ == "__main__":
    main()
