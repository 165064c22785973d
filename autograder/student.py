"""The command `autograder` as students have it: it checks their own notebook, and nothing else is in their package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from autograder import project
from autograder.commands import check


def main(argv: list[str] | None = None) -> int:
    """Run the command; return the exit code: 0, 1 while an exercise fails or with one clear line, 130 when stopped."""
    top = argparse.ArgumentParser(prog="autograder", description="Check your own notebook before you hand it in.")
    check.add_parser(top.add_subparsers(title="commands", required=True, metavar="COMMAND"))
    try:
        arguments = top.parse_args(argv)
        project.require_working_folder()
        code: int = arguments.run(Path.cwd(), arguments)
    except KeyboardInterrupt:
        print("autograder: stopped.", file=sys.stderr)
        return 130
    except project.ProjectError as problem:
        print(f"autograder: {problem}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
