# The cell leaves data sets and files in shared caches, temporary folders and shared memory.
# from: sandbox 4.3, 65
# aims: other-submission, escape
# outcome: graded
# score: 0
# leaves: ~/.keras/datasets/attack.npz
# leaves: /tmp/attack-poisoned
# leaves: /dev/shm/attack-poisoned
# leaves: /var/tmp/attack-poisoned

# %% before="weigh"
from pathlib import Path

for path in (
    Path.home() / ".keras/datasets/attack.npz",
    Path("/tmp/attack-poisoned"),
    Path("/dev/shm/attack-poisoned"),
    Path("/var/tmp/attack-poisoned"),
):
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("poison")
    except OSError as problem:
        print(problem)
