"""Reading the reference tables: YAML with errors that name the line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError
from frontlog.reference import ready

OWN = Path(__file__).parents[1]
FORM = "1"  # of what is kept of a table


def parse(text: str, name: str = "a table") -> Any:
    """The content of a YAML text of our own. It is kept as JSON: reading YAML took a tenth of a cold start."""
    return ready.values("table", ready.key(FORM, text), lambda: _parsed(text, name))


def read(path: Path) -> Any:
    """The content of a YAML file. Raises FrontlogError with file and line when it is not YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unread(path.name, error) from error
    return parse(text, path.name) if OWN in path.parents else _parsed(text, path.name)


def _parsed(text: str, name: str) -> Any:
    import yaml  # late: where all tables are kept, nobody needs it

    try:
        return yaml.load(text, _loader())  # noqa: S506 - a safe loader in both cases
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FrontlogError(f"{name}, line {line}: not YAML ({error.problem}).", "Correct that line.") from error
    except yaml.YAMLError as error:
        raise _unread(name, error) from error


def _unread(name: str, error: Exception) -> FrontlogError:
    return FrontlogError(f"{name} could not be read: {error}.", "Give a UTF-8 YAML file.")


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: ten times faster


def line_of(path: Path, keys: tuple[str | int, ...]) -> int:
    """The line (from 1) of the value that lies under `keys`. Only called for an error message: it parses the file again."""
    import yaml

    node = yaml.compose(path.read_text(encoding="utf-8"), _loader())
    for key in keys:
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        elif isinstance(node, yaml.MappingNode):
            found = [value for name, value in node.value if str(name.value) == str(key)]
            node = found[0] if found else node
    return int(node.start_mark.line) + 1 if node is not None else 1


class Checker:
    """Collects where we are in a file so that a complaint can name its line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, keys: tuple[str | int, ...], what: str, next_step: str) -> FrontlogError:
        return FrontlogError(f"{self.path.name}, line {line_of(self.path, keys)}: {what}", next_step)

    def need(self, keys: tuple[str | int, ...], value: Any, test: Callable[[Any], bool], what: str) -> None:
        """Raises unless `test(value)`; `what` says what was expected there."""
        if not test(value):
            name = keys[-1] if keys else "the whole file"
            raise self.fail(keys, f"{name} is {value!r:.100}, but should be {what}.", "Correct that line.")
