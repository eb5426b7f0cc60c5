"""Pages of the documentation that are made from the code: the record's reference and the list of rules.

``python -m pipeline.record_docs`` writes them anew; a test keeps them current.
"""

from collections.abc import Callable, Mapping

from pipeline.record_docs import record, rules

PAGES: Mapping[str, Callable[[], str]] = {"record.md": record.page, "rules.md": rules.page}
"""Names of the pages in ``docs/``, and what makes their text."""
