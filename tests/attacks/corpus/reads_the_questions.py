# The student's code reads what the harvest is asked for, and a later cell prints it.
# from: ours
# aims: read-hidden
# stock: not run
# outcome: graded
# shows: 48151.25
# shows: 62342.75
# score: 0

# %% after="setup"
seen = []
try:
    from autograder.grading import evidence

    honest = evidence.unpack

    def unpack(data):
        document = honest(data)
        seen.append((document.content, [array.tolist() for array in document.arrays.values()]))
        return document

    evidence.unpack = unpack
except ImportError:
    pass

# %% after="line"
print(seen)
