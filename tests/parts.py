"""Run the parts of `make test`, all of them even when one fails, and say how long each took.

`python tests/parts.py [PART ...]` runs the named parts only. Exit code: 0 when every part passed, else 1.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PARTS: dict[str, list[str]] = {  # programs beside this Python, with their arguments
    "lint": ["ruff check .", "ruff format --check .", "lint-imports --no-cache --no-logo"],
    "types": ["mypy"],
    "tests": ["pytest -n 3 --dist loadgroup --no-loadscope-reorder"],
    "notebooks": ["pytest --nbval solutions -n 2 --dist loadfile"],  # on warm kernels,
}


def _run(program: str, *arguments: str) -> int:
    return subprocess.call([Path(sys.executable).parent / program, *arguments], cwd=ROOT)


def main(named: list[str]) -> int:
    unknown = [name for name in named if name not in PARTS]
    if unknown:
        print(f"No part is called {', '.join(unknown)}. The parts are: {', '.join(PARTS)}.", file=sys.stderr)
        return 1
    rows: list[tuple[str, bool, float]] = []
    for name in named or PARTS:
        print(f"── {name} ──", flush=True)
        start = time.perf_counter()
        codes = [_run(*command.split()) for command in PARTS[name]]
        rows.append((name, not any(codes), time.perf_counter() - start))

    print(f"\n{'part':<12}{'result':<8}{'seconds':>8}")
    for name, passed, seconds in rows:
        print(f"{name:<12}{'passed' if passed else 'FAILED':<8}{seconds:>8.0f}")
    all_passed = all(passed for _, passed, _ in rows)
    print(f"{'all':<12}{'passed' if all_passed else 'FAILED':<8}{sum(seconds for *_, seconds in rows):>8.0f}")
    return 0 if all_passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
