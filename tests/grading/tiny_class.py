"""Students of the tiny chapter: their notebooks are made from the released one, as students make theirs."""

import copy
import csv
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.chapter import cells
from autograder.cli import main

CHAPTER = "01_tiny"
RIGHT = {
    "double": "def double(n):\n    return 2 * n",
    "total": "total = sum(numbers)",
    "largest": "largest = max(numbers)",
}
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


@dataclass
class TinyClass:
    """A class of the project in `root`, in `folder`."""

    root: Path
    folder: Path

    def notebook(self, **answers: str) -> NotebookNode:
        """The released notebook with answers in its exercises."""
        released = cells.read(self.root / "course" / CHAPTER / f"{CHAPTER}.ipynb")
        for cell in released.cells:
            cell.source = answers.get(cell.id, cell.source)
        return released

    def right(self, **answers: str) -> NotebookNode:
        """A notebook with every answer right but those given."""
        return self.notebook(**{**RIGHT, **answers})

    def path(self, student: str, step: str = "submitted", suffix: str = ".ipynb") -> Path:
        return self.folder / step / student / CHAPTER / f"{CHAPTER}{suffix}"

    def submit(self, student: str, submission: NotebookNode | bytes) -> None:
        data = submission if isinstance(submission, bytes) else nbformat.writes(submission).encode()
        self.path(student).parent.mkdir(parents=True, exist_ok=True)
        self.path(student).write_bytes(data)

    def command(self, *arguments: str) -> int:
        return main(["--root", str(self.root), *arguments, "--class", str(self.folder)])

    def grade(self, *arguments: str) -> int:
        return self.command("grade", *arguments)

    def rows(self, table: str) -> list[dict[str, str]]:
        with (self.folder / table).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def grades(self, student: str) -> dict[str, str]:
        """The student's row of grades.csv."""
        (row,) = [row for row in self.rows("grades.csv") if row["student_id"] == student]
        return row

    def outcomes(self, student: str) -> list[str]:
        """What became of the student's three checks: the outcome, with the cause if there is one."""
        rows = [row for row in self.rows("checks.csv") if row["student_id"] == student]
        assert [row["grade_id"] for row in rows] == ["double-works", "total-right", "largest-right"]
        return [f"{row['outcome']}: {row['cause']}" if row["cause"] else row["outcome"] for row in rows]

    def reason(self, student: str, grade_id: str) -> str:
        """What the feedback says of a check that did not pass."""
        checks = self.journalled(student)[-1]["result"]["checks"]
        (reason,) = [check["reason"] for check in checks if check["grade_id"] == grade_id]
        return reason

    def page(self, student: str) -> str:
        return self.path(student, "feedback", ".html").read_text()

    def stored(self, student: str) -> str:
        """When the student's result was journalled, which changes when it is graded again; empty before."""
        return max((line["at"] for line in self.journalled(student)), default="")

    def journalled(self, student: str) -> list[dict[str, Any]]:
        if not self.journal.exists():
            return []
        whole = self.journal.read_text().rpartition("\n")[0].splitlines()
        lines = [json.loads(line.partition(" ")[2]) for line in whole]
        return [line for line in lines if line.get("result", {}).get("student") == student]

    @property
    def journal(self) -> Path:
        return self.folder / ".autograder" / "journal.jsonl"


def index(notebook: NotebookNode, cell_id: str) -> int:
    return next(number for number, cell in enumerate(notebook.cells) if cell.id == cell_id)


def copied(notebook: NotebookNode, cell_id: str, source: str | None = None) -> NotebookNode:
    """A copy of a cell as Jupyter pastes it: the same metadata, another id."""
    cell = copy.deepcopy(notebook.cells[index(notebook, cell_id)])
    cell["id"] = f"{cell_id}-pasted"
    cell.source = cell.source if source is None else source
    return cell


def changed(notebook: NotebookNode, change: Callable[[NotebookNode], object]) -> NotebookNode:
    change(notebook)
    return notebook


def fill_with_every_kind(c: TinyClass) -> None:
    """Submit what honest, unlucky and playful students hand in; each name says what."""
    _answers(c)
    _mended(c)
    _written_elsewhere(c)
    _runs(c)
    _files(c)


