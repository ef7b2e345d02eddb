"""What every supervisor needs, whichever driver's: a tree of processes, its end, its logs and its record. Only Python's
standard library; of this file each driver takes a copy to where it runs."""

import json
import os
import signal
import time

CHUNK = 1 << 18
_wake_read, _wake_write = -1, -1


def write_json(path, value):
    with open(path + ".new", "w") as file:
        json.dump(value, file)
    os.rename(path + ".new", path)


def now_millis():
    return int(time.time() * 1000)


def boot_id():
    with open("/proc/sys/kernel/random/boot_id") as file:
        return file.read().strip()


def start_time(pid):
    """When the process started, in clock ticks since boot; None when there is no such process or it is a zombie."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if fields[0] in (b"Z", b"X") else int(fields[19])


def wake_on_child():
    """A descriptor that becomes readable whenever a child has ended."""
    global _wake_read, _wake_write
    for old in (_wake_read, _wake_write):
        if old >= 0:
            os.close(old)
    _wake_read, _wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(_wake_write, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return _wake_read


def drain(fd):
    try:
        while os.read(fd, 4096):
            pass
    except BlockingIOError:
        pass


def parents():
    """Of every process but the dead: its parent."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name, "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:
                continue
            if fields[0] not in (b"Z", b"X"):
                found[int(name)] = int(fields[1])
    return found


def tree_cpu_micros(root):
    """Processor time of root's living descendants and of those that ended under them, in microseconds."""
    ticks = 0
    for pid in tree(root):
        try:
            with open("/proc/%d/stat" % pid, "rb") as file:
                ticks += sum(map(int, file.read().rpartition(b")")[2].split()[11:15]))
        except OSError:
            continue
    return ticks * 1000000 // os.sysconf("SC_CLK_TCK")


def tree(root, spare=()):
    """All living descendants of root, without those below and with the processes in spare."""
    children = {}
    for pid, parent in parents().items():
        children.setdefault(parent, []).append(pid)
    found, waiting = [], [root]
    while waiting:
        for pid in children.get(waiting.pop(), ()):
            if pid not in spare:
                found.append(pid)
                waiting.append(pid)
    return found


def send_signal(pid, number):
    if pid > 1:
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            pass


def end_tree(spare=()):
    """Ends all descendants. They are stopped first, since a process that is stopped cannot fork another."""
    stopped = set()
    while True:
        fresh = [pid for pid in tree(os.getpid(), spare) if pid not in stopped]
        if not fresh:
            break
        for pid in fresh:
            send_signal(pid, signal.SIGSTOP)
            stopped.add(pid)
    for pid in stopped:
        send_signal(pid, signal.SIGKILL)


def reap(main):
    """Collects the dead: (what became of main or None, whether a child is left)."""
    status = None
    while True:
        try:
            pid, ended = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status, False
        if pid == 0:
            return status, True
        if pid == main:
            status = ended


class Log:
    """Takes one output of a capsule from a pipe to its file, up to the limit; what is over is read and dropped."""

    def __init__(self, path, limit):
        self.source, self.sink = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self.source, False)
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        self.left, self.limit, self.cut = limit, limit, False

    def pump(self, rounds=8):
        """Whether more may come."""
        for _ in range(rounds):
            try:
                data = os.read(self.source, CHUNK)
            except BlockingIOError:
                return True
            if not data:
                return False
            self._keep(data)
        return True

    def _keep(self, data):
        kept = data[: self.left]
        over = len(kept) < len(data)
        self.left -= len(kept)
        try:
            while kept:
                kept = kept[os.write(self.file, kept) :]
            if over and not self.cut:
                self.cut = True
                os.write(self.file, b"\n[bancada: the log is cut here; its limit is %d bytes]\n" % self.limit)
        except OSError:
            self.left, self.cut = 0, True  # a full disk costs the log, not the job

    def close(self):
        os.close(self.source)
        os.close(self.file)


def remove_tree(path):
    """Removes what the work left, whatever it made of it; follows no symbolic link."""
    import shutil

    def open_up(_, name, __):
        try:  # a directory that its owner closed to himself (matters where the server is not root)
            for place in (os.path.dirname(name), name):
                fd = os.open(place, os.O_PATH | os.O_NOFOLLOW | os.O_DIRECTORY)
                try:
                    os.chmod("/proc/self/fd/%d" % fd, 0o700)
                finally:
                    os.close(fd)
        except OSError:
            pass

    for attempt in range(50):  # one level that was closed comes open a round
        shutil.rmtree(path, onerror=open_up)
        if not os.path.lexists(path):
            return
        time.sleep(0.002 * attempt)
