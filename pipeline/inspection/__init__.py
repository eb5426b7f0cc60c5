"""Documents from anywhere, checked and explained: files, folders, archives and standard input become reports."""

from pipeline.inspection.options import InspectionOptions
from pipeline.inspection.running import inspect

__all__ = ["InspectionOptions", "inspect"]