def _answers(c: TinyClass) -> None:
    c.submit("perfect", c.right())
    c.submit("other-way", c.right(double="double = lambda n: n + n", total="total = numbers[0] + 5"))
    c.submit("partly", c.notebook(double=RIGHT["double"]))
    c.submit("unedited", c.notebook())
    c.submit("wrong", c.right(double="def double(n):\n    return n**2", largest="largest = 2"))
    c.submit("hidden-wrong", c.right(double="def double(n):\n    return 8"))
    c.submit("error", c.right(total="total = 0\nfor n in numbers:\n    total += n / 0", double="double = undefined"))
    c.submit("syntax-error", c.right(total="total = sum(numbers"))
    c.submit("shell-lines", c.right(total="!echo a shell; exit 3\n%pip --version\nsix = !echo 6\ntotal = int(six[0])"))
    c.submit("unknown-magic", c.right(total="%tensorflow_version 2.x\ntotal = sum(numbers)"))
    c.submit("stub-in-function", c.right(double="def double(n):\n    raise NotImplementedError"))
    c.submit("uses-a-demonstration", c.right(double="double = lambda n: operator.mul(two, n)"))


def _mended(c: TinyClass) -> None:
    right = c.right()
    stub = c.notebook().cells[index(c.notebook(), "total")].source
    twice = copied(right, "double-works")
    c.submit("check-twice", changed(c.right(), lambda n: n.cells.insert(index(n, "double-works"), twice)))
    c.submit("check-gone", changed(c.right(), lambda n: n.cells.pop(index(n, "total-right"))))
    c.submit("exercise-gone", changed(c.right(), lambda n: n.cells.pop(index(n, "total"))))
    c.submit("answer-far-above", _far_above(c, ("total",), RIGHT["total"]))
    c.submit("answers-in-one-cell", _far_above(c, ("total", "largest"), f"{RIGHT['total']}\n{RIGHT['largest']}"))
    c.submit("answer-with-another", _with_another(c))
    c.submit("answer-far-above-twice", _far_above(c, ("total",), "total = 5", "total = 6"))
    c.submit("emptied", c.right(total="# total = sum(numbers)", largest=""))
    c.submit("emptied-below-its-answer", _far_above(c, (), RIGHT["total"], total=""))
    c.submit("answer-above-the-stub", _far_above(c, (), RIGHT["total"], total=stub))
    c.submit("wrong-far-above", _far_above(c, ("total",), "total = 7"))
    below = copied(right, "total", RIGHT["total"])
    c.submit(
        "answer-in-copy",
        changed(c.right(total=stub), lambda n: n.cells.insert(index(n, "total") + 1, below)),
    )
    copies = c.notebook()
    copies.cells += [copied(right, cell.id) for cell in right.cells]
    c.submit("worked-on-copies", copies)
    pristine = copied(right, "total", c.notebook().cells[index(right, "total")].source)
    c.submit("stub-pasted-below", changed(c.right(), lambda n: n.cells.insert(index(n, "total") + 1, pristine)))
    c.submit("moved", changed(c.right(), lambda n: n.cells.insert(2, n.cells.pop(index(n, "largest-right")))))
    c.submit("bare-cells", changed(c.right(), lambda n: [cell.metadata.clear() for cell in n.cells]))
    no_ids = json.loads(nbformat.writes(c.right()))
    no_ids["nbformat_minor"] = 4
    for cell in no_ids["cells"]:
        del cell["id"]
    c.submit("no-cell-ids", json.dumps(no_ids).encode())
    bare = [copy.deepcopy(no_ids), copy.deepcopy(no_ids)]
    for cell in [*bare[0]["cells"], *bare[1]["cells"]]:
        cell["metadata"] = {"id": "xYz_1", "outputId": "0"}  # as Colab's
    untitled = copy.deepcopy(bare[0])  # as nbgrader's own generate_assignment hands it out
    for cell in untitled["cells"]:
        cell["source"] = [line for line in cell["source"] if not line.startswith("# Check ")]
    c.submit("nothing-known-untitled", json.dumps(untitled).encode())
    position = index(c.right(), "total")
    split = [["total = 0\n"], ["for number in numbers:\n", "    total += number"]]
    halves = [dict(bare[1]["cells"][position], source=half) for half in split]
    bare[1]["cells"][position : position + 1] = halves
    c.submit("nothing-known", json.dumps(bare[0]).encode())
    c.submit("nothing-known-split", json.dumps(bare[1]).encode())
    helps = c.right(double="def double(n):\n    return times(n, by)")
    helpers = [new_code_cell("by = 2", id="by"), new_code_cell("def times(n, m):\n    return n * m", id="times")]
    helps.cells += [*helpers, *(helps.cells.pop(index(helps, name)) for name in ("double", "double-works"))]
    c.submit("section-moved", helps)
    c.submit("data-moved", changed(c.right(), lambda n: n.cells.append(n.cells.pop(index(n, "cell-002")))))
    late = new_code_cell("total = sum(numbers)", id="late")
    below_check = c.right(total=stub)
    c.submit("below-the-check", changed(below_check, lambda n: n.cells.append(late)))
    c.submit("below-the-raise", c.right(total=f"{stub}\ntotal = sum(numbers)"))
    c.submit("turned-to-text", changed(c.right(), _total_as_markdown))
    c.submit("extra-cell", changed(c.right(total="total = 5"), _add_a_cell_that_corrects))
    c.submit("locked-edited", changed(c.right(), lambda n: n.cells[1].update(source="print('no imports')")))

    def tamper(n: NotebookNode) -> None:
        check = n.cells[index(n, "double-works")]
        check.source = "pass"
        check.metadata.nbgrader.points = 500
        n.cells[index(n, "total-right")].metadata.tags = ["skip-execution"]
        n.cells[index(n, "largest-right")].metadata.tags = ["demo"]

    c.submit("tampered", changed(c.right(double="double = 1", total="total = 0", largest="largest = 0"), tamper))


