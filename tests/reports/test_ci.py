"""What other repositories take from this one: the pre-commit hook, and the examples of docs/ci.md."""

import re
from importlib import import_module
from typing import Any

import pytest
import yaml

from pipeline.cli import COMMANDS
from pipeline.reports import FORMATS
from tests.support import CHECKOUT

GUIDE = (CHECKOUT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
_CALL = re.compile(r"(?:^|\s)pipeline (?:--lang \w+ )?(?P<command>\w+)(?P<rest>[^\n]*)")


def _hooks() -> list[dict[str, Any]]:
    loaded = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, list)
    return loaded


def test_hook() -> None:
    """It has what pre-commit demands, and starts a command that there is, by the name that is installed."""
    (hook,) = _hooks()
    assert {"id", "name", "entry", "language"} <= set(hook)
    program, command_name = hook["entry"].split()
    assert f'\n{program} = "pipeline.__main__:main"' in (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    assert command_name in COMMANDS
    assert (hook["language"], hook["types_or"], hook["pass_filenames"]) == ("python", ["xml"], True)


def test_the_guide_names_the_hook() -> None:
    """The id in the example is that of the hook."""
    (hook,) = _hooks()
    used = [
        used["id"]
        for block in BLOCKS
        for repository in (yaml.safe_load(block) or {}).get("repos", ())
        for used in repository["hooks"]
    ]
    assert used == [hook["id"]]


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_examples_are_yaml(block: str) -> None:
    """Each can be copied as it is; what it starts exists, with the options and formats it names."""
    assert yaml.safe_load(block)
    for call in _CALL.finditer(block):
        assert call["command"] in COMMANDS
        command = import_module(f"pipeline.cli.{call['command']}").command
        options = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[\w-]+", call["rest"])) <= options
        if call["command"] == "validate":
            assert set(re.findall(r"--format (\w+)", call["rest"])) <= set(FORMATS)


def test_there_are_examples() -> None:
    """A guide without examples must not pass for success."""
    assert len(BLOCKS) >= 4
    assert sum(len(_CALL.findall(block)) for block in BLOCKS) >= 3
