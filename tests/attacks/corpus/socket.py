# The notebook is a socket.
# from: ours
# aims: stop
# outcome: refused
# told: not a regular file
import os
import socket


def make(folder, chapter):
    here = os.open(".", os.O_RDONLY)
    os.chdir(folder)  # a socket's name may have 107 characters
    try:
        socket.socket(socket.AF_UNIX).bind(f"{chapter.name}.ipynb")
    finally:
        os.fchdir(here)
        os.close(here)
