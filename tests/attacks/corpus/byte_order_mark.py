# A right notebook, saved with a byte order mark by an honest editor.
# from: sandbox 4.2, 40
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    data = chapter.encoded(chapter.notebook("right"))
    (folder / f"{chapter.name}.ipynb").write_bytes(b"\xef\xbb\xbf" + data)
