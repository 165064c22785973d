# The file is empty.
# from: sandbox 4.2, 39
# aims: stop
# outcome: refused
# told: the file is empty


def make(folder, chapter):
    (folder / f"{chapter.name}.ipynb").write_bytes(b"")
