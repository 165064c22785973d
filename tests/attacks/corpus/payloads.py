# Replies carry payloads: the next cell's text, a page, a command to leave.
# from: ours
# aims: forge, stop
# outcome: graded
# score: 0

# %% after="setup"
shell = get_ipython()
shell.set_next_input("check.answer(1, 1)", replace=True)
shell.payload_manager.write_payload({"source": "ask_exit", "keepkernel": False})
shell.payload_manager.write_payload({"source": "page", "data": {"text/plain": "x" * 1_000_000}, "start": 0})
