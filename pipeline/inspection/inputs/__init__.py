"""What is to be inspected: the arguments of a command become a lazy stream of inputs, which any process can read.

Memory grows neither with the number of files nor with that of an archive's members: of each folder on the way from an
argument to the current file the names that are left are kept, of an archive one entry at a time. What is remembered are
the folders that were entered, and the files that were named one by one.

What an argument may be:

* a file of any name. ``.zip`` is an archive; the endings of records (``.yaml``, ``.json`` ...) are records; everything
  else is XML, packed by gzip or not.
* a folder: below it, by name, all files that end in ``.xml``, ``.nxml``, ``.jats``, the same with ``.gz``, or ``.zip``.
  Hidden files are left out. Links are followed, each folder is entered once. The folder of a journal is given as a
  source of records too, and so is a folder that has records and nothing else.
* a pattern with ``*``, ``?``, ``[...]`` or ``**`` that the shell has left as it is; a file of that name goes first.
  It matches what a shell would match, in the order of the names, and means the same as its matches named one by one.
* ``-`` for the standard input.

Of an archive all members are given that would be given of a folder, in the order of its directory; an archive within an
archive is not opened. A named archive without a document is a problem; in a folder it is a file like others.

Nothing is given twice on account of its name: neither the same argument, nor a folder below a folder, nor a file of a
folder. Two links to one file are two names.

Nothing is raised for what is wrong with an input. It becomes a finding in the place of the input, and the others are
inspected nevertheless; a named file that does not exist is such a problem, as it is for compilers and linters.
"""

from pipeline.inspection.inputs.arguments import find_inputs
from pipeline.inspection.inputs.reading import read_input
from pipeline.inspection.inputs.values import FileInput, Found, Input, MemberInput, RecordSource, StandardInput

__all__ = [
    "FileInput",
    "Found",
    "Input",
    "MemberInput",
    "RecordSource",
    "StandardInput",
    "find_inputs",
    "read_input",
]
