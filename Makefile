# The scripts do the work; this is the list of what there is to do.
.PHONY: run test faults bench fixtures shots lint release clean-world

run: ## a working Kontor with a demo company on http://127.0.0.1:8080
	@scripts/run $(ARGS)
test: ## everything, on SQLite, PostgreSQL and MariaDB, with real mail servers and a real browser
	@scripts/test $(ARGS)
faults: ## hundreds of kills and mail servers that misbehave (ARGS=part of a test's name)
	@scripts/faults $(ARGS)
bench: ## how fast it is, beside bare axum and a small Flask server (ARGS=--json)
	@bench/run $(ARGS)
fixtures: ## how well real mails are understood (needs ../shared/fixtures)
	@scripts/fixtures
shots: ## screenshots of every page from the demo data, into shots/
	@scripts/shots $(ARGS)
lint: ## formatting and clippy, warnings are errors
	@scripts/lint
release: ## the binary to put on a server
	@scripts/release
clean-world: ## ends test servers that an interrupted run left behind
	@tests/world/world stop
