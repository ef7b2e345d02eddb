"""Detached processes that outlive the launcher, recognised by pid and start time so that a recycled pid is never mistaken."""

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from home import write_private
from output import Failure

# The servers inherit these and nothing else: what happens to be in a person's shell is not the product's business.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "LOGNAME", "JAVA_HOME", "TMPDIR")


class Process:
    """One server process of a product; its group dies with it."""

    def __init__(self, home, name, title):
        self.file = home.run / f"{name}.json"
        self.console = home.log / f"{name}-console.log"
        self.title = title

    def pid(self):
        """The pid when our process runs, else None. A file left behind by a crash or a reboot counts as not running."""
        try:
            known = json.loads(self.file.read_text())
        except (OSError, ValueError):
            return None
        return known["pid"] if started_at(known["pid"]) == known["startedAt"] else None

    def was_started(self):
        return self.file.exists()

    def start(self, command, environment, directory):
        child_environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
        child_environment.update(environment)
        with open(os.open(self.console, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as console:
            child = subprocess.Popen(
                [str(part) for part in command],
                cwd=directory,
                env=child_environment,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=0o077,
            )
        write_private(self.file, json.dumps({"pid": child.pid, "startedAt": started_at(child.pid)}) + "\n")

    def stop(self, patience=40):
        """Asks, waits, then insists. True when there was something to stop."""
        pid = self.pid()
        if pid is None:
            self.file.unlink(missing_ok=True)
            return False
        known = started_at(pid)
        os.killpg(pid, signal.SIGTERM)
        if not wait_until(lambda: started_at(pid) != known, patience):
            os.killpg(pid, signal.SIGKILL)
            wait_until(lambda: started_at(pid) != known, 10)
        self.file.unlink(missing_ok=True)
        return True

    def trouble(self):
        """Why what runs in the process will not come although the process does, or None."""
        return None

    def after_start(self, web):
        """What is to be done each time it has become ready."""

    def last_lines(self, count=15):
        return tail(self.console, count)


def started_at(pid):
    """Boot and clock tick of a process's start, or None when it is gone. A zombie is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    fields = stat[stat.rindex(")") + 2 :].split()
    return None if fields[0] in "ZX" else f"{boot}/{fields[19]}"


def wait_until(condition, seconds, pause=0.1):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


def require_free(port, variable, purpose):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise Failure(
                f"Port {port} for {purpose} cannot be taken ({problem.strerror}). "
                f"Stop what uses it, or choose another port: {variable}=PORT ./bancada up"
            ) from None


def tail(path, count):
    try:
        with open(path, "rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - 400 * count))
            return file.read().decode(errors="replace").splitlines()[-count:]
    except OSError:
        return []
