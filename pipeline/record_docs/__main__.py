"""Writes the pages anew; for a checkout only, since an installed package has no ``docs/``."""

from pipeline import resources
from pipeline.record_docs import PAGES

if __name__ == "__main__":
    for name, make in PAGES.items():
        (resources.root() / "docs" / name).write_text(make(), encoding="utf-8")
