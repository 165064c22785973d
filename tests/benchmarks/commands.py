"""Time what people wait for, on this machine: `make bench`. Each is run a few times as a fresh process.

Prints the fastest and the slowest run in seconds, and the fastest in imports of Keras, which are timed first: machines
differ, and change their speed while others use them too. Nothing in the project is changed: what is graded is a sample
class in a throwaway folder.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AUTOGRADER = [sys.executable, "-m", "autograder.cli"]
DRAWING = """
import keras
from autograder import checks
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1)])
keras.utils.plot_model(model, show_shapes=True, to_file="model.png")
"""


def seconds(command: list[str], folder: Path, runs: int) -> list[float]:
    """Return how long each run of a command took, in seconds. Raises CalledProcessError when one fails."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = ["--class", str(folder / "class")]
        grade = [*AUTOGRADER, "--root", str(ROOT), "grade", *sample]
        rows: list[tuple[str, list[str], int]] = [
            ("import keras", [sys.executable, "-c", "import keras"], 3),
            ("autograder --help", [*AUTOGRADER, "--help"], 3),
            ("import autograder.checks", [sys.executable, "-c", "from autograder import checks"], 3),
            ("draw a model", [sys.executable, "-c", DRAWING], 3),
            ("is everything built fresh?", [*AUTOGRADER, "--root", str(ROOT), "build", "--check"], 1),
            ("make the sample class", [*AUTOGRADER, "--root", str(ROOT), "sample", *sample], 1),
            ("grade it", grade, 1),
            ("grade it again (all done)", grade, 1),
        ]
        print(f"{'':<28}{'runs':>5}{'fastest':>10}{'slowest':>10}  (seconds)  ÷ import keras")
        unit = 0.0
        for what, command, runs in rows:
            taken = seconds(command, folder, runs)
            unit = unit or min(taken)
            print(f"{what:<28}{runs:>5}{min(taken):>10.2f}{max(taken):>10.2f}{min(taken) / unit:>27.2f}", flush=True)


if __name__ == "__main__":
    main()
