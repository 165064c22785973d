# The evidence's JSON is nested 100,000 deep.
# from: ours
# aims: stop
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    import io
    import zipfile

    from autograder.grading import evidence

    def pack(content, arrays):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("evidence.json", '{"names": {"foretold": ' + "[" * 100_000 + "]" * 100_000 + "}}")
        return packed.getvalue()

    evidence.pack = pack
except ImportError:
    pass
