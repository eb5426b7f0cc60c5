"""The interface for tests and people who play with time: clock, faults, state.

It changes something only for a request with a JSON body: a web page of another site cannot send one without asking
first (Fetch Standard, CORS-safelisted request-header), and is not given leave.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.sandbox import answers
from pipeline.sandbox.faults import make_fault
from pipeline.sandbox.queue import Submission
from pipeline.sandbox.records import DoiRecord, list_records
from pipeline.sandbox.sandbox import Sandbox

MOST_LISTED = 10_000
_GREATEST = 2**63 - 1
"""The greatest number that SQLite knows."""


async def clock(request: Request) -> Response:
    """Go forward in time, and process what is due then: ``{"advance": seconds}``."""
    sandbox: Sandbox = request.app.state.sandbox
    try:
        asked = await _asked(request)
        seconds = float(asked.get("advance", 0))  # type: ignore[arg-type]
        await run_in_threadpool(sandbox.advance, seconds)
    except (ValueError, TypeError, OverflowError) as error:
        return _refusal(request, error)
    processed = await run_in_threadpool(sandbox.process_due)
    return JSONResponse({"now": moment(sandbox.clock.now()), "processed": processed})


async def add_fault(request: Request) -> Response:
    """Let a fault wait: ``{"kind": …, "count": …, "on": "deposit" or "poll", "seconds": …}``."""
    sandbox: Sandbox = request.app.state.sandbox
    try:
        asked = await _asked(request)
        count, seconds = asked.get("count", 1), asked.get("seconds", 0)
        fault = make_fault(str(asked.get("kind", "")), int(count), str(asked.get("on") or ""), float(seconds))  # type: ignore[call-overload,arg-type]
    except (ValueError, TypeError, OverflowError) as error:
        return _refusal(request, error)
    sandbox.faults.add(fault)
    return JSONResponse({"faults": _faults(sandbox)})


async def clear_faults(request: Request) -> Response:
    """Forget all faults. No form of a web page can send this method."""
    sandbox: Sandbox = request.app.state.sandbox
    sandbox.faults.clear()
    return JSONResponse({"faults": []})


async def state(request: Request) -> Response:
    """Tell everything: submissions and DOI records in the order in which they came, with the times."""
    return JSONResponse(await run_in_threadpool(_state, request.app.state.sandbox))


async def log(request: Request) -> Response:
    """Give the log of a submission by its number."""
    return await _document(request, "log_of")


async def contents(request: Request) -> Response:
    """Give what was submitted by its number."""
    return await _document(request, "contents_of")


def moment(seconds: float) -> str:
    """Write a time (RFC 3339, UTC)."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


async def _document(request: Request, call: str) -> Response:
    number = min(request.path_params["number"], _GREATEST)
    found = await run_in_threadpool(getattr(request.app.state.sandbox, call), number)
    return answers.not_found() if found is None else answers.document(found)


async def _asked(request: Request) -> Mapping[str, object]:
    """Read the JSON object of a request. Raises ``ValueError`` where there is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ValueError("send JSON, with the content type application/json")
    try:
        asked = json.loads(await request.body())
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error
    if not isinstance(asked, dict):
        raise ValueError("send an object")  # noqa: TRY004 - all that is wrong with a body is one kind of error here
    return asked


def _refusal(request: Request, error: Exception) -> Response:
    right = request.headers.get("content-type", "").startswith("application/json")
    return answers.refused(400 if right else 415, str(error))


def _state(sandbox: Sandbox) -> dict[str, object]:
    submissions = sandbox.submissions(MOST_LISTED)
    with sandbox.reading() as registry:
        records = list_records(registry, MOST_LISTED)
    return {
        "now": moment(sandbox.clock.now()),
        "faults": _faults(sandbox),
        "submissions": [_submission(sandbox, submission) for submission in reversed(submissions)],
        "records": [_record(record) for record in records],
    }


def _faults(sandbox: Sandbox) -> list[dict[str, object]]:
    return [
        {"kind": fault.kind, "count": fault.count, "on": fault.on, "seconds": fault.seconds} for fault in sandbox.faults
    ]


def _submission(sandbox: Sandbox, submission: Submission) -> dict[str, object]:
    tally = submission.tally
    return {
        "submission_id": str(submission.id),
        "status": sandbox.status(submission),
        "login": submission.login,
        "operation": submission.operation,
        "file_name": submission.file_name,
        "size": submission.size,
        "batch_id": submission.batch_id,
        "received": moment(submission.received),
        "completed": None if submission.completed is None else moment(submission.completed),
        "record_count": tally.records if tally else None,
        "success_count": tally.successes if tally else None,
        "warning_count": tally.warnings if tally else None,
        "failure_count": tally.failures if tally else None,
    }


def _record(record: DoiRecord) -> dict[str, object]:
    return {
        "doi": record.doi,
        "owner": record.owner,
        "timestamp": record.timestamp,
        "url": record.url,
        "accepted": record.accepted,
    }


ROUTES = (
    Route("/sandbox/clock", clock, methods=["POST"]),
    Route("/sandbox/faults", add_fault, methods=["POST"]),
    Route("/sandbox/faults", clear_faults, methods=["DELETE"]),
    Route("/sandbox/state", state, methods=["GET"]),
    Route("/sandbox/submissions/{number:int}/log", log, methods=["GET"]),
    Route("/sandbox/submissions/{number:int}/contents", contents, methods=["GET"]),
)
