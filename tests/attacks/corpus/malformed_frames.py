# The kernel sends frames that are no messages, unsigned ones, and ones of a million keys.
# from: sandbox 4.3, 70
# aims: stop
# outcome: graded, needs a human
# score: at most 9
# others: right

# %% before="weigh"
kernel = get_ipython().kernel
for frames in ([b""], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"x", b"{", b"[", b"7", b"null"], [b"\xff" * 100] * 50):
    kernel.iopub_thread.send_multipart(frames)
many = {str(number): number for number in range(1_000_000)}
kernel.session.send(kernel.iopub_socket, "display_data", {"data": many, "metadata": {}}, ident=b"many")
kernel.session.send(kernel.iopub_socket, "stream", {"name": 7, "text": []}, parent=kernel.get_parent("shell"))
kernel.session.send(kernel.iopub_socket, "error", {}, parent=kernel.get_parent("shell"))
