"""plot_model draws without a Graphviz installation; where there is one, its own dot is used."""

import os
import shutil
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

import matplotlib.image
import pytest

SCRIPTS = Path(sysconfig.get_path("scripts"))
PLOT = """
import sys
import keras
from autograder.graphs import dot
dot.make_findable()
text, question = keras.Input((None,), name="text"), keras.Input((None,), name="question")
branches = [keras.layers.LSTM(8)(keras.layers.Embedding(100, 4)(branch)) for branch in (text, question)]
model = keras.Model([text, question], keras.layers.Dense(5)(keras.layers.concatenate(branches)))
keras.utils.plot_model(model, show_shapes=True, to_file=sys.argv[1])
"""


@pytest.fixture
def no_dot(tmp_path) -> dict[str, str]:
    """An environment in which no dot is on PATH."""
    empty = tmp_path / "empty"
    empty.mkdir()
    return {**os.environ, "PATH": str(empty)}


def run_dot(graph: str, *options: str, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [SCRIPTS / "dot", *options], input=graph.encode(), env=env, capture_output=True, timeout=60, check=False
    )


def make_program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_plot_model_draws_with_no_dot_on_path(tmp_path, no_dot):
    picture = tmp_path / "model.png"
    subprocess.run([sys.executable, "-c", PLOT, picture], env=no_dot, check=True, timeout=120)
    height, width, _ = matplotlib.image.imread(picture).shape
    # two branches side by side, five rows of layers, at Keras' 200 dots an inch
    assert 1500 < width < 6000
    assert 1000 < height < 4000


def test_a_machine_without_fonts_gets_letters_not_boxes(tmp_path, no_dot):
    nothing = tmp_path / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>")
    for word in ("iiiiii", "WWWWWW"):
        drawn = run_dot(f"graph {{ {word} }}", "-Tpng", env={**no_dot, "FONTCONFIG_FILE": str(nothing)})
        (tmp_path / f"{word}.png").write_bytes(drawn.stdout)
    narrow, wide = (matplotlib.image.imread(tmp_path / f"{word}.png").shape[1] for word in ("iiiiii", "WWWWWW"))
    assert wide > 1.5 * narrow  # the boxes that stand for missing letters are all equally wide


def test_nodes_without_a_label_show_their_names(no_dot):
    drawn = run_dot('digraph { first -> second; second [label="named"] }', "-Tsvg", env=no_dot)
    assert b">first</text>" in drawn.stdout
    assert b">named</text>" in drawn.stdout


@pytest.mark.parametrize(
    ("graph", "options", "said"),
    [
        ("digraph { a -> ", ["-Tpng"], b"syntax error"),
        ("digraph { a }", ["-Tnonsense"], b"cannot write the format 'nonsense'"),
        ("digraph { a }", ["-Tpng", "-Knonsense"], b"nonsense"),
        ("", ["-Tpng", "no-such-file"], b"no-such-file"),
    ],
)
def test_what_cannot_be_drawn_is_said(graph, options, said, no_dot):
    done = run_dot(graph, *options, env=no_dot)
    assert done.returncode == 1
    assert said in done.stderr
    assert not done.stdout


def test_a_system_dot_is_used_where_there_is_one(tmp_path, no_dot):
    make_program(tmp_path / "system" / "dot", '#!/bin/sh\necho "system dot: $*"\nexit 3\n')
    for path in (f"{SCRIPTS}{os.pathsep}{tmp_path / 'system'}", f"{tmp_path / 'system'}{os.pathsep}{SCRIPTS}"):
        done = run_dot("digraph { a }", "-Tpng", "-Gdpi=200", env={**no_dot, "PATH": path})
        assert done.stdout == b"system dot: -Tpng -Gdpi=200\n"
        assert done.returncode == 3


def test_two_projects_on_path_do_not_call_each_other_for_ever(tmp_path, no_dot):
    other = tmp_path / "other" / "dot"
    other.parent.mkdir()
    shutil.copy(SCRIPTS / "dot", other)
    done = run_dot("digraph { a }", "-Tsvg", env={**no_dot, "PATH": f"{other.parent}{os.pathsep}{SCRIPTS}"})
    assert b"<svg" in done.stdout
    assert done.returncode == 0


def test_make_findable_leaves_a_path_with_dot_alone(tmp_path):
    make_program(tmp_path / "system" / "dot", "#!/bin/sh\n")
    show = "import os; from autograder.graphs import dot; dot.make_findable(); print(os.environ['PATH'])"
    done = subprocess.run(
        [sys.executable, "-c", show], env={"PATH": str(tmp_path / "system")}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(tmp_path / "system")
