"""Data flows one way: no package imports what DESIGN's table does not allow it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "crossread"
STAGES = {"records", "codebook", "ingest", "read", "extract", "resolve", "link", "compare", "present"}
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "codebook": {"records"},
    "ingest": {"records"},
    "read": {"records"},
    "extract": {"records", "codebook", "read"},
    "resolve": {"records", "codebook"},
    "link": {"records", "codebook"},
    "compare": {"records", "codebook"},
    "present": {"records", "codebook", "compare"},
    "store": {"records"},
    "demo": set(),
    "coder": STAGES,
    "scale": STAGES | {"coder"},
    "project": STAGES | {"coder", "scale", "store", "demo"},
    "__init__": {"project"},
    "cli": STAGES | {"project", "store", "coder", "scale", "demo", "__init__"},
    "__main__": {"cli"},
}
RUNTIME = {"click", "jinja2", "markupsafe", "pydantic", "yaml", "trafilatura", "lxml", "charset_normalizer"}
MODEL_RUNTIME = {"numpy", "onnxruntime", "tokenizers"}


def unit(path: Path) -> str:
    """The package or top-level module that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Dotted names of all modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the full name"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_follow_the_arrows(path: Path) -> None:
    me = unit(path)
    assert me in MAY_IMPORT, f"{me} is not in DESIGN's table"
    ours = {
        name.split(".")[1] if "." in name else "__init__"
        for name in imports(path)
        if name.split(".")[0] == "crossread"
    }
    # `from crossread import cli` lists both crossread and crossread.cli; the bare package is no unit then.
    units = {name for name in ours if name in MAY_IMPORT} - {me}
    if me not in ("cli", "__main__"):
        units -= {"__init__"}
    assert units <= MAY_IMPORT[me], f"{me} may not import {sorted(units - MAY_IMPORT[me])}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_declared_libraries(path: Path) -> None:
    others = {name.split(".")[0] for name in imports(path)} - {"crossread", "", "__future__"}
    allowed = set(sys.stdlib_module_names) | RUNTIME
    if "model" in path.relative_to(PACKAGE).parts:
        allowed |= MODEL_RUNTIME
    assert others <= allowed, f"not a runtime dependency: {sorted(others - allowed)}"


def test_the_check_sees_a_wrong_arrow(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("from crossread.web import app\nimport torch.nn\n", encoding="utf-8")
    assert {"crossread.web", "torch.nn"} <= imports(file)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_are_small_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400, "probably two ideas in one module"
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "no docstring"
