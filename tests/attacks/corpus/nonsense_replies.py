# The kernel answers every later request with nonsense of another kind.
# from: ours
# aims: stop
# outcome: graded, needs a human
# score: at most 9
# others: right

# %% before="weigh"
kernel = get_ipython().kernel
honest = kernel.session.send


def nonsense(stream, kind, content=None, *arguments, **named):
    if kind == "execute_reply":
        content = {"status": ["nonsense"], "execution_count": {}, "payload": "x"}
    return honest(stream, kind, content, *arguments, **named)


kernel.session.send = nonsense
