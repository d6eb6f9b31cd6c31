"""Measures Kontor and its peers in turns and prints a table, or JSON with --json. Times in ms, memory in MB."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

import fetching
import kontor
import licences
import peers

HERE = Path(__file__).parent
CONNECTIONS = 2
PAGES = {"list": "/tickets", "ticket": "/tickets/%d"}


def load(server, path, tickets, seconds):
    """Asks for one page for some seconds: percentiles of the answer time, and the server's CPU per answer."""
    before = server.cpu_seconds()
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(HERE / "load.lua"), server.url, "--", path, str(tickets)]
    out = subprocess.run([*command, getattr(server, "cookie", "")], capture_output=True, text=True, check=True).stdout
    cpu = server.cpu_seconds() - before
    line = next(line for line in out.splitlines() if line.startswith("measured "))
    requests, errors, p50, p95, p99, size = map(float, line.split()[1:])
    if errors or not requests:
        raise SystemExit(f"{server.url}{path}: {errors:.0f} of {requests:.0f} answers failed")
    return {"p50": p50, "p95": p95, "p99": p99, "cpu_ms": cpu * 1000 / requests, "per_second": requests / seconds, "bytes": size / requests}


def middle(runs):
    return {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]}


def pages(sizes, rounds, seconds):
    """Every server on every size; all servers take their turn in each round, so that a busy moment hits all alike."""
    found = []
    for tickets in sizes:
        servers = {"kontor": kontor.serve(tickets), "bare axum": peers.bare_axum(tickets), "flask": peers.flask(tickets)}
        try:
            runs = {}
            for server in servers.values():
                for path in PAGES.values():
                    load(server, path, tickets, 1)
            for _ in range(rounds):
                for page, path in PAGES.items():
                    for name, server in servers.items():
                        runs.setdefault((page, name), []).append(load(server, path, tickets, seconds))
        finally:
            for server in servers.values():
                server.stop()
        found += [{"page": page, "server": name, "tickets": tickets, **middle(r)} for (page, name), r in runs.items()]
    return found


def show(result):
    print(f"\n{'page':8}{'server':12}{'tickets':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'pages/s':>9}{'kB':>7}")
    for row in sorted(result["pages"], key=lambda r: (r["page"], r["server"] != "kontor", r["server"], r["tickets"])):
        print(f"{row['page']:8}{row['server']:12}{row['tickets']:>9}{row['p50']:>9.2f}{row['p95']:>9.2f}{row['p99']:>9.2f}"
              f"{row['cpu_ms']:>9.2f}{row['per_second']:>9.0f}{row['bytes'] / 1024:>7.1f}")
    mail, idle = result["mail"], result["idle"]
    show_fetching(result["imap"])
    licences.show(result["licensing"])
    print(f"mail      {mail['per_second']:.0f} mails/s from a Maildir to committed tickets ({mail['mails']} mails, {mail['seconds']:.1f} s)")
    print(f"memory    {idle['rss_mb']:.0f} MB resident, {idle['pss_mb']:.0f} MB proportional, idle with {idle['tickets']} tickets")
    print("ready     " + ", ".join(f"{r['ms']:.0f} ms with {r['tickets']} tickets" for r in result["ready"]) + " (start to /readyz, median of 5)")
    print(f"machine   {result['machine']}")


def show_fetching(imap):
    print(f"\nimap      {imap['per_second']:.0f} mails/s from Dovecot to committed tickets ({imap['mails']} mails, {imap['seconds']:.1f} s, "
          f"{imap['cpu_ms_per_mail']:.1f} ms CPU each, {imap['binary']}); imaplib alone reads {imap['imaplib_per_second']:.0f} mails/s")


def machine():
    return f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the start"


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--quick", action="store_true")
    ask.add_argument("--only-imap", action="store_true", help="fetch mails and measure nothing else")
    ask.add_argument("--only-licences", action="store_true", help="ask the licence server and measure nothing else")
    ask.add_argument("--binary", type=Path, default=kontor.BINARY, help="another build, such as target/debug/kontor; told with the figures")
    args = ask.parse_args()
    kontor.BINARY = args.binary.resolve()
    fetched = 200 if args.quick else 2_000
    if args.only_imap:
        result = fetching.speed(fetched)
        print(json.dumps({"imap": result}, indent=1)) if args.json else show_fetching(result)
        return
    if args.json:
        out, sys.stdout = sys.stdout, sys.stderr
    sold = 20_000 if args.quick else 1_000_000
    if args.only_licences:
        result = {"machine": machine(), "licensing": licences.speed(sold, *((1, 2) if args.quick else (3, 4)))}
        print(json.dumps(result, indent=1), file=out) if args.json else licences.show(result["licensing"])
        return
    sizes, rounds, seconds = ([1_000, 100_000], 1, 2) if args.quick else ([10_000, 1_000_000], 3, 4)
    print("filling databases …", file=sys.stderr)
    for tickets in sizes:
        kontor.fill(tickets)
        peers.database(tickets)
    result = {
        "machine": machine(),
        "pages": pages(sizes, rounds, seconds),
        "mail": kontor.mail_speed(500 if args.quick else 3_000),
        "imap": fetching.speed(fetched),
        "licensing": licences.speed(sold, rounds, seconds),
        "ready": [{"tickets": tickets, "ms": kontor.start_to_ready(tickets)} for tickets in sizes],
        "idle": kontor.idle_memory(sizes[0]),
    }
    if args.json:
        print(json.dumps(result, indent=1), file=out)
    else:
        show(result)


main()
