"""The supervisor of one node: outlives the server, owns the node's sandbox, and writes down how each capsule ended.

    keeper.py keep DIRECTORY     runs the node until it is released or stopped
    keeper.py sweep DIRECTORY    removes a node whose keeper is gone

A spare is a node that nobody has asked for yet: it stands with an empty sandbox until it is given a name.

Requests come as one line of JSON over a Unix socket that only the server's user can open and that no sandbox sees.
Everything that must survive stands in the node's directory:

    node.json                    what the node is (written by the server)
    ready.json                   who keeps it
    capsules/ID/                 spec.json (by the server), stdout.log, stderr.log, pid, exit: out of the work's sight
    work/PLACE/ID/               code, inputs, outputs, home: what the work of one person sees as /work/ID
    home/                        the home of all work but that of guests, where the node keeps one
    reserve/                     blocks to note things in when the disk is full
    trash/                       what is being removed
    released, stopped            what the server wants of the node
"""

import errno
import fcntl
import json
import os
import selectors
import signal
import socket
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cgroups  # noqa: E402
import door  # noqa: E402
import notes  # noqa: E402
import sandbox  # noqa: E402
from processes import Log, boot_id, now_millis, remove_tree, start_time, tree_cpu_micros, write_json  # noqa: E402

DRAIN_SECONDS = 1.0
HARD_END_SECONDS = 3.0
NOBODY = "nobody"


class Capsule:
    def __init__(self, ident, directory, spec, log_limit, box):
        self.ident, self.directory, self.spec, self.box = ident, directory, spec, box
        self.logs = [Log(os.path.join(directory, name + ".log"), log_limit) for name in ("stdout", "stderr")]
        orders_read, self.orders = os.pipe2(os.O_CLOEXEC)
        self.handed = [os.open(os.path.join(directory, "spec.json"), os.O_RDONLY | os.O_CLOEXEC)]
        self.handed += [log.sink for log in self.logs] + [orders_read]
        self.open_logs = list(self.logs)
        self.waiting, self.removers, self.timers = [], [], []
        self.started = None
        self.reason = None
        self.killed = False
        self.over, self.status, self.over_at = False, None, None
        self.oom_kills = 0

    def later(self, seconds, action):
        self.timers.append((time.monotonic() + seconds, action))

    def run_timers(self):
        now = time.monotonic()
        due = [action for when, action in self.timers if when <= now]
        if due:
            self.timers = [timer for timer in self.timers if timer[0] > now]
            for action in due:
                action()

    def order(self, letter):
        try:
            os.write(self.orders, letter)
        except BrokenPipeError:
            pass

    def close(self):
        for log in self.logs:
            log.close()
        os.close(self.orders)


class Sandbox:
    """One person's standing sandbox. A guest's sees nothing of the node's home, and goes with its last capsule."""

    def __init__(self, keeper, person, place, uid, shares, guest):
        self.person, self.uid, self.shares, self.guest = person, uid, shares, guest
        node = dict(keeper.node, uid=uid, shares=shares)
        if guest:
            node.update(keepsHome=False, preload=None, etc="etc-" + place)
        work = keeper.path("work", place)
        self.network = None
        if node["network"] != "host" and node["sandbox"] != "NONE":
            self.network = sandbox.Network(os.path.join(node["base"], ".net"), node["group"], person)
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.init, self.door = None, None
        self.inside = node["sandbox"] != "NONE"
        self.launcher = sandbox.launch(node, keeper.directory, work, theirs, keeper.group, self.network)
        theirs.close()
        self.watch = os.pidfd_open(self.launcher)
        self.socket.settimeout(20)
        try:
            message, pid = self.receive()
        except socket.timeout:
            message, pid = None, None
        if message is None:
            self.end()
            raise OSError(errno.EIO, "the sandbox does not start; see supervisor.log in the node's directory")
        self.init = os.pidfd_open(pid)
        self.socket.setblocking(False)
        api = sandbox.api_door(node)
        if api is not None:
            self.door = door.open_door(self.network, api, keeper.node["uid"])

    def serves(self, person, uid, shares):
        """Whether work of this kind can run in it. Work without shares of its own does with those that are there."""
        return person == self.person and uid == self.uid and shares.items() <= self.shares.items()

    def adopt(self, keeper, person, place, uid, shares):
        """Makes a sandbox that was nobody's this person's."""
        node = dict(keeper.node, uid=uid, shares=shares)
        sandbox.adopt(node, keeper.directory, keeper.path("work", place), self.init)
        self.socket.send(json.dumps({"uid": uid}).encode())
        self.person, self.uid, self.shares = person, uid, shares

    def receive(self):
        """The next message and the number of its sender as this host counts; None at the end."""
        data, extra, _, _ = self.socket.recvmsg(4096, socket.CMSG_SPACE(12))
        if not data:
            return None, None
        pid = None
        for level, kind, content in extra:
            if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
                pid = struct.unpack("3i", content[:12])[0]
        return json.loads(data), pid

    def end(self):
        """Ends the sandbox and all that is in it; returns when it is gone."""
        self.socket.close()
        poll = selectors.DefaultSelector()
        poll.register(self.watch, selectors.EVENT_READ)
        if self.inside or not poll.select(HARD_END_SECONDS):
            for fd in (self.init, self.watch):
                if fd is not None:
                    try:
                        signal.pidfd_send_signal(fd, signal.SIGKILL)
                    except ProcessLookupError:
                        pass
        os.waitpid(self.launcher, 0)
        if self.door is not None:
            os.kill(self.door, signal.SIGKILL)  # still ours to wait for, so the number is its own
            os.waitpid(self.door, 0)
        poll.close()
        for fd in (self.init, self.watch):
            if fd is not None:
                os.close(fd)
        if self.network is not None:
            self.network.close()


