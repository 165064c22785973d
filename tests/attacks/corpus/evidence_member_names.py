# The archive's members have names that lead elsewhere, are there twice, or are absolute.
# from: ours
# aims: escape, stop
# stock: not run
# outcome: graded, needs a human
# score: 0
# leaves: ~/.attack-member
# leaves: /tmp/attack-member

# %% after="setup"
try:
    import io
    import warnings
    import zipfile

    from autograder.grading import evidence

    honest = evidence.pack

    def pack(content, arrays):
        packed = io.BytesIO(honest(content, arrays))
        with warnings.catch_warnings(), zipfile.ZipFile(packed, "a") as archive:
            warnings.simplefilter("ignore")
            for name in ("../../attack-member", "/tmp/attack-member", "evidence.json", "a/b.npy", "", "x" * 60_000):
                archive.writestr(name, b"{}")
        return packed.getvalue()

    evidence.pack = pack
except ImportError:
    pass
