"""Records become files: read, rendered, checked, written in one go, with a manifest and a report.

``builder`` is the way through. ``records``, ``depositing`` and ``pages`` are what a process is given to do, with the
``making`` of one subject's files below them; ``gathering`` puts together what comes back; ``folder`` is the output.
"""

from pipeline.building.builder import build
from pipeline.building.options import BuildOptions, BuildResult, Listener

__all__ = ["BuildOptions", "BuildResult", "Listener", "build"]
