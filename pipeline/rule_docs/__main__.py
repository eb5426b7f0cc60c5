"""Writes the pages anew, the list of codes too, and removes those of rules that are no more.

For a checkout only, where ``docs/`` is.
"""

from pipeline import resources
from pipeline.rule_docs import FOLDER, codes, pages

if __name__ == "__main__":
    folder = resources.root() / "docs" / FOLDER
    made = dict(pages())
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in made:
            path.unlink()
    (resources.root() / "docs" / codes.PAGE).write_text(codes.page(), encoding="utf-8")
