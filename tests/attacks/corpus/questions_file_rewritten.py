# The student's code rewrites the file in which the harvest reads what it is asked for, to ask for other names.
# from: ours
# aims: forge
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    from pathlib import Path

    from autograder.grading import evidence, harvest

    honest = harvest.harvest

    def other(namespace, wanted, target):
        asked = evidence.unpack(Path(wanted).read_bytes())
        asked.content["names"] = ["readings", "example", "check", "np"]
        asked.content["questions"] = []
        Path(wanted).write_bytes(evidence.pack(asked.content, asked.arrays))
        honest(namespace, wanted, target)

    harvest.harvest = other
except ImportError:
    pass
