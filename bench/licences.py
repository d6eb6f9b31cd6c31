"""The licence server under measurement, beside bare axum that signs a fixed body and a small Flask server that validates and
signs. Each server has one core, and the load the other one."""

import base64
import json
import os
import sqlite3
import statistics
import subprocess
import time
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import kontor
import peers

HERE = Path(__file__).parent
WAY = "/v1/licenses/actions/validate-key"
CONNECTIONS = 32
CROWD = 512
STRIDE = 7919
MEDIA = "application/vnd.api+json"


@contextmanager
def one_core():
    """What is started here has the first core alone, and knows it: it starts as many threads as a machine of one core."""
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {0})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)


def load(server, what, count, start, step, seconds, mark="0", connections=CONNECTIONS):
    """Asks for some seconds: answers in a second, percentiles of the answer time in ms, and the server's CPU per answer."""
    before = server.cpu_seconds()
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(HERE / "licences.lua"), server.url, "--"]
    out = subprocess.run([*command, what, str(count), str(start), str(step), mark], capture_output=True, text=True, check=True).stdout
    cpu = server.cpu_seconds() - before
    line = next(line for line in out.splitlines() if line.startswith("measured "))
    requests, errors, p50, p95, p99, size = map(float, line.split()[1:])
    if errors or not requests:
        raise SystemExit(f"{server.url} {what}: {errors:.0f} of {requests:.0f} answers failed")
    return {"per_second": requests / seconds, "p50": p50, "p95": p95, "p99": p99, "cpu_ms": cpu * 1000 / requests, "bytes": size / requests}


def ask(server, way, body=None, token=None, method=None):
    """One answer, read: its document and its headers."""
    headers = {"Content-Type": MEDIA} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(server.url + way, data, headers, method=method)) as answer:
        return json.loads(answer.read() or b"null"), answer.headers


def rest(server):
    """Waits until the server wrote down what a load left to it (notes of validations, history), so that the next load is
    measured for itself."""
    quiet, until = 0, time.monotonic() + 60
    while quiet < 6 and time.monotonic() < until:
        before = server.cpu_seconds()
        time.sleep(1)
        quiet = quiet + 1 if server.cpu_seconds() - before < 0.05 else 0


def check(server):
    """Whether the answer is what is measured: a licence that is valid, and a signature of it."""
    document, headers = ask(server, WAY, {"meta": {"key": "BENCH-00000001", "scope": {"fingerprint": "bench-machine-00000001"}}})
    signature = headers["Keygen-Signature"].split('signature="')[1].split('"')[0]
    if not document["meta"]["valid"] or len(base64.b64decode(signature)) != 64:
        raise SystemExit(f"{server.url}: not a valid licence with a signature: {document['meta']}")


def middle(runs):
    return {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]}


def speed(licences, rounds, seconds):
    """Every figure, of the licence server and its peers in turns."""
    kontor.fill(1_000, licences)
    peers.licences(licences)
    with kontor.spent(1_000, licences) as data:
        return measured(data, licences, rounds, seconds)


