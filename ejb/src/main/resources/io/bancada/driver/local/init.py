"""The first process of a sandbox: forks one monitor a capsule, and the monitor forks the capsule's command.

As process 1 of its namespace it cannot be signalled by the work, and all of it ends with this process. Where the
server is root it keeps root's number with three capabilities (kill, setuid, setgid) so that the work, which runs under
another number, cannot touch it or a monitor. Elsewhere both have one number: a monitor that the work ends takes its
whole tree along.
"""

import gc
import json
import os
import resource
import select
import signal
import socket
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kernel  # noqa: E402
import preload  # noqa: E402
from processes import drain, end_tree, parents, reap, send_signal, tree, wake_on_child  # noqa: E402

KEEPER = 3


def become_worker(config):
    """From root to the node's own user; elsewhere the process has that number already."""
    if config["root"]:
        os.setgroups([])
        os.setresgid(config["uid"], config["uid"], config["uid"])
        os.setresuid(config["uid"], config["uid"], config["uid"])
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)


def run_command(config, ident, spec, out, err):
    try:
        os.setsid()
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
        try:
            with open("/proc/self/oom_score_adj", "w") as file:
                file.write("500")  # the kernel, when it must, ends the work before its keeper
        except OSError:
            pass
        null = os.open("/dev/null", os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.closerange(3, 65536)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if config["processes"]:
            resource.setrlimit(resource.RLIMIT_NPROC, (config["processes"], config["processes"]))
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGPIPE, signal.SIGINT, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        become_worker(config)
        kernel.seccomp()
        os.umask(0o022)
        place = "%s/%s" % (config["work"], ident)
        home = config["home"] or place + "/home"
        environment = {"PATH": config["path"], "HOME": home, "LANG": "C.UTF-8", "TMPDIR": "/tmp"}
        environment.update(config["environment"])
        environment.update(spec["environment"])
        os.chdir(place + "/code")
        if preload.has(config, spec["command"], home):
            preload.run(spec["command"], environment)
        os.execvpe(spec["command"][0], spec["command"], environment)
    except BaseException as problem:
        os.write(2, ("bancada: cannot start %s: %s\n" % (spec["command"][0], problem)).encode())
        os._exit(127 if isinstance(problem, FileNotFoundError) else 126)


def monitor(config, ident, spec_fd, out, err, orders, keeper):
    """Watches one capsule: starts it on the order "g", asks it to end on "t", ends it on "k" or when nobody orders."""
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    os.setsid()
    woken = wake_on_child()
    with open(spec_fd, "rb") as file:
        spec = json.load(file)
    keeper.send(json.dumps({"up": ident}).encode())
    if os.read(orders, 1) != b"g":
        return
    try:
        main = os.fork()
    except OSError as problem:
        os.write(err, ("bancada: cannot start: %s\n" % problem.strerror).encode())
        keeper.send(json.dumps({"end": ident, "status": 126 << 8}).encode())
        return
    if main == 0:
        run_command(config, ident, spec, out, err)
    os.close(out)
    os.close(err)
    status, polite = None, False
    poll = select.poll()
    poll.register(orders, select.POLLIN)
    poll.register(woken, select.POLLIN)
    while True:
        ended, left = reap(main)
        status = ended if ended is not None else status
        if status is not None and not (polite and left):
            break
        ready = {fd for fd, _ in poll.poll()}
        if woken in ready:
            drain(woken)
        if orders in ready:
            order = os.read(orders, 16)
            if not order or b"k" in order:
                break
            polite = True
            for pid in tree(os.getpid()):
                send_signal(pid, signal.SIGTERM)
    while True:
        ended, left = reap(main)
        status = ended if ended is not None else status
        if not left:
            break
        end_tree()
        select.select([woken], [], [], 0.02)
        drain(woken)
    keeper.send(json.dumps({"end": ident, "status": status}).encode())


def clean(config):
    """Empties the places in memory that one capsule could leave full for the next."""
    places = [place for place in ("/tmp", "/dev/shm") if os.listdir(place)]
    if places:
        pid = os.fork()
        if pid == 0:
            import shutil

            become_worker(config)
            for place in places:
                for name in os.listdir(place):
                    path = os.path.join(place, name)
                    if os.path.isdir(path) and not os.path.islink(path):
                        shutil.rmtree(path, ignore_errors=True)
                    else:
                        os.unlink(path)
            os._exit(0)
        os.waitpid(pid, 0)


def serve(config, keeper):
    monitors = {}
    woken = wake_on_child()
    poll = select.poll()
    poll.register(keeper.fileno(), select.POLLIN)
    poll.register(woken, select.POLLIN)
    keeper.send(b'{"hello": true}')
    while True:
        ready = {fd for fd, _ in poll.poll()}
        if woken in ready:
            drain(woken)
            orphans = False
            while True:
                try:
                    pid, _ = os.waitpid(-1, os.WNOHANG)
                except ChildProcessError:
                    break
                if pid == 0:
                    orphans = True
                    break
                if pid in monitors:
                    keeper.send(json.dumps({"gone": monitors.pop(pid)}).encode())
            if orphans and [pid for pid, parent in parents().items() if parent == os.getpid() and pid not in monitors]:
                end_tree(monitors)
            if not monitors and config["sandboxed"]:
                clean(config)
        if keeper.fileno() in ready:
            message, fds, _, _ = socket.recv_fds(keeper, 4096, 4)
            if not message:
                end_tree()
                os._exit(0)
            request = json.loads(message)
            if "uid" in request:  # whose work it will be, said before the first
                config["uid"] = request["uid"]
                continue
            ident = request["start"]
            try:
                pid = os.fork()
                if pid == 0:
                    try:
                        monitor(config, ident, *fds, keeper)
                    finally:
                        os._exit(0)
                monitors[pid] = ident
            except OSError:  # the node is full of processes
                keeper.send(json.dumps({"gone": ident}).encode())
            for fd in fds:
                os.close(fd)


def main():
    config = json.loads(sys.argv[1])
    os.umask(0o077)
    keeper = socket.socket(fileno=KEEPER)
    os.set_inheritable(KEEPER, False)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    if config["preload"]:
        preload.load(config["preload"]["modules"])
    gc.freeze()
    serve(config, keeper)


main()
