"""`make test` runs every part, says how long each took, and fails when one fails."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRACT = """[[tool.importlinter.contracts]]
name = "no threads"
type = "forbidden"
source_modules = ["autograder"]
forbidden_modules = ["threading"]
"""


def parts(folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    (folder / "tests").mkdir(exist_ok=True)
    shutil.copy(ROOT / "tests/parts.py", folder / "tests/parts.py")
    settings = (ROOT / "pyproject.toml").read_text().split("[[tool.importlinter.contracts]]")[0]
    (folder / "pyproject.toml").write_text(settings + CONTRACT)
    command = [sys.executable, "tests/parts.py", *names]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_a_failing_part_fails_the_whole_after_all_have_run(tmp_path):
    (tmp_path / "autograder").mkdir()
    module = tmp_path / "autograder" / "__init__.py"
    module.write_text('"""A package."""\nimport os\n')  # an import that is not used
    done = parts(tmp_path, "lint", "types")
    assert done.returncode == 1
    assert re.search(r"^lint +FAILED +\d+$", done.stdout, re.MULTILINE)
    assert re.search(r"^types +passed +\d+$", done.stdout, re.MULTILINE)
    assert re.search(r"^all +FAILED +\d+$", done.stdout, re.MULTILINE)

    module.write_text('"""A package."""\n\nimport threading\n\n__all__ = ["threading"]\n')
    assert re.search(r"^lint +FAILED +\d+$", parts(tmp_path, "lint").stdout, re.MULTILINE)  # the rooms' contracts

    module.write_text('"""A package."""\n')
    done = parts(tmp_path, "lint", "types")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^all +passed +\d+$", done.stdout, re.MULTILINE)


def test_tests_and_notebooks_are_parts(tmp_path):
    done = parts(tmp_path, "everything")
    assert done.returncode == 1
    assert "The parts are: lint, types, tests, notebooks." in done.stderr
