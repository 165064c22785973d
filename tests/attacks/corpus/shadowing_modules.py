# keras.py, numpy.py, autograder/ and sitecustomize.py lie beside the notebook.
# from: sandbox 4.2, 50
# aims: forge, escape
# outcome: graded, needs a human
# score: 0
# leaves: ~/.attack-shadowing-modules

CODE = "import os\nos.system('touch ~/.attack-shadowing-modules')\n"
CHECKS = "def __getattr__(name):\n    return lambda *arguments, **named: None\n"


def make(folder, chapter):
    chapter.hand_in(folder, chapter.notebook("wrong"))
    for name in ("keras", "numpy", "IPython", "sitecustomize", "usercustomize", "json", "autograder"):
        (folder / f"{name}.py").write_text(CODE + CHECKS)
    (folder / "autograder").mkdir()
    (folder / "autograder" / "__init__.py").write_text(CODE)
    (folder / "autograder" / "checks.py").write_text(CHECKS)
    (folder / "autograder" / "judge.py").write_text(CODE)
