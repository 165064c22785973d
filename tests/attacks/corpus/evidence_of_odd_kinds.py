# Values in the evidence are of kinds that there are not, or lack what their kind needs.
# from: ours
# aims: stop
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    from autograder.grading import evidence

    honest = evidence.pack
    odd = [{"kind": "nonsense"}, {"kind": "array"}, {"kind": "array", "array": "../../x"}, {"kind": ["list"]}, [],
           {"kind": "dict", "items": [[{"kind": "list", "items": []}, 1]]}, {"kind": "set", "items": [[]]},
           {"kind": "range", "items": [0, 10**18, 1]}, {"kind": "int", "text": "0x" + "f" * 1_000_000},
           {"kind": "float", "text": "__import__('os')"}, {"kind": "model", "layer": "none"}, {"kind": "model"},
           {"kind": "symbolic", "shape": "x"}, {"kind": "function", "name": 7}, {"kind": "slope"}, {"kind": "tensor"}]

    def pack(content, arrays):
        for name in content.get("names", {}):
            odd.append(odd.pop(0))
            content["names"][name] = odd[0]
        content["answers"] = [odd[1] for _ in content.get("answers", [])]
        return honest(content, arrays)

    evidence.pack = pack
except ImportError:
    pass