def _far_above(c: TinyClass, gone: tuple[str, ...], *written: str, **answers: str) -> NotebookNode:
    """A notebook without some exercises' cells, with others above the first exercise."""
    notebook = c.right(**answers)
    notebook.cells = [cell for cell in notebook.cells if cell.id not in gone]
    place = index(notebook, "double")
    notebook.cells[place:place] = [new_code_cell(text, id=f"mine-{n}") for n, text in enumerate(written)]
    return notebook


def _with_another(c: TinyClass) -> NotebookNode:
    """A notebook with the answers of two exercises in the first one's cell, and the second one's deleted."""
    notebook = c.right(double=f"{RIGHT['double']}\n\n{RIGHT['total']}")
    notebook.cells.pop(index(notebook, "total"))
    return notebook


def _written_elsewhere(c: TinyClass) -> None:
    """What a student wrote where the chapter's own is used."""

    def written(cell_id: str, text: str, **answers: str) -> NotebookNode:
        notebook = c.right(**answers)
        cell = notebook.cells[index(notebook, cell_id)]
        cell.source = text.format(cell.source)
        return notebook

    stub = c.notebook().cells[index(c.notebook(), "total")].source
    c.submit("answer-in-check", written("total-right", "total = 6\n{}", total=stub))
    c.submit("import-in-locked", written("setup", "import math\n{}", total="total = math.prod(numbers)"))
    c.submit("words-in-check", written("total-right", "# I added them by hand.\n{}"))
    c.submit("code-gone", changed(c.right(), lambda n: n.cells.pop(index(n, "cell-002"))))
    edited = "numbers = [5, 1]  # mine\nprint(numbers)"
    c.submit(
        "code-edited", written("cell-002", edited, largest="assert numbers == [5, 1]\nlargest = 3", total="total = 6")
    )
    c.submit("windows", nbformat.writes(c.right()).replace("\\n", "\\r\\n").encode())
    marked = new_code_cell("### BEGIN HIDDEN TESTS\n### BEGIN SOLUTION", id="marks")
    c.submit("marks", changed(c.right(), lambda n: n.cells.append(marked)))
    text = new_markdown_cell("See ![my graph](attachment:my%20graph.png) and ![gone](attachment:gone.png).")
    text["attachments"] = {"my graph.png": {"image/png": PIXEL, "text/html": "<b>no picture</b>"}}
    c.submit("pictures", changed(c.right(), lambda n: n.cells.append(text)))


def _with_line_ends(ends: str) -> Callable[[NotebookNode], object]:
    return lambda notebook: [cell.update(source=cell.source.replace("\n", ends)) for cell in notebook.cells]


def _total_as_markdown(notebook: NotebookNode) -> None:
    position = index(notebook, "total")
    cell = notebook.cells[position]
    notebook.cells[position] = new_markdown_cell(cell.source, metadata=cell.metadata, id=cell.id)


def _add_a_cell_that_corrects(notebook: NotebookNode) -> None:
    notebook.cells.insert(index(notebook, "total") + 1, new_code_cell("total = total + 1", id="mine"))


