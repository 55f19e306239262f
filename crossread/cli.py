"""The command line: parses, calls `Project`, prints. Results go to stdout, all else to stderr.

Exit status: 0 all well, 1 some inputs failed (each named), 2 the command could not be carried out.
"""

from __future__ import annotations

import json
import logging
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

import crossread
from crossread import codebook as codebooks
from crossread import demo as demo_corpus
from crossread.coder import DEFAULT_ENGINE, ENGINES
from crossread.present import (
    comparison_text,
    events_table,
    export_csv,
    export_jsonl,
    info_text,
)
from crossread.project import Project
from crossread.records import CodedArticle, CrossreadError
from crossread.resolve import build_gazetteer

EXPORTS: dict[str, Callable[[Iterable[CodedArticle]], Iterable[str]]] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
}
F = TypeVar("F", bound=Callable[..., Any])

project_argument = click.argument("project", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
engine_option = click.option(
    "--engine", type=click.Choice(sorted(ENGINES)), default=DEFAULT_ENGINE, show_default=True
)


def example(*lines: str) -> Callable[[F], F]:
    """Add an example to a command's help, kept as it is written."""

    def decorate(function: F) -> F:
        function.__doc__ = f"{function.__doc__}\n\n\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
        return function

    return decorate


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(crossread.__version__)
@click.option("--debug", is_flag=True, help="Show the stack trace of an error.")
def cli(debug: bool) -> None:
    """Read the same event in many outlets; lay the accounts side by side."""
    logging.basicConfig(level=logging.DEBUG if debug else logging.WARNING, format="%(message)s")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are in our errors' reasons


@cli.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Project file; made if it is not there."
)
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV of file, outlet, date, title, url.")
@click.option("--columns", metavar="OURS=THEIRS,...", help="Columns of a table, where guessing fails.")
@click.option("--with-title", is_flag=True, help="Code a JSONL or CSV title as part of the text.")
@engine_option
@click.option("--codebook", type=click.Path(path_type=Path), help="Your own codebook (YAML).")
@click.option("--workers", type=click.IntRange(1), help="Processes; by default one a core.")
@json_option
@example("crossread code articles/ --metadata articles/metadata.csv -o march.crossread")
def code(
    inputs: tuple[Path, ...],
    output: Path | None,
    metadata: Path | None,
    columns: str | None,
    with_title: bool,
    engine: str,
    codebook: Path | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Read and code articles (.txt .md .html .jsonl .csv, or folders of them) into a project file.

    Run it again at any time: nothing is added twice, and only what changed is coded again.
    """
    path = output or Path(inputs[0].resolve().stem + ".crossread")
    mapping = _mapping(columns)
    codebooks.load(codebook)  # a faulty one is said before anything is read or stored
    with Project(path) as project:
        added = project.add(
            inputs,
            metadata=metadata,
            columns=mapping,
            with_title=with_title,
            tell=_tell,
            progress=lambda done: _progress(f"reading  {done.seen} articles"),
        )
        coded = project.code(
            engine=engine,
            codebook=codebook,
            workers=workers,
            tell=_tell,
            progress=lambda done: _progress(f"coding   {done.articles} articles, {done.claims} claims"),
        )
    failed = [str(error) for error in added.errors + coded.errors]
    figures = {"added": added.added, "changed": added.changed, "unchanged": added.unchanged}
    figures |= {"coded": coded.articles, "claims": coded.claims}
    if as_json:
        click.echo(json.dumps({"project": str(path), **figures, "failed": failed}))
    else:
        _tell(", ".join(f"{n} {name}" for name, n in figures.items()) + f", {len(failed)} failed")
        click.echo(str(path))
    if failed:
        sys.exit(1)


@cli.command()
@project_argument
@json_option
@example("crossread info march.crossread")
def info(project: Path, as_json: bool) -> None:
    """Show what is in a project: articles by outlet, claims by type, coders, what failed."""
    with Project(project, create=False) as opened:
        stored = opened.stored()
    if as_json:
        failures = [str(error) for error in stored.failures]
        coders = [coder.exchange() for coder in stored.coders]
        outlets = {name or "": n for name, n in stored.outlets.items()}
        _json(stored._asdict() | {"failures": failures, "coders": coders, "outlets": outlets})
    else:
        click.echo(info_text(stored._asdict()))


@cli.command()
@project_argument
@click.option("--all", "everything", is_flag=True, help="Also events that only one article reports.")
@json_option
@example("crossread events march.crossread --all")
def events(project: Path, everything: bool, as_json: bool) -> None:
    """List the events that several articles report, with the ids that `compare` takes."""
    with Project(project, create=False) as opened:
        found = [e for e in opened.events() if everything or len(e.articles) > 1]
        if as_json:
            _json([event.exchange() for event in found])
        else:
            click.echo(events_table(found, opened.outlets(), width=shutil.get_terminal_size().columns))


@cli.command()
@project_argument
@click.argument("event", required=False)
@json_option
@example("crossread compare march.crossread", "crossread compare march.crossread 3f2a")
def compare(project: Path, event: str | None, as_json: bool) -> None:
    """Lay the reports of one event (or of all) side by side in the terminal.

    EVENT is an id from `crossread events`, or its first characters.
    """
    with Project(project, create=False) as opened:
        comparisons = opened.compare(event, several=event is None)
    if event is None:  # an article and its copy are one report
        comparisons = tuple(c for c in comparisons if len(c.reports) > 1)
    if as_json:
        _json([comparison.exchange() for comparison in comparisons])
    else:
        width = shutil.get_terminal_size().columns
        click.echo("\n\n".join(comparison_text(c, width=width) for c in comparisons))


@cli.command()
@project_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="HTML file; by default beside the project."
)
@example("crossread report march.crossread -o march.html")
def report(project: Path, output: Path | None) -> None:
    """Write one self-contained HTML page: every event, every account, every sentence."""
    path = output or project.with_suffix(".html")
    with Project(project, create=False) as opened:
        _write(path, [opened.report()])
    click.echo(str(path))


@cli.command()
@project_argument
@click.option("--format", "form", type=click.Choice(sorted(EXPORTS)), default="jsonl", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; by default standard output.")
@example("crossread export march.crossread --format csv -o march.csv")
def export(project: Path, form: str, output: Path | None) -> None:
    """Export every coded article: jsonl is the exchange format, csv a table with one claim a row."""
    with Project(project, create=False) as opened:
        lines = EXPORTS[form](opened.coded())
        if output:
            _write(output, lines)
            click.echo(str(output))
        else:
            for line in lines:
                click.echo(line, nl=False)


@cli.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@example("crossread codebook > my.yaml", "crossread codebook my.yaml")
def codebook(file: Path | None) -> None:
    """Print a codebook as one YAML file: the built-in one, or FILE after checking it."""
    click.echo(codebooks.dump(codebooks.load(file)), nl=False)


@cli.group()
def gazetteer() -> None:
    """Places of your own, beside those that ship."""


@gazetteer.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default="own.zip", show_default=True)
@example(
    "crossread gazetteer build FR.zip -o france.zip",
    "CROSSREAD_GAZETTEER=france.zip crossread code articles/",
)
def build(files: tuple[Path, ...], output: Path) -> None:
    """Build a gazetteer of your own from GeoNames dumps (.txt or .zip), with quarters and smaller places.

    Name it in CROSSREAD_GAZETTEER; its places join those that ship.
    """
    _tell(f"{build_gazetteer(files, output)} places")
    click.echo(str(output))


@cli.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default="demo", show_default=True)
@engine_option
@example("crossread demo -o demo")
def demo(output: Path, engine: str) -> None:
    """Code the bundled demo articles, and write the project and its report into a folder."""
    output.mkdir(parents=True, exist_ok=True)
    with Project(output / "demo.crossread") as project:
        project.add([demo_corpus.articles()])
        project.code(engine=engine)
        page = output / "demo.html"
        _write(page, [project.report()])
    click.echo(f"The report: {page.resolve()}")


def main() -> NoReturn:
    """The entry point: errors become one line, unless --debug."""
    try:
        cli(standalone_mode=False)
    except CrossreadError as error:
        if logging.getLogger().isEnabledFor(logging.DEBUG):
            raise
        _tell(error)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _tell("stopped; what was stored is safe, and the same command goes on from there")
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)


def _mapping(columns: str | None) -> dict[str, str] | None:
    pairs = [pair.partition("=") for pair in (columns or "").split(",") if pair]
    for ours, sign, theirs in pairs:
        if not (ours and sign and theirs):
            reason = f"{ours + sign + theirs!r} is no OURS=THEIRS"
            raise CrossreadError("--columns", reason, "write it as text=body,outlet=paper")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs} or None


def _write(path: Path, lines: Iterable[str]) -> None:
    """Write whole or not at all: a reader never meets half a file."""
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        unfinished.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CrossreadError(
            str(path), f"cannot be written ({reason})", "choose another place with -o"
        ) from error


def _json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _tell(message: object) -> None:
    _progress("")
    click.echo(f"error: {message}" if isinstance(message, CrossreadError) else str(message), err=True)


def _progress(line: str) -> None:
    """One line that renews itself, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{line}", nl=False, err=True)
