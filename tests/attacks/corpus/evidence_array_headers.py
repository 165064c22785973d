# An array's header promises a shape of 10^15 numbers, a negative one, and a type that is code.
# from: ours
# aims: stop
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    import io
    import struct
    import zipfile

    from autograder.grading import evidence

    honest = evidence.pack

    def npy(header):
        header = header.encode().ljust(117) + b"\n"
        return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + b"\0" * 8

    def pack(content, arrays):
        headers = ("{'descr': '<f8', 'fortran_order': False, 'shape': (10**15,)}",
                   "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000000,)}",
                   "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
                   "{'descr': '|V1000000000', 'fortran_order': False, 'shape': ()}",
                   "__import__('os').system('true')", "[" * 90)
        packed = io.BytesIO(honest(content, arrays))
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(f"{len(packed.getvalue()) % 6:032}.npy", npy(headers[len(packed.getvalue()) % 6]))
        return packed.getvalue()

    evidence.pack = pack
except ImportError:
    pass
