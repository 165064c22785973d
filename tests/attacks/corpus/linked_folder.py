# The chapter's folder is a symbolic link to another student's.
# from: ours
# aims: other-submission
# outcome: refused
# told: link


def make(folder, chapter):
    folder.rmdir()
    folder.symlink_to(f"../victim/{chapter.name}")
