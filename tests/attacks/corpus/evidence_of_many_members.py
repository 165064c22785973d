# The archive's directory lists two million members, in 90 MB.
# from: ours
# aims: stop
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    import struct

    from autograder.grading import evidence

    def pack(content, arrays):
        entry = b"PK\x01\x02" + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
        directory = entry * 2_000_000
        return directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), 0, 0)

    evidence.pack = pack
except ImportError:
    pass
