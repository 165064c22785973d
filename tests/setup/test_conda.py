"""What environment.yml hands to pip is this project and its lock, and nothing else.

Conda's channels may be out of reach here, so this does what conda does with the file: it writes the entries under
`pip:` to a requirements file beside environment.yml and runs `pip install -U -r` on that (conda/env/installers/pip.py).
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
OFFLINE = ["--no-index", "--no-build-isolation", "--disable-pip-version-check"]


def test_conda_brings_only_python_and_pip():
    entries = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    names = [entry.split()[0] for entry in entries if isinstance(entry, str)]
    assert names == ["python", "pip"], "every other version is in requirements.txt, and only there"


def test_pip_gets_the_project_and_its_lock(tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    for name in ["environment.yml", "requirements.txt", "pyproject.toml", "README.md", "LICENSE"]:
        shutil.copy(ROOT / name, project)
    shutil.copytree(ROOT / "autograder", project / "autograder")
    entries = yaml.safe_load((project / "environment.yml").read_text())["dependencies"]
    handed_over = project / "condaenv.requirements.txt"
    handed_over.write_text("\n".join(next(entry["pip"] for entry in entries if isinstance(entry, dict))))

    report = tmp_path / "report.json"
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "-U", "-r", handed_over, "--dry-run", "--report", report, *OFFLINE],
        cwd=project,
        env={"PATH": "", "PIP_CONFIG_FILE": "/dev/null"},  # this machine's settings of pip play no part
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr

    to_install = json.loads(report.read_text())["install"]
    assert [entry["metadata"]["name"] for entry in to_install] == ["beyond-sequential"]
    assert to_install[0]["download_info"]["url"] == project.as_uri()
    assert to_install[0]["download_info"]["dir_info"]["editable"]
    lock = [Requirement(line) for line in (ROOT / "requirements.txt").read_text().splitlines()]
    wanted = {line.name for line in lock if line.marker is None or line.marker.evaluate()}
    seen = re.findall(r"already satisfied: ([\w.-]+)==\S+ in .* \(from -r .*requirements\.txt", done.stdout)
    assert set(seen) == wanted
