# The evidence's JSON has numbers that are none: NaN, Infinity, 10^400, a million digits, and keys that are there twice.
# from: ours
# aims: stop, forge
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    import io
    import zipfile

    from autograder.grading import evidence

    texts = ['{"names": {"foretold": NaN}}', '{"names": {"foretold": Infinity}}', '{"names": {"foretold": 1e400}}',
             '{"names": {"foretold": ' + "9" * 1_000_000 + "}}", '{"names": {"foretold": 7, "foretold": true}}']

    def pack(content, arrays):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            texts.append(texts.pop(0))
            archive.writestr("evidence.json", texts[0])
        return packed.getvalue()

    evidence.pack = pack
except ImportError:
    pass
