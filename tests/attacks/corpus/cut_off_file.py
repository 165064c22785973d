# The second half of the file is missing.
# from: sandbox 4.2, 39
# aims: stop
# outcome: refused
# told: not a notebook


def make(folder, chapter):
    data = chapter.encoded(chapter.notebook("right"))
    (folder / f"{chapter.name}.ipynb").write_bytes(data[: len(data) // 2])
