"""A module as some libraries are: it has a thread as soon as it is imported."""

import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()
