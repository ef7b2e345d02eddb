"""The supervisor of one capsule on a machine that we reach by SSH. It is forked off the agent, outlives connection and
server, is the foster parent of all that the command starts, and writes down how it ended.

A capsule's directory holds spec.json, stdout.log, stderr.log, pid and exit, the directories code, inputs, outputs, home
and tmp, and `orders`: a pipe through which the supervisor is asked to end its tree. So nobody else ever signals a
process by its number, which by then could be another's.
"""

import ctypes
import errno
import fcntl
import os
import resource
import secrets
import select
import signal
import time
import traceback

from processes import Log, boot_id, drain, end_tree, now_millis, reap, send_signal, start_time, tree, wake_on_child
from processes import write_json

MARK = "BANCADA_CAPSULE"
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
START_SECONDS = 20.0
DRAIN_SECONDS = 1.0
_prctl = ctypes.CDLL(None, use_errno=True).prctl


class Group:
    """A control group for the tree, where this account may make one; else nothing."""

    def __init__(self, mark):
        self.directory = None
        try:
            where = next(line.split()[1] for line in open("/proc/self/mounts") if line.split()[2] == "cgroup2")
            own = next(line[3:].strip() for line in open("/proc/self/cgroup") if line.startswith("0::"))
            directory = "%s%s/bancada-%s" % (where, own.rstrip("/"), mark)
            os.mkdir(directory)
            if os.access(directory + "/cgroup.procs", os.W_OK) and os.path.exists(directory + "/cgroup.kill"):
                self.directory = directory
            else:
                os.rmdir(directory)
        except (OSError, StopIteration):
            pass

    def enter(self):
        if self.directory:
            try:
                _write(self.directory + "/cgroup.procs", "0")
            except OSError:
                pass


def _write(path, text):
    with open(path, "w") as file:
        file.write(text)


def kill_group(directory):
    """Ends whatever is in the group and removes it; the caller looks after processes that are in none."""
    if not directory or not os.path.basename(directory).startswith("bancada-"):
        return
    try:
        _write(directory + "/cgroup.kill", "1")
        for _ in range(100):
            try:
                os.rmdir(directory)
                return
            except OSError as problem:
                if problem.errno != errno.EBUSY:
                    return
                time.sleep(0.01)
    except OSError:
        pass


def oom_kills():
    """How many processes this machine's kernel has ended for want of memory."""
    try:
        with open("/proc/vmstat") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("oom_kill "))
    except (OSError, StopIteration):
        return 0


def start(directory, spec, settings):
    """Starts the capsule unless it has started; returns once that is on record.

    Raises OSError with words when no process could be made.
    """
    heard, said = os.pipe2(os.O_CLOEXEC)
    child = os.fork()
    if child == 0:
        try:
            os.close(heard)
            os.setsid()
            if os.fork() == 0:
                said = _detach(directory, settings, said)
                Supervisor(directory, spec, settings, said).run()
        except BaseException as problem:
            traceback.print_exc()
            try:
                os.write(said, ("! %s" % problem).encode())
            except OSError:
                pass
        finally:
            os._exit(0)
    os.close(said)
    os.waitpid(child, 0)
    with open(heard, "rb") as file:
        answer = file.read(1000).decode()
    if not answer.startswith("ok"):
        raise OSError(errno.EAGAIN, answer[2:] or "the supervisor did not start")


