"""A server under measurement: started, asked whether it is ready, weighed, and ended by its own process id."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def family(pid):
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [pid] + [grandchild for child in children for grandchild in family(int(child))]


class Server:
    """`start` holds the command line; `{port}` in it is replaced by a free one."""

    def __init__(self, command, ready_path, env=None, log="/dev/null"):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        began = time.perf_counter()
        with open(log, "ab") as out:
            self.process = subprocess.Popen(
                [part.replace("{port}", str(self.port)) for part in command],
                env={**os.environ, **(env or {})}, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True)
        self._wait(ready_path, log)
        self.ready_ms = (time.perf_counter() - began) * 1000

    def _wait(self, path, log):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.process.args[0]} ended at once; see {log}")
            with contextlib.suppress(OSError, urllib.error.URLError):
                with urllib.request.urlopen(self.url + path, timeout=5) as answer:
                    if answer.status == 200:
                        return
            time.sleep(0.002)
        raise SystemExit(f"{self.url}{path} never answered 200; see {log}")

    def cpu_seconds(self):
        total = 0
        for pid in family(self.process.pid):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as stat:
                total += sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:13]))
        return total / TICKS

    def memory_mb(self):
        """Resident and proportional memory of all its processes, in MB."""
        rss = pss = 0
        for pid in family(self.process.pid):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as rollup:
                kb = {line.split(":")[0]: int(line.split()[1]) for line in rollup if line.startswith(("Rss:", "Pss:"))}
                rss, pss = rss + kb["Rss"], pss + kb["Pss"]
        return rss / 1024, pss / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