def measured(data, licences, rounds, seconds):
    """The same for a house that may be left otherwise than it was."""
    token = json.loads(kontor.run(data, "licence", "token", "bench", "--json"))["token"]
    with one_core():
        servers = {"kontor": kontor.start(data), "bare axum": peers.bare_axum_signing(), "flask": peers.flask_licences(licences)}
    runs = {}

    def take(name, said, *asked, **more):
        rest(servers[name])
        runs.setdefault((said, name), []).append(load(servers[name], *asked, seconds=seconds, **more))

    try:
        for server in servers.values():
            check(server)
            load(server, "validate", 1_000, 0, 1, 2)
        place = 0
        for turn in range(rounds):
            for name in servers:
                take(name, "validate, warm", "validate", 1_000, 0, 1)
            for name in ("kontor", "flask"):
                take(name, "validate, cold", "validate", licences, place, STRIDE)
            take("kontor", "verify, warm", "verify", 1_000, 0, 1)
            place += STRIDE * 100_003
            for what in ("heartbeat", "checkout", "activate"):
                take("kontor", what, what, licences, place, STRIDE, mark=f"{turn}-{time.time_ns()}")
            # so many write at once that they wait for the disk together
            take("kontor", f"heartbeat, of {CROWD}", "heartbeat", licences, place, STRIDE, connections=CROWD)
        lists = listed(servers["kontor"], licences, token)
        batch = issue(servers["kontor"], token)
        cull = culled(data, min(100_000, licences // 2))
    finally:
        for server in servers.values():
            server.stop()
    beats = beaten(data)
    found = [{"what": what, "server": name, "licences": licences, **middle(r)} for (what, name), r in runs.items()]
    return {"loads": found, "lists": lists, "batch": batch, "cull": cull, "beats": beats}


def listed(server, licences, token):
    """How long pages of licences take, the first ones and deep ones: of people's list and of the wire's."""
    found = []
    browser = kontor.signed_in(server)
    follow = lambda way: timed(lambda: ask(server, way, token=token)[0])
    for name, filters in (("all", {}), ("one product", {"product": "00000000-0000-700a-8000-000000000001"}), ("suspended", {"suspended": "true"})):
        query = {"page[size]": "100", "page[cursor]": "", **filters}
        way, times = f"/v1/licenses?{urllib.parse.urlencode(query)}", []
        for _ in range(100):
            took, document = follow(way)
            times.append(took)
            way = document["links"].get("next") or way
        found.append({"list": f"wire, {name}", "licences": licences, **percentiles(times)})
    for name, query in (("all", ""), ("suspended", "?standing=suspended"), ("search for a name", "?q=Arbeitsplatz+777")):
        times = [timed(lambda query=query: browser.open(server.url + "/licences" + query).read())[0] for _ in range(100)]
        found.append({"list": f"page, {name}", "licences": licences, **percentiles(times)})
    return found


def timed(action):
    began = time.perf_counter()
    said = action()
    return (time.perf_counter() - began) * 1000, said


def percentiles(times):
    cut = statistics.quantiles(times, n=100)
    return {"p50": round(cut[49], 3), "p95": round(cut[94], 3)}


def issue(server, token, count=10_000):
    """Issues licences with signed keys as one batch of the panel; the clock stops when all are committed."""
    product = "00000000-0000-700a-8000-000000000001"
    policy, _ = ask(server, "/v1/policies", {"data": {
        "type": "policies", "attributes": {"name": f"Signed {time.time_ns()}", "scheme": "ED25519_SIGN"},
        "relationships": {"product": {"data": {"type": "products", "id": product}}}}}, token)
    browser = kontor.signed_in(server)
    form = {"policy": policy["data"]["id"], "count": str(count), "name": "Batch #"}
    request = urllib.request.Request(server.url + "/licences/batch", urllib.parse.urlencode(form).encode(), {"Sec-Fetch-Site": "same-origin"})
    took, page = timed(lambda: browser.open(request).read().decode())
    if "/licences/batches/" not in page:
        raise SystemExit("the batch was not issued: is the form as bench/licences.py expects it?")
    return {"licences": count, "seconds": round(took / 1000, 3)}


def culled(data, count):
    """So many machines are said to be dead; how long until their seats are free, from the first to the last. Each death is told and
    written into the history. The server looks once a minute; until then the clock stands still."""
    past = int(time.time() * 1000) - 60_000
    with closing(sqlite3.connect(data / "kontor.db", timeout=30)) as db:
        those = "SELECT id FROM machines WHERE fingerprint LIKE 'bench-machine-%' AND died_at IS NULL LIMIT ?"
        changed = db.execute(f"UPDATE machines SET last_beat_at = ?, dies_at = ? WHERE id IN ({those})", (past, past, count)).rowcount
        db.commit()
        left, began, until = changed, None, time.monotonic() + 600
        while left and time.monotonic() < until:
            time.sleep(0.02)
            left = db.execute("SELECT count(*) FROM machines WHERE dies_at = ?", (past,)).fetchone()[0]
            if began is None and left < changed:
                began = time.monotonic()
    if left or changed != count:
        raise SystemExit(f"{left} of {changed} dead machines still have their seats")
    return {"machines": count, "seconds": round(time.monotonic() - began, 3)}


def beaten(data, count=200_000):
    """So many heartbeats written down together, without the wire: a heartbeat is done when it is on the disk."""
    with one_core():
        seconds = json.loads(kontor.run(data, "bench", "beat", "--count", str(count), "--json"))["seconds"]
    return {"heartbeats": count, "per_second": round(count / seconds)}


def show(result):
    print(f"\n{'licence server':20}{'server':12}{'licences':>9}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'CPU µs':>9}{'bytes':>8}")
    for row in result["loads"]:
        print(f"{row['what']:20}{row['server']:12}{row['licences']:>9}{row['per_second']:>10.0f}{row['p50']:>9.2f}{row['p99']:>9.2f}"
              f"{row['cpu_ms'] * 1000:>9.0f}{row['bytes']:>8.0f}")
    for row in result["lists"]:
        print(f"list      {row['list']}: {row['p50']:.1f} ms, 95 % {row['p95']:.1f} ms, of {row['licences']} licences")
    print(f"batch     {result['batch']['licences']} signed licences in {result['batch']['seconds']:.2f} s")
    print(f"beats     {result['beats']['per_second']} heartbeats a second become durable together, without the wire")
    print(f"cull      {result['cull']['machines']} dead machines freed their seats in {result['cull']['seconds']:.1f} s")
