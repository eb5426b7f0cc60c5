"""What is wrong with a document, in words: faults of schemas, of DTDs and of the syntax become findings.

The engines' own sentences are English and speak of automata and facets; they are taken apart here and never shown.
"""

from pipeline.validation.explaining.dtd_faults import dtd_findings
from pipeline.validation.explaining.explainer import MOST_FAULTS, Explainer
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.explaining.judge_faults import fault_of
from pipeline.validation.explaining.libxml2_faults import faults
from pipeline.validation.explaining.syntax import syntax_findings
from pipeline.validation.explaining.syntax_texts import instead_of_entity

__all__ = [
    "MOST_FAULTS",
    "Explainer",
    "Fault",
    "Kind",
    "dtd_findings",
    "fault_of",
    "faults",
    "instead_of_entity",
    "syntax_findings",
]
