"""Crossref's old interface: deposit, download of logs, test of a login, matched references.

Each takes its form in the body or the address. XML is not looked at when it comes in.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.deposits.receipt import read_receipt
from pipeline.sandbox import answers, faults
from pipeline.sandbox.breaking import close_without_answer, hold
from pipeline.sandbox.faults import Fault, Kind
from pipeline.sandbox.logins import Login
from pipeline.sandbox.requests import Fields, read_fields
from pipeline.sandbox.sandbox import Sandbox

_STATUSES = {Kind.TOO_MANY: 429, Kind.SERVER_ERROR: 500, Kind.UNAVAILABLE: 503, Kind.FORBIDDEN: 403}


async def deposit(request: Request) -> Response:
    """Take a submission: ``POST /servlet/deposit``."""
    sandbox: Sandbox = request.app.state.sandbox
    fields = await read_fields(request, sandbox.limits.most_bytes)
    fault = sandbox.faults.take(faults.Request.DEPOSIT)
    if answer := await _before(fault, fields, request):
        return answer
    login = fields.login(sandbox.logins)
    if not login:
        return bad_login(sandbox)
    stored = await _store(sandbox, fields, login, fault)
    if not isinstance(stored, int):
        return stored
    return await _after(fault, request) or answers.success()


async def _store(sandbox: Sandbox, fields: Fields, login: Login, fault: Fault | None) -> int | Response:
    """Keep the file, and give its number, or the answer that refuses it."""
    if not fields.file:
        return answers.failure(400)
    if fields.file.content is None:
        return answers.failure(413)
    upload = fields.upload(fields.file.content, fields.file.name)
    stored = await run_in_threadpool(sandbox.receive, login, upload, fault)
    return answers.failure(429) if stored is None else stored


async def deposit_at_once(request: Request) -> Response:
    """Take a submission and answer with its log: ``POST /v2/deposits``, which Crossref keeps for OJS only."""
    sandbox: Sandbox = request.app.state.sandbox
    fields = await read_fields(request, sandbox.limits.most_bytes)
    login = fields.login(sandbox.logins)
    if not login:
        return answers.failure(401)
    stored = await _store(sandbox, fields, login, None)
    if not isinstance(stored, int):
        return stored
    log = await run_in_threadpool(sandbox.process_at_once, stored)
    return answers.xml(log, 403 if _refuses_the_file(log) else 200)


def _refuses_the_file(log: bytes) -> bool:
    """Tell whether nothing of a file was looked at: what is wrong is told of the whole."""
    receipt = read_receipt(log)
    return bool(receipt.failures) and receipt.failures == receipt.whole_file == receipt.records


async def download(request: Request) -> Response:
    """Give a log or what was submitted: ``/servlet/submissionDownload``."""
    sandbox: Sandbox = request.app.state.sandbox
    fields = await read_fields(request)
    fault = sandbox.faults.take(faults.Request.POLL)
    if answer := await _before(fault, fields, request):
        return answer
    login = fields.login(sandbox.logins)
    if not login:
        return bad_login(sandbox)
    content = await run_in_threadpool(_wanted, sandbox, fields, login.name)
    if content is None:
        return answers.failure(400)
    return answers.xml(content[: len(content) // 2] if fault and fault.kind is Kind.TRUNCATED else content)


def _wanted(sandbox: Sandbox, fields: Fields, login: str) -> bytes | None:
    """Give what is asked for, or nothing where the question is incomplete."""
    file_name, batch_id, wanted = fields.text("file_name"), fields.text("doi_batch_id"), fields.text("type")
    if not (file_name or batch_id) or wanted not in {"result", "contents"}:
        return None
    if wanted == "contents":
        found = sandbox.contents(login, file_name=file_name, batch_id=batch_id)
        if found is not None:
            return found
    return sandbox.log(login, file_name=file_name, batch_id=batch_id)


async def login(request: Request) -> Response:
    """Tell whether a login is right: ``POST /servlet/login``."""
    fields = await read_fields(request)
    return JSONResponse({"success": fields.login(request.app.state.sandbox.logins) is not None})


def bad_login(sandbox: Sandbox) -> Response:
    """Answer to a wrong login in the way that this sandbox was told to."""
    return answers.failure(401) if sandbox.bad_login == "401" else answers.login_page()


async def _before(fault: Fault | None, fields: Fields, request: Request) -> Response | None:
    """Give the answer of a fault that leaves nothing behind."""
    match fault.kind if fault else None:
        case Kind.TOO_MANY | Kind.SERVER_ERROR | Kind.UNAVAILABLE | Kind.FORBIDDEN if fault:
            return answers.failure(_STATUSES[fault.kind], retry_after=fault.seconds)
        case Kind.LOGIN_PAGE:
            return answers.login_page()
        case Kind.ECHO:
            return answers.echo(request.url.path, fields.name, fields.password)
        case Kind.BROKEN_BEFORE:
            return await close_without_answer(request)
        case Kind.TIMEOUT_BEFORE if fault:
            await hold(request, fault.hold)
            return await close_without_answer(request)
        case _:
            return None


async def _after(fault: Fault | None, request: Request) -> Response | None:
    """Give the answer of a fault that comes when all is stored."""
    match fault.kind if fault else None:
        case Kind.SERVER_ERROR_AFTER:
            return answers.failure(500)
        case Kind.BROKEN_AFTER:
            return await close_without_answer(request)
        case Kind.TIMEOUT_AFTER if fault:
            await hold(request, fault.hold)
            return await close_without_answer(request)
        case _:
            return None


ROUTES = (
    Route("/servlet/deposit", deposit, methods=["POST"]),
    Route("/servlet/submissionDownload", download, methods=["GET", "POST"]),
    Route("/servlet/login", login, methods=["POST"]),
    Route("/v2/deposits", deposit_at_once, methods=["POST"]),
)
