"""What a build makes: bytes with a name, a hash and where they came from."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Artifact:
    """One output file, not yet written.

    ``path`` is relative to the output folder; ``language`` is a BCP 47 tag where the file is in one language, else
    empty; ``schema`` is the catalog id of the schema it must satisfy, or empty; ``works`` are the ids of the records
    it was made from, ``dois`` the DOIs it deposits or describes.
    """

    format: str
    path: PurePosixPath
    content: bytes = field(repr=False)
    media_type: str
    language: str = ""
    schema: str = ""
    works: tuple[str, ...] = ()
    dois: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Give the SHA-256 of the content, as lower-case hexadecimal digits."""
        return sha256(self.content).hexdigest()
