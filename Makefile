# The whole interface: setup, run, test, lint, wheel, bench, demo; cluster-test, cluster-demo. Needs Python 3.11 or later, and make.

VENV := .venv
PY := $(VENV)/bin/python
FOUND = for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done
PYTHON ?= $(shell $(FOUND))
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# One more than cores: who tests a browser waits for it now and then.
WORKERS = $$($(PY) -c 'import os; print((os.cpu_count() or 1) + 1)')

# Programs that tests start would compile all modules anew each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup test cluster-test lint wheel bench demo cluster-demo
.DELETE_ON_ERROR:

run: $(VENV)/installed            ## the dashboard, on sample data if nothing is loaded yet
	@$(PY) -m analytics demo --if-empty
	@$(PY) -m analytics serve

setup: $(VENV)/installed-dev      ## everything for working on the code

test: $(VENV)/installed-dev       ## the whole suite, real browser included
	@$(PY) -m tests.browser
	@LD_PRELOAD=$$($(PY) -m tests.allocator) $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

cluster-test: $(VENV)/installed-dev  ## loads by a Spark cluster of two workers; needs Java
	@$(PY) -m pytest -n 0 -m cluster tests/cluster $(ARGS)

lint: $(VENV)/installed-dev       ## format, style, SQL, types and imports
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/sqlfluff lint --processes 0 queries/[1-4]_* queries/checks
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo

wheel: $(VENV)/installed          ## the program as one file to install elsewhere, in dist/
	@rm -rf build
	@$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

bench: $(VENV)/installed-dev      ## speed and scale, side by side; takes minutes
	@$(PY) -m benchmarks $(ARGS)

demo: $(VENV)/installed           ## the dashboard on sample data, in a store of its own
	@$(PY) -m analytics --database data/demo demo --if-empty
	@$(PY) -m analytics --database data/demo serve

cluster-demo: $(VENV)/installed-dev  ## a Spark cluster on this machine loads the sample, compared, served
	@$(PY) -m benchmarks.cluster.demo $(ARGS)

# Stamps: written last, so an interrupted installation starts over; older than the two files
# above them means "install again".
$(VENV)/installed: $(PY) pyproject.toml constraints.txt
	@echo "Installing the pinned packages into $(VENV) (once; a minute or two) ..." >&2
	@$(PIP_INSTALL) setuptools && $(PIP_INSTALL) --no-build-isolation --editable . || { \
		echo "The packages could not be installed: see pip's message above." >&2; exit 1; }
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Installing the pinned tools for development ..." >&2
	@$(PIP_INSTALL) --no-build-isolation --editable '.[dev]' || { \
		echo "The packages could not be installed: see pip's message above." >&2; exit 1; }
	@touch $@

# Debian splits venv and pip from Python: where only pip is there, pip fills the environment.
$(PY):
	@test -n "$(PYTHON)" || { \
		echo "Python 3.11 or later is needed, and none was found on the PATH." >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
	|| { $(PYTHON) -m venv --clear --without-pip $(VENV) \
		&& $(PYTHON) -m pip --python $(PY) install --quiet pip; } >/dev/null 2>&1 \
	|| { rm -rf $(VENV); \
		echo "Python has neither its venv module nor pip. On Debian or Ubuntu," \
			"'apt-get install python3-venv' brings them; then run make again." >&2; exit 1; }
