# For every check the evidence holds arrays of 280 MB: each is read, all together are gigabytes.
# from: ours
# aims: stop
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    from autograder.grading import evidence

    honest, large = evidence.pack, np.zeros(35_000_000)

    def pack(content, arrays):
        content["names"] = {**content.get("names", {}), "large": {"kind": "array", "array": evidence.content_hash(large)}}
        return honest(content, {**arrays, evidence.content_hash(large): large})

    evidence.pack = pack
except ImportError:
    pass
