# ruff: noqa: F401 - to import is all that this module is for
"""All that a submission needs, imported once, before processes are forked."""

import pipeline.__main__
import pipeline.cli.deposit_listening
import pipeline.cli.submit
import pipeline.deposits.client
import pipeline.deposits.credentials
import pipeline.deposits.known_messages
import pipeline.ledger
import pipeline.submission.submitting
import pipeline.validation
import tests.submission.killing
