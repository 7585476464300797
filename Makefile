# The two commands of README: `make serve` shows the site, `make test` tests the program.
# What is installed is remembered in stamp files, so that a second run installs nothing.

# The first Python on the path that is new enough and can make an environment, whatever it is called.
PYTHON ?= $(shell for each in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$each" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$each"; break; }; done)
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Python compiles what it loads; pip would compile all that is installed, most of which nothing loads.
INSTALL := $(PIP) install --no-compile
# A plain path instead of a finder, which every start of Python would load: 15 of the 100 milliseconds of a build without changes.
EDITABLE := --config-settings editable_mode=compat

.PHONY: serve test admin bench-test lock clean

serve: $(VENV)/.program
	$(BIN)/python build.py serve --port $(PORT)

# `make test TESTS=all` runs the slow ones too, as .ci/run does. mypy is one of them, so that it works beside the others. Three at once
# keep two cores busy: each waits a quarter of its time, for browsers mostly. Files go in the order of tests/conftest.py: by how many tests
# they have, the few long ones would come last, on one core.
test: $(VENV)/.tests node_modules/.packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder $(if $(filter all,$(TESTS)),,-m "not slow")

# The forms' own program, for a site with `admin: có`; the tests' packages are left out where they are not there yet.
admin:
	@command -v npm >/dev/null || { echo "Cần Node và npm. / Node and npm are needed." >&2; exit 1; }
	@test -d node_modules/@sveltia/cms || npm ci --omit=dev --ignore-scripts --no-fund --no-audit --loglevel=error

# What the benches need stands in a folder of its own, and so do their tests: no part of the program's.
bench-test: $(VENV)/.bench
	$(BIN)/mypy --config-file bench/pyproject.toml bench
	$(BIN)/pytest --config-file bench/pyproject.toml bench/tests

# Every file of every library that workflows and new sites install, for all systems, by its hash and without an address. Needs uv.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet
lock:
	@command -v uv >/dev/null || { echo "Cần uv (pip install uv). / uv is needed (pip install uv)." >&2; exit 1; }
	$(LOCK) --constraint constraints.txt --extra plaques --extra search --extra heic --extra pack pyproject.toml locked/builder.in \
		--output-file disan/editing/new_site/files/locked.txt
	$(LOCK) --constraint constraints.txt --extra test pyproject.toml locked/builder.in --output-file locked/test.txt
	$(LOCK) locked/audit.in --output-file locked/audit.txt

# The installed, never the written: content and site stay.
clean:
	rm -rf $(VENV) node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A stamp, not the interpreter: where venv lacks its parts the interpreter stands there all the same.
$(VENV)/.created:
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên, có venv (Debian, Ubuntu: apt install python3-venv). / Python 3.11 or newer with venv is needed." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.program: pyproject.toml constraints.txt | $(VENV)/.created
	$(INSTALL) --constraint constraints.txt $(EDITABLE) --editable .
	@touch $@

$(VENV)/.tests: pyproject.toml constraints.txt | $(VENV)/.created
	$(INSTALL) --constraint constraints.txt $(EDITABLE) --editable '.[test]'
	@touch $@ $(VENV)/.program

$(VENV)/.bench: bench/requirements.txt bench/constraints.txt $(VENV)/.tests
	$(INSTALL) --constraint constraints.txt --constraint bench/constraints.txt --requirement bench/requirements.txt
	@touch $@

# Without npm the tests that need its packages are skipped, and say so. The stamp stands inside node_modules, so that
# installing Node later asks again.
node_modules/.packages: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --no-fund --no-audit --loglevel=error && touch $@; \
	else echo "npm: none here, its tests will be skipped"; fi
