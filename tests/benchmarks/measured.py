"""Where benchmarks keep what they measured, and the page that shows it: `python tests/benchmarks/measured.py`.

Each benchmark keeps rows in measured.json. The page solutions/speed.md gets them as a table and a picture.
"""

import json
import math
import os
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("measured.json")
PAGE = ROOT / "solutions" / "speed.md"
PICTURE = ROOT / "solutions" / "images" / "speed.svg"
PARTS = "<!-- {0}: begin -->", "<!-- {0}: end -->"  # of the page, between which a table stands


@dataclass(frozen=True)
class Row:
    """One figure: a ratio, or what the target is given in, of one run.

    `target` is the bound, to be reached from below or from above; `of` says what was measured, and how.
    """

    name: str
    what: str
    found: float
    target: float
    at_least: bool
    of: str
    unit: str = ""
    on: str = field(default_factory=lambda: date.today().isoformat())
    cores: int = os.cpu_count() or 1

    @property
    def is_reached(self) -> bool:
        """Tell whether the figure is on the right side of its target."""
        return self.found >= self.target if self.at_least else self.found <= self.target


def keep(*rows: Row) -> None:
    """Keep rows, in place of earlier ones of the same name, and print them."""
    kept = {row.name: row for row in read()} | {row.name: row for row in rows}
    _write([asdict(kept[name]) for name in sorted(kept)], read_steps())
    for row in rows:
        print(f"{row.what}: {written(row)}, target {bound(row)}{'' if row.is_reached else ': NOT reached'} ({row.of})")


def keep_steps(chapter: str, steps: dict[str, float]) -> None:
    """Keep how many seconds the steps of a chapter's submission take, and print them."""
    _write([asdict(row) for row in read()], {**read_steps(), chapter: steps})
    print(chapter, ", ".join(f"{step} {seconds:.2f}" for step, seconds in steps.items()))


def read() -> list[Row]:
    """Return all rows that are kept, in the order of their names."""
    return [Row(**row) for row in _read()["rows"]]


def read_steps() -> dict[str, dict[str, float]]:
    """Return by chapter the seconds of each step of a submission."""
    steps: dict[str, dict[str, float]] = _read()["steps"]
    return dict(sorted(steps.items()))


def _read() -> dict[str, Any]:
    found: dict[str, Any] = {"rows": [], "steps": {}}
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else found


def _write(rows: list[dict[str, Any]], steps: dict[str, dict[str, float]]) -> None:
    KEPT.write_text(json.dumps({"rows": rows, "steps": steps}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def written(row: Row) -> str:
    """Return a row's figure for people: small ratios as fractions."""
    return f"1/{1 / row.found:.0f}" if 0 < row.found < 0.2 else f"{row.found:.3g}{row.unit}"


def bound(row: Row) -> str:
    """Return a row's target for people."""
    target = f"1/{1 / row.target:.0f}" if row.target < 0.25 else f"{row.target:g}{row.unit}"
    return f"{'≥' if row.at_least else '≤'} {target}"


def table(rows: list[Row]) -> str:
    """Return rows as a table in Markdown."""
    lines = ["| what | measured | target | how |", "|---|---|---|---|"]
    for row in rows:
        found = written(row) if row.is_reached else f"**{written(row)}**"
        lines.append(f"| {row.what} | {found} | {bound(row)} | {row.of}; {row.on}, {row.cores} cores |")
    return "\n".join(lines)


def draw(rows: list[Row]) -> None:
    """Draw how far each figure is beyond its target, or short of it."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "speed"  # the same bytes for the same rows
    from matplotlib import pyplot

    ordered = rows[::-1]
    beyond = [math.log2(row.found / row.target if row.at_least else row.target / row.found) for row in ordered]
    figure, axes = pyplot.subplots(figsize=(10, 0.8 + 0.4 * len(rows)), layout="constrained")
    colours = ["#2b6cb0" if row.is_reached else "#c05621" for row in ordered]
    axes.barh([row.what.replace("`", "") for row in ordered], beyond, color=colours)
    for place, (row, far) in enumerate(zip(ordered, beyond, strict=True)):
        said = f"  {written(row)}  (target {bound(row)}{'' if row.is_reached else ', not reached'})  "
        axes.text(0, place, said, ha="right" if far > 0 else "left", va="center", fontsize=8)
    widest = max([2.0, *map(abs, beyond)])
    axes.set_xlim(-1.1 * widest, 1.1 * widest)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_xticks([])
    axes.tick_params(left=False)
    figure.suptitle("Right of the line: better than the target. Left of it: not reached yet.", fontsize=9)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    PICTURE.parent.mkdir(exist_ok=True)
    figure.savefig(PICTURE, metadata={"Date": None})


def table_of_steps(steps: dict[str, dict[str, float]]) -> str:
    """Return the steps as a table in Markdown: one row a step, one column a chapter."""
    lines = [f"| step | {' | '.join(steps)} |", f"|---|{'---|' * len(steps)}"]
    for step in dict.fromkeys(step for of_chapter in steps.values() for step in of_chapter):
        lines.append(f"| {step} | {' | '.join(f'{of_chapter.get(step, 0):.2f}' for of_chapter in steps.values())} |")
    return "\n".join(lines)


def _put(text: str, part: str, table: str) -> str:
    begin, end = (mark.format(part) for mark in PARTS)
    before, rest = text.split(begin)
    return f"{before}{begin}\n{table}\n{end}{rest.split(end)[1]}"


def main() -> None:
    """Write tables and picture into the page."""
    text = PAGE.read_text(encoding="utf-8")
    text = _put(_put(text, "measured", table(read())), "steps", table_of_steps(read_steps()))
    PAGE.write_text(text, encoding="utf-8")
    draw(read())


if __name__ == "__main__":
    main()
