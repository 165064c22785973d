"""`autograder attack`: does any attack of the cheat corpus get anything out of this installation?"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder.commands.shared import add_examples, console, positive

if TYPE_CHECKING:
    from autograder.authoring.attack import Finding, Outcome
    from autograder.authoring.stock import StockFinding

Stock = dict[str, "StockFinding"]


def add_parser(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `attack` to the command line."""
    attack = subcommands.add_parser(
        "attack",
        help="try the cheat corpus on this installation",
        description="Grade a throw-away class in which every student cheats in another way, and print what each got "
        "by it. Exit code 1 when anybody gained a point, saw or left what they may not, touched others' work or "
        "stopped the run.",
    )
    attack.add_argument("names", nargs="*", metavar="NAME", help="which attacks (default: all)")
    attack.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="has corpus/*.py, and chapter/")
    attack.add_argument("--workers", type=positive, default=os.cpu_count() or 1, metavar="N", help="runs at a time")
    attack.add_argument("--cell-seconds", type=positive, default=15, metavar="S", help="for one cell (15)")
    attack.add_argument("--notebook-seconds", type=positive, default=60, metavar="S", help="for one notebook (60)")
    attack.add_argument(
        "--unsafe", action="store_true", help="without a sandbox: what could harm this machine is left out"
    )
    attack.add_argument("--stock", action="store_true", help="try nbgrader's own autograde too; takes much longer")
    attack.add_argument("--keep", type=Path, metavar="DIR", help="make the class in this new folder, and keep it")
    add_examples(
        attack,
        "autograder attack --corpus tests/attacks",
        "autograder attack --corpus tests/attacks os_exit output_flood --keep seen",
    )
    attack.set_defaults(run=run)


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Make the attacks, print what came of them; return the exit code."""
    if arguments.keep:
        return _run(root, arguments, arguments.keep.resolve())
    with tempfile.TemporaryDirectory(prefix="autograder-attack-", ignore_cleanup_errors=True) as folder:
        return _run(root, arguments, Path(folder))


def _run(root: Path, arguments: argparse.Namespace, folder: Path) -> int:
    from autograder.authoring import corpus, stock
    from autograder.authoring.attack import Arena

    attacks = corpus.read_corpus(arguments.corpus, arguments.names)
    with _bar() as bar:
        arena = Arena(root, arguments.corpus, folder)
        task = bar.add_task("grading", total=None)
        options = [f"--{name}={getattr(arguments, name.replace('-', '_'))}" for name in _PASSED_ON]
        options += ["--unsafe"] if arguments.unsafe and arena.has_sandbox() else []
        outcome = arena.grade(attacks, options, lambda done, most: bar.update(task, completed=done, total=most))
        compared: Stock = {}
        if arguments.stock:
            task = bar.add_task("stock nbgrader", total=sum(attack.stock for attack in attacks))
            for attack, finding in stock.grade(arena, attacks, arguments.workers):
                compared[attack.name] = finding
                bar.advance(task)
    if arguments.keep:
        _write(folder / "attacks.csv", outcome, compared)
    _show(outcome, compared if arguments.stock else None)
    return 0 if outcome.is_honest else 1


_PASSED_ON = ("workers", "cell-seconds", "notebook-seconds")


def _bar() -> Progress:
    what = TextColumn("{task.description}", markup=False)
    return Progress(what, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console)


def _show(outcome: Outcome, compared: Stock | None) -> None:
    """Print a row for each attack, red where it had another outcome than it must have."""
    columns = ["attack", "aims", "outcome", "points", "gained", "shown or left", "told"]
    table = Table(*columns, *(["stock nbgrader"] if compared is not None else []), title="The cheat corpus")
    for finding in outcome.findings:
        row = _row(finding)
        if compared is not None:
            row.append(escape(_stock_words(compared.get(finding.attack.name))))
        table.add_row(*row, style="" if finding.is_honest else "red")
    console.print(table)
    bad = [finding for finding in outcome.findings if not finding.is_honest]
    gained = sum(finding.gained > 0 for finding in outcome.findings)
    shown = sum(bool(finding.shown) for finding in outcome.findings)
    left = sum(bool(finding.left) for finding in outcome.findings)
    untold = sum(not finding.told for finding in outcome.findings)
    console.print(
        f"{len(outcome.findings)} attacks in {outcome.seconds:.0f} s: {len(bad)} not as they must be. "
        f"{gained} gained points, {shown} showed what must not be seen, {left} left files, {untold} not told in words.",
        soft_wrap=True,
    )
    if compared is not None:
        console.print(_stock_summary(compared), soft_wrap=True)
    console.print(
        f"Others touched: {', '.join(outcome.touched) or 'nobody'}. Run in the report: "
        f"{', '.join(outcome.in_report) or 'nothing'}. Run stopped: {outcome.stopped or 'no'}.",
        soft_wrap=True,
    )


def _row(finding: Finding) -> list[str]:
    points = "" if finding.score is None else f"{finding.score:g}"
    wanted = "" if finding.attack.score is None else f"{finding.attack.score:g}"
    return [
        finding.attack.name,
        ", ".join(finding.attack.aims),
        finding.outcome,
        points if points == wanted else f"{points or '–'} (honest: {wanted or '–'})",
        f"+{finding.gained:g}" if finding.gained else "",
        escape(_few([*finding.shown, *finding.left])),
        "yes" if finding.told else "no",
    ]


def _write(path: Path, outcome: Outcome, compared: Stock) -> None:
    """Write the table's rows to a file, whole."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["attack", "aims", "from", "outcome", "points", "gained", "shown", "left", "told", "as it must be", "stock"]
        )
        for found in outcome.findings:
            attack = found.attack
            stock = _stock_words(compared.get(attack.name)) if compared else ""
            what = [attack.name, " ".join(attack.aims), attack.source, found.outcome, found.score, found.gained]
            writer.writerow([*what, "; ".join(found.shown), "; ".join(found.left), found.told, found.is_honest, stock])


def _few(texts: list[str]) -> str:
    return f"{texts[0]} and {len(texts) - 1} more" if len(texts) > 1 else "".join(texts)


def _stock_words(found: StockFinding | None) -> str:
    if found is None:
        return "not run"
    words = [
        f"+{found.gained:g}" if found.gained else "",
        "no points" if found.score is None else "",
        "shown" if found.shown else "",
        "left files" if found.left else "",
        "stopped the run" if found.stopped else "",
    ]
    return ", ".join(word for word in words if word) or "as it must be"


def _stock_summary(compared: Stock) -> str:
    found = list(compared.values())
    return (
        f"Stock nbgrader, {len(found)} of them: {sum(f.gained > 0 for f in found)} gained points, "
        f"{sum(bool(f.shown) for f in found)} showed what must not be seen, {sum(bool(f.left) for f in found)} left "
        f"files, {sum(f.stopped for f in found)} stopped the run, {sum(f.score is None for f in found)} have no points."
    )
