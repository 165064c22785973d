# An output is JSON, a hundred thousand deep, put onto the wire as it is.
# from: ours
# aims: stop
# outcome: graded, needs a human
# score: at most 9
# others: right

# %% before="weigh"
import json

kernel = get_ipython().kernel
honest = kernel.session.pack
try:
    kernel.session.pack = lambda content: (
        b'{"data": {"text/plain": ' + b"[" * 100_000 + b"]" * 100_000 + b'}, "metadata": {}}'
        if isinstance(content, dict) and "data" in content
        else honest(content)
    )
    display({"text/plain": "deep"}, raw=True)
finally:
    kernel.session.pack = honest
