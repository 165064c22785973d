# The file is JSON, lists in lists, a million deep.
# from: sandbox 4.2, 42
# aims: stop
# outcome: refused
# told: nested too deeply


def make(folder, chapter):
    (folder / f"{chapter.name}.ipynb").write_bytes(b"[" * 1_000_000 + b"]" * 1_000_000)
