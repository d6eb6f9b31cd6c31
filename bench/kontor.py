"""Kontor under measurement: its databases filled, a server started, somebody signed in."""

import hashlib
import http.cookiejar
import json
import shutil
import statistics
import subprocess
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import letters
from process import Server

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = ROOT / ".cache/bench"
BINARY = ROOT / "target/release/kontor"
ADMIN = {"email": "bench@kontor.test", "password": "Elbe-Speicher-Kontorbuch-1888"}
# Behind a proxy, so that the requests of a load come from many people.
CONFIG = '[sign_in]\nsecond_factor = "nobody"\n[password]\nbreached = "off"\n[server]\ntrusted_proxies = ["127.0.0.1/32"]\n[log]\nlevel = "warn"\n'


def command(data, *args):
    return [str(BINARY), *args, "--data", str(data), "--config", str(CACHE / "kontor.toml")]


def run(data, *args, **more):
    CACHE.mkdir(parents=True, exist_ok=True)
    (CACHE / "kontor.toml").write_text(CONFIG)
    done = subprocess.run(command(data, *args), capture_output=True, text=True, **more)
    if done.returncode:
        raise SystemExit(f"kontor {' '.join(args)} failed:\n{done.stderr}{done.stdout}")
    return done.stdout


def start(data, env=None):
    return Server([*command(data, "serve"), "--listen", "127.0.0.1:{port}"], "/readyz", env=env, log=CACHE / "kontor.log")


def migrations():
    """What the schema is made of: a database filled under another one is filled anew."""
    said = hashlib.sha256()
    for file in sorted([*ROOT.glob("crates/*/src/**/*migration*/*.rs"), *ROOT.glob("crates/platform/src/tables.rs"), *ROOT.glob("crates/kontor/src/fill*/*.rs"), ROOT / "crates/kontor/src/fill.rs"]):
        said.update(file.read_bytes())
    return said.hexdigest()


def folder(tickets, licences=0):
    return CACHE / (f"kontor-{tickets}-{licences}" if licences else f"kontor-{tickets}")


def new(data):
    """An empty Kontor with one administrator."""
    shutil.rmtree(data, ignore_errors=True)
    run(data, "migrate", "up")
    run(data, "admin", "create", "--email", ADMIN["email"], "--name", "Bench", "--password-stdin", input=ADMIN["password"] + "\n")


def fill(tickets, licences=0):
    data = folder(tickets, licences)
    made_by = data / "filled-by"
    if made_by.exists() and made_by.read_text() == migrations():
        return
    new(data)
    run(data, "bench", "fill", "--tickets", str(tickets), "--licences", str(licences))
    made_by.write_text(migrations())


@contextmanager
def spent(tickets, licences):
    """A copy of what was filled, for a run that leaves it otherwise than it was."""
    filled = folder(tickets, licences)
    data = filled.with_name(filled.name + "-in-use")
    shutil.rmtree(data, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(filled), str(data)], check=True)
    try:
        yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)


def signed_in(server):
    """What opens pages as the administrator; the server knows the cookie then."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = urllib.request.Request(server.url + "/sign-in", urllib.parse.urlencode(ADMIN).encode(), {"Sec-Fetch-Site": "same-origin"})
    browser.open(form).read()
    server.cookie = "; ".join(f"{c.name}={c.value}" for c in jar)
    return browser


def serve(tickets):
    server = start(folder(tickets))
    browser = signed_in(server)
    page = browser.open(server.url + "/tickets").read().decode()
    if "Drucker in Halle" not in page:
        raise SystemExit("the list page shows no tickets: is the sign-in as bench/kontor.py expects it?")
    return server


def mail_speed(mails):
    """Mails per second from a Maildir until every one of them is a committed ticket or message."""
    data = CACHE / "kontor-mail"
    new(data)
    box = letters.maildir(CACHE / "maildir", mails, "support@kontor.test")
    began = time.perf_counter()
    mailbox = ["bootstrap.address=support@kontor.test", "bootstrap.imap_host=127.0.0.1", "bootstrap.password=none"]
    settings = [part for setting in mailbox for part in ("--set", setting)]
    said = run(data, "import", "maildir", str(box), "--mailbox", "support@kontor.test", "--json", *settings)
    seconds = time.perf_counter() - began
    return {"mails": mails, "seconds": round(seconds, 3), "per_second": round(mails / seconds, 1), "said": json.loads(said.strip().splitlines()[-1])}


def start_to_ready(tickets):
    times = []
    for _ in range(5):
        server = start(folder(tickets))
        times.append(server.ready_ms)
        server.stop()
    return round(statistics.median(times), 1)


def idle_memory(tickets):
    server = start(folder(tickets))
    time.sleep(5)
    rss, pss = server.memory_mb()
    server.stop()
    return {"tickets": tickets, "rss_mb": round(rss, 1), "pss_mb": round(pss, 1)}
