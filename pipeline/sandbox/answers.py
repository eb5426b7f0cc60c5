"""The bodies that the sandbox answers with, as Crossref's clients have seen them.

Sources: tests of OSF and crossrefapi (success page), CDLUC3/ezid#745 (503), OpenRefine#1669 (401), REST API (404).
"""

from html import escape

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

SUCCESS = (
    "\n\n\n\n<html>\n<head><title>SUCCESS</title>\n</head>\n<body>\n<h2>SUCCESS</h2>\n"
    "<p>Your batch submission was successfully received.</p>\n</body>\n</html>\n"
)
_LOGIN_PAGE = (
    "<html>\n<head><title>Crossref</title></head>\n<body>\n<h1>Welcome to Crossref</h1>\n"
    '<form method="post"><input name="usr"><input name="pwd" type="password"><input type="submit"></form>\n'
    "</body>\n</html>\n"
)
_SENTENCES = {
    400: ("Bad Request", "The request could not be understood."),
    401: ("Unauthorized", "You need a valid user and password to access this content."),
    403: ("Forbidden", "Request forbidden by administrative rules."),
    413: ("Payload Too Large", "The submission is larger than this sandbox takes."),
    429: ("Too Many Requests", "You have sent too many requests in a given amount of time."),
    500: ("Internal Server Error", "The server met a condition that prevented it from fulfilling the request."),
    503: ("Service Unavailable", "No server is available to handle this request."),
}


_STILL = {"x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox"}
"""Headers with which a browser runs nothing of what strangers have deposited."""


class _Latin(HTMLResponse):
    """The old servlets say ``ISO-8859-1``, without a blank before ``charset``."""

    def __init__(self, text: str, status_code: int = 200, headers: dict[str, str] | None = None) -> None:
        content = text.encode("iso-8859-1", "xmlcharrefreplace")
        super().__init__(content, status_code, {**(headers or {}), "content-type": "text/html;charset=ISO-8859-1"})


def success() -> Response:
    """Say that a submission was received; it says nothing about what is in it."""
    return _Latin(SUCCESS)


def login_page() -> Response:
    """Show the login page with status 200, as the admin tool does."""
    return _Latin(_LOGIN_PAGE)


def failure(status: int, *, retry_after: float = 0) -> Response:
    """Say that a request failed, in a page of HTML."""
    title, sentence = _SENTENCES[status]
    headers = {"retry-after": f"{retry_after:.0f}"} if retry_after else {}
    return _Latin(f"<html><body><h1>{status} {title}</h1>\n{sentence}\n</body></html>\n", status, headers)


def echo(path: str, name: str, password: str) -> Response:
    """Fail with a page that repeats the login, as servlet containers quote the address of a request."""
    quoted = escape(f"{path}?login_id={name}&login_passwd={password}", quote=False)
    return _Latin(f"<html><body><h1>HTTP Status 500</h1>\nCannot process {quoted}\n</body></html>\n", 500)


def xml(content: bytes, status: int = 200) -> Response:
    """Give a log, or what was submitted."""
    return Response(content, status, headers={"content-type": "text/xml;charset=UTF-8", **_STILL})


def not_found() -> Response:
    """Say what the REST API says of a DOI that it does not know."""
    return PlainTextResponse("Resource not found.", 404)


def refused(status: int, reason: str) -> Response:
    """Refuse a call of the sandbox's own interface."""
    return JSONResponse({"error": reason}, status)


def document(content: bytes) -> Response:
    """Give a file to look at in a browser, which must not run what is in it."""
    return Response(
        content,
        headers={
            "content-type": "text/plain;charset=UTF-8",
            **_STILL,
        },
    )
