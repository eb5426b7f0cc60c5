"""Check documents against the official schemas: a quick and complete engine, and a slow judge beside it.

``check`` takes libxml2 for the structure and adds what it lacks; ``judge`` takes the ``xmlschema`` package. Both read
the same installed files, neither uses the network. Install sets first with ``pipeline.schemas.ensure_installed``.
"""

import os
from functools import cache

from pipeline.schemas import Catalog, read_documents
from pipeline.validation.engine import Checker
from pipeline.validation.judging import Judge
from pipeline.validation.report import Report

__all__ = ["Checker", "Judge", "Report", "check", "checker", "judge"]


def check(content: bytes, schema: str, *, file: str = "") -> Report:
    """Check one XML document against the schema set with that catalog id.

    ``file`` is what findings give as the file's name. The set is compiled at its first use in the process. Raises
    ``UsageError`` for an unknown id, ``SchemaUnavailable`` when the set is not installed or not the official one.
    """
    return checker(schema).check(content, file=file)


def judge(content: bytes, schema: str, *, file: str = "") -> Report:
    """Check one document with the ``xmlschema`` package: another engine, dozens of times slower.

    Raises as ``check`` does.
    """
    return _judge(schema, _installation()).check(content, file=file)


def checker(schema: str) -> Checker:
    """Give the process's one checker for a schema set.

    Raises as ``check`` does.
    """
    return _checker(schema, _installation())


def _installation() -> str | None:
    """Tell one folder of official schemas from another; to ask for its path would take longer than many a step."""
    return os.environ.get("PIPELINE_SCHEMAS")


@cache
def _checker(schema: str, installation: str | None) -> Checker:  # noqa: ARG001 - another one, other schemas
    return Checker(read_documents(Catalog.load().find(schema)))


@cache
def _judge(schema: str, installation: str | None) -> Judge:  # noqa: ARG001 - another one, other schemas
    return Judge(read_documents(Catalog.load().find(schema)))
