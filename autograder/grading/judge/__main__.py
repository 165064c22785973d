"""The process that judges one submission, started as ``python -m autograder.grading.judge CHAPTER DESK``.

CHAPTER is a folder that ``request.store`` wrote. DESK holds the submission's snapshots and which of the chapter's cells
are to run, and gets what became of its checks. The working folder holds the chapter's data files.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.grading import evidence
from autograder.grading.judge import request
from autograder.grading.judge.engine import Judge, Trouble


def main(chapter: Path, desk: Path) -> None:
    """Judge, and write the findings, or why there are none."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        asked, trained = (
            {path.name: evidence.unpack(path.read_bytes()) for path in (chapter / part).iterdir()}
            for part in (request.QUESTIONS, request.TRAINED)
        )
        snapshots = {path.name: path.read_bytes() for path in (desk / request.SNAPSHOTS).iterdir()}
        running = frozenset(json.loads((desk / request.RUNNING).read_text(encoding="utf-8")))
        judge = Judge(*request.load(chapter), asked, trained)
        found = judge.judge(snapshots, running)
        told: Any = {"checks": {check: [asdict(run) for run in runs] for check, runs in found.items()}}
    except Trouble as problem:
        told = {"trouble": str(problem)}
    except Exception as problem:
        told = {"trouble": f"the judge ended with {type(problem).__name__}: {problem}"}
    (desk / request.TOLD).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
