# The commands that always work. `make start` and `make test` are shown in the README.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DEMO ?= 1
WORKERS ?= auto
UV = $$(command -v uv || echo $(CURDIR)/.uv/bin/uv)
RUN_STAMP := $(VENV)/.run-stamp
DEV_STAMP := $(VENV)/.dev-stamp
# Municipalities often have a certificate authority of their own: trust what the machine trusts.
export UV_SYSTEM_CERTS ?= 1
export UV_NATIVE_TLS ?= 1

.PHONY: help setup start test test-fast journeys check format bench lock clean

help:
	@echo "make setup   gör .venv med kommandot hjulet"
	@echo "make start   startar Hjulet på http://localhost:$(PORT) (DEMO=0 utan demoår)"
	@echo "make test    alla tester, även i webbläsare; DATABASE_URL väljer PostgreSQL"
	@echo "make check   format, lint, typer, kontrakt, migrationer"
	@echo "make bench   prestandaprov"

setup: $(RUN_STAMP)

# uv is brought in when the machine does not have it; no root is needed.
.uv/bin/uv:
	@if ! command -v uv >/dev/null 2>&1; then \
	  echo "Hämtar uv …"; \
	  { $(PYTHON) -m venv .uv >/dev/null 2>&1 && .uv/bin/python -m pip install -q uv; } || \
	  { rm -rf .uv && $(PYTHON) -m pip install -q --target .uv uv && mkdir -p .uv/bin; } || \
	  { echo "uv kunde inte hämtas. Installera uv och försök igen." >&2; exit 1; }; \
	else mkdir -p .uv/bin && ln -sf "$$(command -v uv)" .uv/bin/uv; fi

$(RUN_STAMP): requirements.lock pyproject.toml | .uv/bin/uv
	@echo "Gör i ordning .venv …"
	@test -x $(BIN)/python || $(UV) venv -q --python '>=3.11' $(VENV)
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@echo "Hämtar utvecklingsverktygen …"
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

start: setup
	@$(BIN)/hjulet init
	@if [ "$(DEMO)" != "0" ]; then $(BIN)/hjulet demo --if-empty; fi
	@exec $(BIN)/hjulet serve --port $(PORT) --workers $(WORKERS) --with-worker

test: $(DEV_STAMP)
	$(BIN)/pytest -n 2 $(ARGS)

test-fast: $(DEV_STAMP)
	$(BIN)/pytest -n 2 -m "not journey and not slow" $(ARGS)

journeys: $(DEV_STAMP)
	$(BIN)/pytest -m journey $(ARGS)

check: $(DEV_STAMP)
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/djlint --lint --quiet src/hjulet
	$(BIN)/mypy
	$(BIN)/lint-imports
	HJULET_MODE=test $(BIN)/hjulet check

format: $(DEV_STAMP)
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

bench: $(DEV_STAMP)
	$(BIN)/python -m bench $(ARGS)

# Lock files without the names of any registry.
lock: .uv/bin/uv
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.lock
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) .uv .pytest_cache .mypy_cache .ruff_cache