def _detach(directory, settings, said):
    null = os.open("/dev/null", os.O_RDWR)
    log = os.open(settings["supervisorLog"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.dup2(log, 2)
    if said != 3:
        os.dup2(said, 3, inheritable=False)
    os.closerange(4, 4096)
    os.chdir(directory)
    os.umask(0o077)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    return 3


class Supervisor:
    def __init__(self, directory, spec, settings, said):
        self.directory, self.spec, self.settings, self.said = directory, spec, settings, said
        self.reason, self.polite, self.killed = None, False, False
        self.deadlines = []

    def path(self, name):
        return os.path.join(self.directory, name)

    def run(self):
        lock = os.open(self.path("lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if self._started(lock):
            os.write(self.said, b"ok")
            return
        self.mark = secrets.token_hex(16)
        _prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self.woken = wake_on_child()
        try:
            os.unlink(self.path("orders"))
        except FileNotFoundError:
            pass
        os.mkfifo(self.path("orders"), 0o600)
        self.orders = os.open(self.path("orders"), os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        self.logs = [Log(self.path(name + ".log"), self.settings["logLimit"]) for name in ("stdout", "stderr")]
        self.group = Group(self.mark)
        self.oom = oom_kills()
        main = self._fork()
        self._watch(main)
        self._end(main)

    def _started(self, lock):
        """Whether it has started before; waits for another supervisor that is about to start it."""
        end = time.monotonic() + START_SECONDS
        while True:
            if os.path.exists(self.path("pid")) or os.path.exists(self.path("exit")):
                return True
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise OSError(errno.EAGAIN, "another supervisor holds this capsule and does not start it")
                time.sleep(0.02)
                continue
            return os.path.exists(self.path("pid")) or os.path.exists(self.path("exit"))

    def _fork(self):
        """Makes the first process; it goes on only once it is on record, and never when we die before."""
        hold, go = os.pipe2(os.O_CLOEXEC)
        me = os.getpid()
        main = os.fork()
        if main == 0:
            os.close(go)
            if os.read(hold, 1) == b"g" and os.getppid() == me:
                self._command()
            os._exit(126)
        os.close(hold)
        self.started = now_millis()
        self.start_clock = time.monotonic()
        write_json(
            self.path("pid"),
            {
                "pid": main,
                "start": start_time(main),
                "boot": boot_id(),
                "at": self.started,
                "mark": self.mark,
                "group": self.group.directory,
                "supervisor": {"pid": me, "start": start_time(me)},
            },
        )
        for log in self.logs:
            os.close(log.sink)
        os.write(go, b"g")
        os.close(go)
        os.write(self.said, b"ok")
        os.close(self.said)
        return main

    def _command(self):
        command = self.spec["command"]
        try:
            os.setsid()
            _prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            self.group.enter()
            try:
                _write("/proc/self/oom_score_adj", "500")  # the kernel, when it must, ends the work first
            except OSError:
                pass
            signal.set_wakeup_fd(-1)
            os.dup2(self.logs[0].sink, 1)
            os.dup2(self.logs[1].sink, 2)
            os.closerange(3, 4096)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            for number in (signal.SIGCHLD, signal.SIGPIPE, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXFSZ):
                signal.signal(number, signal.SIG_DFL)
            environment = {"PATH": self.settings["path"], "LANG": "C.UTF-8", MARK: self.mark}
            environment.update(HOME=self.path("home"), TMPDIR=self.path("tmp"))
            environment.update(self.spec["environment"])
            os.umask(0o022)
            os.chdir(self.path("code"))
            os.execvpe(command[0], command, environment)
        except BaseException as problem:
            os.write(2, ("bancada: cannot start %s: %s\n" % (command[0], problem)).encode())
            os._exit(127 if isinstance(problem, FileNotFoundError) else 126)

    def _watch(self, main):
        """Until the first process has exited, or all must end. Asked politely, it waits for the whole tree."""
        self.status = None
        if self.spec.get("timeoutMillis") is not None:
            self._later(self.spec["timeoutMillis"] / 1000, lambda: self._ask("TIMED_OUT", False))
        poll = select.poll()
        open_logs = {log.source: log for log in self.logs}
        for fd in [self.orders, self.woken, *open_logs]:
            poll.register(fd, select.POLLIN)
        while not self.killed:
            ended, left = reap(main)
            self.status = ended if ended is not None else self.status
            if self.status is not None and not (self.polite and left):
                return
            for fd, _ in poll.poll(self._patience()):
                if fd == self.woken:
                    drain(fd)
                elif fd == self.orders:
                    for order in os.read(fd, 64):
                        self._ask("CANCELED", order == ord("k"))
                elif not open_logs[fd].pump():
                    poll.unregister(fd)
            self._run_due()

    def _later(self, seconds, act):
        self.deadlines.append((time.monotonic() + seconds, act))

    def _patience(self):
        if not self.deadlines:
            return None
        return max(0, int((min(when for when, _ in self.deadlines) - time.monotonic()) * 1000) + 1)

    def _run_due(self):
        now = time.monotonic()
        due = [act for when, act in self.deadlines if when <= now]
        self.deadlines = [item for item in self.deadlines if item[0] > now]
        for act in due:
            act()

    def _ask(self, reason, at_once):
        self.reason = self.reason or reason
        if at_once:
            self.killed = True
        elif not self.polite:
            self.polite = True
            for pid in tree(os.getpid()):
                send_signal(pid, signal.SIGTERM)
            self._later(self.spec["graceMillis"] / 1000, lambda: self._ask(reason, True))

    def _end(self, main):
        while True:
            ended, left = reap(main)
            self.status = ended if ended is not None else self.status
            if not left:
                break
            end_tree()
            select.select([self.woken], [], [], 0.02)
            drain(self.woken)
        kill_group(self.group.directory)
        end = time.monotonic() + DRAIN_SECONDS
        for log in self.logs:
            while log.pump() and time.monotonic() < end:
                select.select([log.source], [], [], 0.05)
            log.close()
        write_json(self.path("exit"), self._verdict())
        notify(self.settings["events"], self.settings["node"])

    def _verdict(self):
        code = os.WEXITSTATUS(self.status) if self.status is not None and os.WIFEXITED(self.status) else None
        killed = self.status is not None and os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGKILL
        if self.reason is not None:
            end = self.reason
        elif (killed or code == 128 + signal.SIGKILL) and oom_kills() > self.oom:
            end = "OUT_OF_MEMORY"
        else:
            end = "SIGNALLED" if code is None else "EXITED"
        return {"end": end, "code": code, "at": now_millis()}


def notify(pipe, node):
    """Tells whoever watches that something has changed on the node; nobody need be there."""
    try:
        fd = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(fd, (node + "\n").encode())
        finally:
            os.close(fd)
    except OSError:
        pass


def order(directory, letter):
    """Hands an order to the capsule's supervisor; False where none lives."""
    try:
        fd = os.open(os.path.join(directory, "orders"), os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except (FileNotFoundError, OSError):
        return False
    try:
        os.write(fd, letter)
        return True
    except OSError:
        return False
    finally:
        os.close(fd)


def is_alive(record):
    """Whether the supervisor that wrote this record lives: same boot, same number, same start."""
    keeper = record["supervisor"]
    return record["boot"] == boot_id() and start_time(keeper["pid"]) == keeper["start"]


def end_remains(record):
    """Ends what a supervisor that died has left: what is in its group or bears its mark, and nothing else."""
    if record["boot"] != boot_id():
        return
    kill_group(record.get("group"))
    wanted = ("%s=%s" % (MARK, record["mark"])).encode()
    stopped = {}
    while True:
        fresh = [name for name in os.listdir("/proc") if name.isdigit() and int(name) not in stopped]
        found = False
        for pid in map(int, fresh):
            handle = _marked(pid, wanted)
            if handle is not None:
                stopped[pid], found = handle, True
                handle(signal.SIGSTOP)
        if not found:
            break
    for handle in stopped.values():
        handle(signal.SIGKILL)


def _marked(pid, wanted):
    """How to signal the process if it is ours, else None. The handle is taken first, so it cannot be another's."""
    if pid <= 1 or pid == os.getpid():
        return None
    try:
        descriptor = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None
        with open("/proc/%d/environ" % pid, "rb") as file:
            ours = wanted in file.read().split(b"\0")
    except OSError:
        return None
    if not ours:
        if descriptor is not None:
            os.close(descriptor)
        return None

    def handle(number):
        try:
            if descriptor is not None:
                signal.pidfd_send_signal(descriptor, number)
            else:
                os.kill(pid, number)
        except OSError:
            pass

    return handle