class Refused(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Keeper:
    def __init__(self, directory):
        os.chdir(directory)
        with open("node.json") as file:
            self.node = json.load(file)
        self.group = group_of(self.node)
        self.notes = notes.Notes(".")
        self.sandbox = None
        self.guests = {}
        self.capsules = {}
        self.watchers = set()
        self.buffers = {}
        self.selector = selectors.DefaultSelector()
        self.running = True

    # ---- life of the node

    @property
    def directory(self):
        """Where the node's directory stands now: a spare's is moved once, with us in it."""
        return os.getcwd()

    def limit(self, node):
        self.group.create(node["cores"], node["memoryMiB"] << 20, node["pids"], os.cpu_count() or 1)

    def run(self):
        node = self.node
        self.limit(node)
        self.group.kill()
        for name in ("capsules", "work", "trash"):
            os.makedirs(os.path.join(self.directory, name), mode=0o711 if name == "work" else 0o700, exist_ok=True)
        os.chmod(os.path.join(self.directory, "work"), 0o711)
        for name in os.listdir(self.path("capsules")):
            self.settle(self.path("capsules", name))
        self.empty_trash()
        self.notes.fill()
        cgroups.Shelter(node["cgroup"]).enter()
        if node.get("preload"):
            os.makedirs(self.path("work", NOBODY), exist_ok=True)
            self.sandbox = self.open_sandbox(None, NOBODY, node["uid"], {}, False)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            os.unlink(node["socket"])
        except FileNotFoundError:
            pass
        listener.bind(node["socket"])
        os.chmod(node["socket"], 0o600)
        listener.listen(128)
        listener.setblocking(False)
        self.selector.register(listener, selectors.EVENT_READ, self.accept)
        self.note_ready()
        # while nobody listened yet
        self.running = not (self.wanted("released") or self.wanted("stopped"))
        while self.running:
            for key, _ in self.selector.select(self.until_next_timer()):
                if self.is_current(key):  # an earlier one of this round may have ended it
                    key.data(key.fileobj)
            for capsule in list(self.capsules.values()):
                capsule.run_timers()
        for box in self.boxes():
            self.end_sandbox(box)
        os.unlink(self.node["socket"])
        if self.wanted("released"):
            remove_node(self.directory, self.node, self.group)
        else:  # stopped: its directory stays
            self.group.kill()
            self.group.remove()
            cgroups.Shelter(self.node["cgroup"]).leave()

    def note_ready(self):
        me = {"pid": os.getpid(), "start": start_time(os.getpid()), "boot": boot_id(), "at": now_millis()}
        missing = ", ".join(self.group.missing)
        kind = self.node["sandbox"]
        me["detail"] = "%s sandbox%s" % (
            kind.lower() if kind != "NONE" else "without any",
            "; not limited: " + missing if missing else "",
        )
        me["guests"] = True
        self.notes.write(self.path("ready.json"), me)

    def wanted(self, what):
        return os.path.exists(self.path(what))

    def path(self, *names):
        return os.path.join(self.directory, *names)

    def settle(self, directory):
        """A capsule that an earlier keeper started and could not see the end of is lost."""
        if os.path.exists(directory + "/pid") and not os.path.exists(directory + "/exit"):
            self.notes.write(directory + "/exit", {"end": "LOST", "at": now_millis()})

    def until_next_timer(self):
        times = [when for capsule in self.capsules.values() for when, _ in capsule.timers]
        return max(0.0, min(times) - time.monotonic()) if times else None

    def is_current(self, key):
        try:
            return self.selector.get_key(key.fileobj) is key
        except (KeyError, ValueError):
            return False

    def empty_trash(self):
        trash = self.path("trash")
        for name in os.listdir(trash):
            remove_tree(os.path.join(trash, name))

    # ---- the server's requests

    def accept(self, listener):
        connection, _ = listener.accept()
        connection.setblocking(False)
        self.buffers[connection] = b""
        self.selector.register(connection, selectors.EVENT_READ, self.hear)

    def hear(self, connection):
        try:
            data = connection.recv(65536)
        except OSError:
            data = b""
        if not data:
            self.hang_up(connection)
            return
        *lines, self.buffers[connection] = (self.buffers[connection] + data).split(b"\n")
        for line in lines:
            try:
                request = json.loads(line)
                answer = getattr(self, "do_" + request["op"])(connection, request)
            except Refused as refusal:
                answer = {"error": refusal.kind, "message": str(refusal)}
            except Exception as problem:
                answer = {"error": "unavailable", "message": str(problem)}
            if answer is not None:
                self.say(connection, answer)

    def say(self, connection, answer):
        try:
            connection.send(json.dumps(answer).encode() + b"\n")
        except OSError:
            self.hang_up(connection)

    def hang_up(self, connection):
        if connection in self.buffers:
            del self.buffers[connection]
            self.watchers.discard(connection)
            self.selector.unregister(connection)
            connection.close()

    def tell_watchers(self, ident):
        for connection in list(self.watchers):
            self.say(connection, {"ended": ident})

    def do_watch(self, connection, _):
        self.watchers.add(connection)
        return {"ok": True}

    def do_start(self, connection, request):
        ident = request["id"]
        directory = self.path("capsules", ident)
        if ident in self.capsules:
            capsule = self.capsules[ident]
            if capsule.started is None:
                capsule.waiting.append(connection)
                return None
            return {"ok": True}
        if os.path.exists(directory + "/pid") or os.path.exists(directory + "/exit"):
            return {"ok": True}
        with open(directory + "/spec.json") as file:
            spec = json.load(file)
        serve = self.serve_guest if spec.get("guest") else self.serve_person
        box = serve(spec["person"], spec["place"], spec.get("uid", self.node["uid"]), spec.get("shares", {}))
        capsule = Capsule(ident, directory, spec, self.node["logLimit"], box)
        self.capsules[ident] = capsule
        capsule.waiting.append(connection)
        capsule.oom_kills = self.group.oom_kills()
        try:
            socket.send_fds(box.socket, [json.dumps({"start": ident}).encode()], capsule.handed)
        except OSError:
            del self.capsules[ident]
            capsule.close()
            raise
        finally:
            for fd in capsule.handed:
                os.close(fd)
        for log in capsule.logs:
            self.selector.register(log.source, selectors.EVENT_READ, lambda _, log=log: self.pump(capsule, log))
        return None

    def do_signal(self, _, request):
        capsule = self.capsules.get(request["id"])
        if capsule is not None:
            self.ask_to_end(capsule, "CANCELED", request["signal"] == "KILL")
        return {"ok": True}

    def do_remove(self, connection, request):
        ident = request["id"]
        capsule = self.capsules.get(ident)
        if capsule is not None:
            capsule.removers.append(connection)
            self.ask_to_end(capsule, "CANCELED", True)
            return None
        self.discard(ident)
        return {"ok": True}

    def do_usage(self, _, __):
        micros = self.group.cpu_micros()
        if micros is None:
            micros = sum(tree_cpu_micros(box.launcher) for box in self.boxes())
        return {"cpuMicros": micros}

    def do_stop(self, _, __):
        self.running = False
        return {"ok": True}

    def do_release(self, _, __):
        self.running = False
        return {"ok": True}

    def do_assign(self, _, request):
        """Makes this spare the node that is wanted. Its new place, which makes it known, comes last and at once."""
        if not self.node.get("preload"):
            raise Refused("rejected", "this is no spare")
        node, place = request["node"], os.path.join(self.node["base"], request["node"]["key"])
        socket_now = self.node["socket"]
        socket_then = node["socket"] if os.path.dirname(node["socket"]) != place else self.path("socket")
        self.limit(node)
        self.note_ready()
        write_json(self.path("node.json"), node)
        if socket_now != socket_then:
            os.rename(socket_now, socket_then)
        os.rename(self.directory, place)
        self.node = node
        return {"ok": True}

    # ---- the person's sandbox, and those of guests

    def serve_person(self, person, place, uid, shares):
        if self.sandbox is not None and self.sandbox.person is None:
            try:
                self.sandbox.adopt(self, person, place, uid, shares)
            except OSError as problem:
                print("starting without what stood ready: %s" % problem, file=sys.stderr, flush=True)
                self.end_sandbox(self.sandbox)
        if self.sandbox is not None and not self.sandbox.serves(person, uid, shares):
            if self.at_work(self.sandbox):
                other = "for another person" if person != self.sandbox.person else "without these shares"
                raise Refused("capacity", "the node is at work " + other)
            self.end_sandbox(self.sandbox)
        if self.sandbox is None:
            self.sandbox = self.open_sandbox(person, place, uid, shares, False)
        return self.sandbox

    def serve_guest(self, person, place, uid, shares):
        box = self.guests.get(person)
        if box is not None and not box.serves(person, uid, shares):
            if self.at_work(box):
                raise Refused("capacity", "the node is at work without these shares")
            self.end_sandbox(box)
            box = None
        if box is None:
            box = self.guests[person] = self.open_sandbox(person, place, uid, shares, True)
        return box

    def open_sandbox(self, person, place, uid, shares, guest):
        box = Sandbox(self, person, place, uid, shares, guest)
        self.selector.register(box.socket, selectors.EVENT_READ, lambda _: self.hear_sandbox(box))
        self.selector.register(box.watch, selectors.EVENT_READ, lambda _: self.end_sandbox(box))
        return box

    def boxes(self):
        return ([] if self.sandbox is None else [self.sandbox]) + list(self.guests.values())

    def at_work(self, box):
        return any(capsule.box is box for capsule in self.capsules.values())

    def end_sandbox(self, old):
        """Ends it where it still lives; capsules that were in it have ended with it."""
        if old.guest:
            del self.guests[old.person]
        else:
            self.sandbox = None
        self.selector.unregister(old.watch)
        try:
            while self.hear_message(old):
                pass
        except OSError:
            pass
        if old.socket in self.selector.get_map():
            self.selector.unregister(old.socket)
        old.end()
        for capsule in list(self.capsules.values()):
            if capsule.box is old:
                self.tree_ended(capsule, None)

    def hear_sandbox(self, box):
        try:
            if self.hear_message(box):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.selector.unregister(box.socket)  # the watch on its process says the rest

    def hear_message(self, box):
        message, pid = box.receive()
        if message is None:
            return False
        kind, ident = next(item for item in message.items() if item[0] != "status")
        capsule = self.capsules.get(ident)
        if capsule is None or capsule.box is not box:  # no sandbox speaks of another's
            return True
        if kind == "up":
            self.came_up(capsule, pid)
        elif kind == "end":
            self.tree_ended(capsule, message["status"])
        elif kind == "gone" and not capsule.over:
            # Only its own work can have ended a monitor.
            self.tree_ended(capsule, signal.SIGKILL)
        return True

    def came_up(self, capsule, pid):
        capsule.started = now_millis()
        record = {"pid": pid, "start": start_time(pid), "boot": boot_id(), "at": capsule.started}
        record["keeper"] = {"pid": os.getpid(), "start": start_time(os.getpid())}
        self.notes.write(os.path.join(capsule.directory, "pid"), record)
        capsule.order(b"g")
        self.answer(capsule, {"ok": True})
        if capsule.spec.get("timeoutMillis") is not None:
            capsule.later(capsule.spec["timeoutMillis"] / 1000, lambda: self.ask_to_end(capsule, "TIMED_OUT", False))

    def answer(self, capsule, answer):
        for connection in capsule.waiting:
            self.say(connection, answer)
        capsule.waiting = []

    # ---- the end of a capsule

    def ask_to_end(self, capsule, reason, at_once):
        if capsule.over or capsule.killed:
            return
        if at_once:
            capsule.reason = capsule.reason or reason
            self.end_now(capsule)
        elif capsule.reason is None:
            capsule.reason = reason
            capsule.order(b"t")
            capsule.later(capsule.spec["graceMillis"] / 1000, lambda: self.end_now(capsule))

    def end_now(self, capsule):
        if capsule.over or capsule.killed:
            return
        capsule.killed = True
        capsule.order(b"k")
        capsule.later(HARD_END_SECONDS, lambda: self.end_hard(capsule))

    def end_hard(self, capsule):
        if not capsule.over and capsule.box in self.boxes():
            self.end_sandbox(capsule.box)

    def tree_ended(self, capsule, status):
        if capsule.over:
            return
        capsule.over, capsule.status, capsule.over_at = True, status, now_millis()
        for log in list(capsule.open_logs):
            self.pump(capsule, log)
        if not capsule.open_logs:
            self.finish(capsule)
        else:  # someone else holds the pipe: give it a moment, not for ever
            capsule.later(DRAIN_SECONDS, lambda: self.finish(capsule))

    def pump(self, capsule, log):
        if not log.pump() and log in capsule.open_logs:
            self.selector.unregister(log.source)
            capsule.open_logs.remove(log)
        if capsule.over and not capsule.open_logs:
            self.finish(capsule)

    def finish(self, capsule):
        if self.capsules.pop(capsule.ident, None) is None:
            return
        for log in capsule.open_logs:
            self.selector.unregister(log.source)
        capsule.close()
        if capsule.started is None:
            self.answer(capsule, {"error": "unavailable", "message": "the node could not start another process"})
        else:
            self.notes.write(os.path.join(capsule.directory, "exit"), self.verdict(capsule))
            self.notes.fill()
        if capsule.removers:
            self.discard(capsule.ident)
            for connection in capsule.removers:
                self.say(connection, {"ok": True})
        self.tell_watchers(capsule.ident)
        if capsule.box in self.guests.values() and not self.at_work(capsule.box):
            self.end_sandbox(capsule.box)

    def verdict(self, capsule):
        status = capsule.status
        code = os.WEXITSTATUS(status) if status is not None and os.WIFEXITED(status) else None
        if capsule.reason is not None:
            end = capsule.reason
        elif code != 0 and self.group.oom_kills() > capsule.oom_kills:
            end = "OUT_OF_MEMORY"
        elif status is None:
            end = "LOST"
        else:
            end = "SIGNALLED" if code is None else "EXITED"
        return {"end": end, "code": code, "at": capsule.over_at}

    def discard(self, ident):
        """Takes the capsule's directories out of sight at once; a thread removes what was in them."""
        directory = self.path("capsules", ident)
        try:
            with open(directory + "/spec.json") as file:
                place = json.load(file)["place"]
        except FileNotFoundError:
            return
        for source, kind in ((self.path("work", place, ident), "work"), (directory, "capsule")):
            target = self.path("trash", "%s.%s.%d" % (ident, kind, time.monotonic_ns()))
            try:
                os.rename(source, target)
            except FileNotFoundError:
                continue
        threading.Thread(target=self.empty_trash, daemon=True).start()


def remove_node(directory, node, group):
    """Removes all of a node. What makes it known goes last and at once, so that it is known until nothing is left."""
    group.kill()
    group.remove()
    cgroups.Shelter(node["cgroup"]).leave()
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if os.path.isdir(path) and not os.path.islink(path):
            remove_tree(path)
    gone = os.path.join(node["base"], ".gone-%s-%d" % (node["key"], os.getpid()))
    os.rename(directory, gone)
    remove_tree(gone)


def group_of(node):
    """Its control group, which keeps the name that it was made with."""
    return cgroups.Group(node["cgroup"], node.get("controlGroup") or node["key"])


def sweep(directory):
    with open(os.path.join(directory, "node.json")) as file:
        node = json.load(file)
    remove_node(directory, node, group_of(node))


def main():
    verb, directory = sys.argv[1:]
    if os.fork():
        os._exit(0)
    os.setsid()
    os.umask(0o077)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    lock = os.open(os.path.join(directory, "lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if verb == "sweep":
        sweep(directory)
    else:
        Keeper(directory).run()


main()
