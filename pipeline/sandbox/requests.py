"""What a request to the servlets holds: the fields of its form and its address, the login, the file."""

from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from pipeline.sandbox.logins import Login, Logins
from pipeline.sandbox.sandbox import Upload

DEFAULT_OPERATION = "doMDUpload"
_FILE_PARTS = ("fname", "mdFile")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class File:
    """The file of a deposit. ``content`` is nothing where it is larger than was allowed."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a form and then those of the address, as pairs of name and value, and the file."""

    pairs: tuple[tuple[str, str], ...]
    file: File | None = None

    def text(self, *names: str) -> str:
        """Give the first of these fields that is not empty, or an empty text."""
        return next((value for name, value in self.pairs if name in names and value), "")

    @property
    def name(self) -> str:
        """Give the name of the login."""
        return self.text("login_id", "usr")

    @property
    def password(self) -> str:
        """Give the password."""
        return self.text("login_passwd", "pwd")

    def login(self, logins: Logins) -> Login | None:
        """Give the login, or nothing where it is wrong."""
        return logins.find(self.name, self.password)

    def upload(self, content: bytes, file_name: str) -> Upload:
        """Give what is to be kept. A ``subType`` belongs to the operation: ``doMDUpload cm`` deposits no records."""
        operation = " ".join(filter(None, (self.text("operation") or DEFAULT_OPERATION, self.text("subType"))))
        return Upload(operation, file_name, content)


async def read_fields(request: Request, most_bytes: int = 0) -> Fields:
    """Read a request; a file larger than ``most_bytes`` is not read.

    A form that cannot be read is answered with status 400 by the framework, one that is too long as ``limiting`` says.
    """
    address = tuple(request.query_params.multi_items())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _FORMS:
        return Fields(address)
    async with request.form(max_files=10) as form:
        pairs = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str))
        return Fields((*pairs, *address), await _file(form, most_bytes))


async def _file(form: FormData, most_bytes: int) -> File | None:
    """Read the part named ``fname`` or ``mdFile``, else the first part that is a file."""
    files = [(name, part) for name, part in form.multi_items() if isinstance(part, UploadFile)]
    named = [part for wanted in _FILE_PARTS for name, part in files if name == wanted]
    found = next(iter([*named, *(part for _, part in files)]), None)
    if not found or not found.filename:
        return None
    return File(found.filename, await found.read() if (found.size or 0) <= most_bytes else None)
