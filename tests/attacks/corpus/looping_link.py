# The notebook is a link to itself.
# from: ours
# aims: stop
# outcome: refused
# told: link


def make(folder, chapter):
    (folder / f"{chapter.name}.ipynb").symlink_to(f"{chapter.name}.ipynb")
