"""The errors that end a command, each class with its exit code.

::

    PipelineError            1   something people can mend; says what and how
    ├── ProblemsFound        1   findings were reported; nothing more to say
    │   └── SchemasMissing   4   all that was found is that schemas are missing; that was reported, too
    ├── UsageError           2   the command line or the settings are wrong
    ├── DepositError         1   a deposit cannot be sent as it is
    ├── SchemaUnavailable    4   an official schema is missing and could not be installed, or is not the official one
    ├── LedgerUnavailable    5   the ledger of deposits cannot be read or written
    └── CrossrefUnavailable  6   Crossref cannot be reached, or does not answer as it should
        └── LoginRefused     6   Crossref does not take the login

Exit code 0 means done; 3 means a fault of the program itself (only ``__main__`` gives it; ``ProgramFault`` tells what
was being done). 130 means interrupted by the keyboard.
Problems *in data* are not errors but ``findings.Finding`` values, so that all of them are reported at once.
"""

from pipeline.messages import Message


class PipelineError(Exception):
    """Base of all expected errors: what is wrong, and how to mend it."""

    exit_code = 1

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy


class ProblemsFound(PipelineError):
    """The work is done and its findings have been shown; some of them are errors."""


class SchemasMissing(ProblemsFound):
    """The work is done as far as it could be; the only errors that were shown are that official schemas are missing."""

    exit_code = 4


class UsageError(PipelineError):
    """The command line, an environment variable or a settings file is wrong."""

    exit_code = 2


class SchemaUnavailable(PipelineError):
    """An official schema set is missing, or its bytes are not the official ones."""

    exit_code = 4


class DepositError(PipelineError):
    """A deposit cannot be sent as it is; nothing of it was sent."""


class LedgerUnavailable(PipelineError):
    """The ledger of deposits cannot be opened, read or written. Nothing is sent that it cannot record."""

    exit_code = 5


class CrossrefUnavailable(PipelineError):
    """Crossref cannot be reached, or does not answer as it should."""

    exit_code = 6


class LoginRefused(CrossrefUnavailable):
    """Crossref does not take the login or the password."""


class ProgramFault(Exception):
    """A fault of the program itself, with what it was doing. The cause is the exception that shows the fault."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class InvalidValue(ValueError):
    """One value that cannot be taken. It never ends a command: whoever reads the value turns it into a finding."""

    def __init__(self, code: str, message: Message, remedy: Message) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.remedy = remedy
