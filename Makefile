# make grade   grade a sample class and show its results      make build   make the chapters' notebooks from their sources
# make test    check everything, and say what took how long   make bench   measure how long things take
# make lab     open JupyterLab on the course                  make clean   remove what make made (never class/)
# make site    make the course's web site in site/
# make mutants change each solution mechanically: does some check notice?
# make attack  try every way to cheat that we know, on this grading and on nbgrader's own (takes long)
#
# Each sets up what it needs first: a virtual environment in .venv with the locked packages. After that no network is used.
# Works with GNU make 3.81 (macOS) and newer. `make PYTHON=/path/to/python3.12 …` chooses the Python of a new .venv.

PYTHON := python3 python3.13 python3.12 python3.11
BIN    := .venv/bin
READY  := .venv/ready
CLASS  := sample_class

# The sample class is this project's own code, so that it can be graded where there is no sandbox.
UNSAFE := $(if $(filter Linux,$(shell uname)),,--unsafe)

# What a Python must have to make .venv; the range is pyproject.toml's (tests/setup compares them).
SUITABLE := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))

export PATH := $(CURDIR)/$(BIN):$(PATH)
export TF_CPP_MIN_LOG_LEVEL := 3
export TF_ENABLE_ONEDNN_OPTS := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Keras has thousands of modules: without their bytecode every start of Python would compile them again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup grade test lab build mutants attack site bench lock clean

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

setup: $(READY)

grade: $(READY)
	@$(BIN)/autograder sample --class $(CLASS) --brief
	@$(BIN)/autograder grade --class $(CLASS) --cell-seconds 30 --estimate $(UNSAFE)

# PARTS chooses: make test PARTS="lint types"
test: $(READY)
	@$(BIN)/python tests/parts.py $(PARTS)

# LAB adds options: make lab LAB="--no-browser --port 9000"
# autograder/lab/ has what JupyterLab shall not do here: ask about news, and offer to make assignments of notebooks.
lab: $(READY)
	@JUPYTER_CONFIG_PATH="$(CURDIR)/autograder/lab$(if $(JUPYTER_CONFIG_PATH),:$(JUPYTER_CONFIG_PATH))" \
		$(BIN)/jupyter lab --preferred-dir course $(LAB)

# CHAPTERS chooses, here and for mutants: make build CHAPTERS=01_multi_input
build: $(READY)
	@$(BIN)/autograder build $(CHAPTERS)

mutants: $(READY)
	@$(BIN)/autograder mutants $(CHAPTERS)

# ATTACKS chooses, and adds options: make attack ATTACKS="os_exit --keep seen"
attack: $(READY)
	@$(BIN)/autograder attack --corpus tests/attacks --stock $(ATTACKS)

site: $(READY)
	@$(BIN)/autograder site

bench: $(READY)
	@$(BIN)/python tests/benchmarks/commands.py
	@$(BIN)/python -m tests.benchmarks.chapters

$(READY): requirements.txt pyproject.toml
	@$(BIN)/python -c '$(SUITABLE)' 2>/dev/null && $(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		for python in $(PYTHON) none; do \
			if [ $$python = none ] || $$python -c '$(SUITABLE)' 2>/dev/null; then break; fi; \
		done; \
		if [ $$python = none ]; then \
			echo "Set-up needs Python 3.11, 3.12 or 3.13 with its venv module. Looked for: $(PYTHON)." >&2; \
			echo "Install one (Debian, Ubuntu: apt install python3-venv; macOS: python.org or Homebrew), or name one:" >&2; \
			echo "    make PYTHON=/path/to/python3.12 ..." >&2; \
			exit 1; \
		fi; \
		echo "Making .venv with $$($$python --version) ..."; \
		$$python -m venv --clear .venv; \
	}
	@echo "Installing the locked packages into .venv; the first time this takes a few minutes ..."
	@$(BIN)/python -m pip install --quiet -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@$(BIN)/jupyter kernelspec install --sys-prefix --replace --name warm --log-level ERROR \
		autograder/grading/warm/kernelspec
	@touch $(READY)

# For maintainers: the newest versions that pyproject.toml allows, for every platform. uv works from a throwaway folder.
lock: $(READY)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/python -m venv "$$folder" && "$$folder/bin/python" -m pip install --quiet uv && \
	"$$folder/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --only-binary :all: \
		--no-header --no-annotate --extra test --extra site --output-file requirements.txt pyproject.toml

clean:
	rm -rf .venv $(CLASS) site build beyond_sequential.egg-info .mypy_cache .pytest_cache .ruff_cache
	find autograder tests solutions course -name __pycache__ -type d -prune -exec rm -rf {} +
