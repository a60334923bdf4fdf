# make run     set up the program in .venv and open the starter timeline (or: make run ARGS="my.timeline.json")
# make test    set up everything, then check style, types and imports, and run all tests
# make pictures   make the pictures of README.md anew
# make clean   remove what setting up, testing and building left behind

# The first Python that is new enough, or else python3, which is then told to be too old.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c '$(NEW_ENOUGH)' 2>/dev/null && echo $(name))) python3)

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --editable
IMPORTS := $(VENV)/imports.log
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := run
.PHONY: run test pictures clean
.DELETE_ON_ERROR:

run: $(VENV)/program-installed
	@$(BIN)/python -m timeline_app.qt_libraries --install
	@$(BIN)/python -m timeline_app $(ARGS)

test: $(VENV)/tests-installed
	@$(BIN)/python -m timeline_app.qt_libraries --install
	@failed=; \
	echo "Checking style …"; $(BIN)/ruff check --quiet . || failed="$$failed style"; \
	echo "Checking format …"; $(BIN)/ruff format --check --quiet . || failed="$$failed format"; \
	echo "Checking types …"; $(BIN)/mypy --no-error-summary || failed="$$failed types"; \
	echo "Checking imports …"; $(BIN)/lint-imports --no-cache > $(IMPORTS) || { cat $(IMPORTS); failed="$$failed imports"; }; \
	echo "Running the tests …"; $(BIN)/python -m pytest --quiet $(ARGS) || failed="$$failed tests"; \
	[ -z "$$failed" ] || { echo "Not in order:$$failed" >&2; exit 1; }

EXPORT := $(BIN)/python -m timeline_app export seeds/russian-losses-2023.timeline.json --force --scale 1.5

pictures: $(VENV)/program-installed
	@mkdir -p resources/pictures
	@$(EXPORT) -o resources/pictures/starter-light.png
	@$(EXPORT) --theme dark -o resources/pictures/starter-dark.png

clean:
	@echo "Removing $(VENV), builds and caches."
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that was moved with its folder, or whose Python is gone, is made anew.
ifneq (yes,$(shell test -x $(BIN)/python && grep -qsF '$(CURDIR)/$(BIN)/' $(BIN)/pip && echo yes))
.PHONY: $(BIN)/pip $(VENV)/program-installed $(VENV)/tests-installed
endif

$(VENV)/program-installed: pyproject.toml | $(BIN)/pip
	@echo "Installing the program and what it needs into $(VENV) …"
	@$(INSTALL) .
	@touch $@

$(VENV)/tests-installed: pyproject.toml | $(BIN)/pip
	@echo "Installing the program, what it needs and what its tests need into $(VENV) …"
	@$(INSTALL) '.[dev]'
	@touch $@ $(VENV)/program-installed

$(BIN)/pip:
	@command -v $(PYTHON) > /dev/null || { \
		echo "There is no $(PYTHON). Install Python 3.11 or newer; on Debian or Ubuntu:"; \
		echo "  sudo apt-get install python3 python3-venv"; exit 1; } >&2
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { \
		echo "$$($(PYTHON) --version) is too old: the program needs Python 3.11 or newer."; \
		echo "Install one and name it: make PYTHON=python3.12"; exit 1; } >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "$(PYTHON) can't make environments: its modules venv and ensurepip are missing. On Debian or Ubuntu:"; \
		echo "  sudo apt-get install $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
		exit 1; } >&2
	@echo "Making an environment for $$($(PYTHON) --version) in $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
