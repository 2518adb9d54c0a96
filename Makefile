# make demo    install what is missing, build, form the sample committee into out/sample/, and say
#              how to open it in the browser
# make test    install what is missing, run the whole test suite (tests/browser is skipped where
#              chromedriver is missing; where CI=true it is installed)
# make lint    clippy, rustfmt and the documentation, warnings denied
# make check   test and lint
# make python  build the Python package into target/python and run its tests
# make dist    make what is handed to people without Rust, into out/dist: a program for any Linux since
#              2014 (.tar.gz, .deb, Python wheel), empanel.exe in a zip (on Debian 12), their licences,
#              lists of parts and sums. Its tools come into target/pack (python3 with venv, several GB);
#              half an hour or more the first time. docs/en/guide/install.md says what each is for
# make again   pack everything a second time and say what is not the same byte for byte; with
#              BUILD=1 the program for Linux is also built a second time, in another folder
#
# CARGO_FLAGS='--no-default-features --features microlp,window' builds without C++ (small seasons only;
# neither cmake nor libclang is needed then).

CARGO ?= cargo
CARGO_FLAGS ?=
OUT ?= out/sample
SEASON ?= data/sample/xlsx
NOTICE ?= 样例赛季：申报单位来自公开公告，专家与关系均为虚构 / sample season: applicants from public announcements, experts and relations made up

.PHONY: demo test lint check python dist again deps fmt clean-out

demo: deps
	$(CARGO) build --release $(CARGO_FLAGS)
	target/release/empanel form $(SEASON) --out $(OUT) --force --notice "$(NOTICE)"
	@ls -l $(OUT)
	@test -d $(OUT)-season || cp -R $(SEASON) $(OUT)-season
	@echo "在浏览器中打开（样例的副本，可随意改动） / in the browser (a copy of the sample, yours to change):"
	@echo "target/release/empanel open $(OUT)-season --out $(OUT)"

test: deps
	$(CARGO) test $(CARGO_FLAGS)

# The test profile's build artefacts serve clippy too where it can: clippy only checks our own
# crate anew, build scripts (HiGHS) and macros are shared.
lint: deps
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets $(CARGO_FLAGS) -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps $(CARGO_FLAGS)

check: test lint

# The package shares its build with the tests. PyPI serves what it is tested with.
PYTHON ?= python3
VENV := target/python
python: deps
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'maturin>=1.16,<2' pytest scipy ortools
	cd src/python && VIRTUAL_ENV="$(CURDIR)/$(VENV)" "$(CURDIR)/$(VENV)/bin/maturin" develop --quiet
	$(VENV)/bin/python -m pytest --quiet src/python/tests

dist:
	@sh .ci/dist/make

again:
	@sh .ci/dist/again

# Cargo itself, a C++ compiler, cmake and libclang; with CI=true a browser for the tests.
deps:
	@sh .ci/deps $(CARGO_FLAGS)

fmt:
	$(CARGO) fmt

clean-out:
	rm -rf out