def _runs(c: TinyClass) -> None:
    c.submit("crash", c.right(total="import os\nos._exit(1)"))
    c.submit("endless", c.right(total="while True:\n    pass"))
    sleeps = (
        "import time\nuntil = time.process_time() + 0.5\nwhile time.process_time() < until:\n    pass\ntime.sleep(60)"
    )
    c.submit("computes-and-sleeps", c.right(total=sleeps + "\ntotal = 6"))
    waits = "import time\ntime.sleep(0.5)\ntotal = sum(numbers)"
    c.submit("leaves", c.right(double=f"{RIGHT['double']}\nexit()", total=waits, largest="largest = 3\nquit"))
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
    c.submit("endless-and-deaf", c.right(total=deaf))
    c.submit("flood", c.right(total="while True:\n    print('x' * 1_000_000, flush=True)"))
    chatty = "for n in range(30):\n    print('x' * 100_000)\ntotal = sum(numbers)"
    c.submit("chatty", c.right(total=chatty))
    noise = 'import sys\nget_ipython().events.register("pre_run_cell", lambda info: print("a note", file=sys.stderr))'
    c.submit("stderr", changed(c.right(), lambda n: n.cells.insert(0, new_code_cell(noise))))
    c.submit("silenced", c.right(double="double = 3\nclass check:\n    doubles = equals = lambda *a: None"))
    look = "import os\nprint(sorted(set(os.listdir()) - {'__pycache__'}), 'SECRET_TOKEN' in os.environ)\ntotal = 6"
    c.submit("curious", c.right(total=look))
    script = "<script>alert('in markdown')</script> [link](javascript:alert(1)) <img src=x onerror=alert(2)>"
    html = "from IPython.display import HTML\ndisplay(HTML('<b>bold</b><script>alert(3)</script>'))\ntotal = 6"
    c.submit("script", changed(c.right(total=html), lambda n: n.cells.append(new_markdown_cell(script))))
    widget = "from ipykernel.comm import Comm\nComm(target_name='jupyter.widget', data={'state': {}})\ntotal = 6"
    c.submit("widget", c.right(total=widget))
    odd = "from IPython.display import display\ndisplay({'text/html': 5, 'text/plain': ['x', 7]}, raw=True)\ntotal = 6"
    c.submit("odd-display", c.right(total=odd))
    c.submit("=1+1", c.right())
    c.submit("[a-z] <b>*", c.right())


def _files(c: TinyClass) -> None:
    right = nbformat.writes(c.right())
    c.submit("bom", b"\xef\xbb\xbf" + right.encode())
    c.submit("format-3", nbformat.writes(nbformat.convert(c.right(), 3), version=3).encode())
    c.submit("utf-16", right.encode("utf-16"))
    c.submit("utf-32", right.encode("utf-32"))
    c.submit("huge-number", right.replace('"execution_count": null', f'"execution_count": {"9" * 5000}', 1).encode())
    c.submit("zeros-behind", right.encode() + bytes(512))
    c.submit("old-mac", json.dumps(changed(c.right(), _with_line_ends("\r"))).encode())
    c.submit("format-as-text", right.replace('"nbformat": 4', '"nbformat": "4"').encode())
    odd = json.loads(right)
    odd["cells"] += [{"cell_type": "sql", "source": "select 1"}, {"cell_type": "code", "source": None}]
    c.submit("other-kinds", json.dumps(odd).encode())
    c.submit("a-zip", b"PK\x03\x04 and more")
    c.submit("a-pdf", b"%PDF-1.7 and more")
    c.submit("a-conflict", right.replace('"cells": [', '<<<<<<< HEAD\n"cells": [\n=======').encode())
    c.submit("zeros", bytes(512))
    c.submit("cut-off", right[: len(right) // 2].encode())
    c.submit("empty", b"")
    c.submit("web-page", b"<!DOCTYPE html><html></html>")
    c.submit("not-utf-8", '{"cells": "\xe9"}'.encode("latin-1"))
    c.submit("a-list", b"[1, 2]")
    c.submit("format-5", right.replace('"nbformat": 4', '"nbformat": 5').encode())
    c.submit("format-true", right.replace('"nbformat": 4', '"nbformat": true').encode())
    c.submit("deep", b"[" * 200_000 + b"]" * 200_000)
    c.submit("cell-of-nonsense", b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": 7}]}')
    c.submit("other-chapter", nbformat.writes(nbformat.v4.new_notebook(cells=[new_code_cell("1 + 1")])).encode())
    c.submit("huge", b"")
    os.truncate(c.path("huge"), 60_000_000)
    solution = c.root / "solutions" / CHAPTER / f"{CHAPTER}.ipynb"
    c.path("link").parent.mkdir(parents=True)
    c.path("link").symlink_to(solution)
    (c.folder / "submitted" / "linked-folder").symlink_to(c.folder / "submitted" / "perfect")
    c.path("pipe").parent.mkdir(parents=True)
    os.mkfifo(c.path("pipe"))
    c.path("folder").mkdir(parents=True)
    (c.folder / "submitted" / "nothing-there" / CHAPTER).mkdir(parents=True)
