"""Answers the server's requests on a machine that we reach by SSH, for as long as the connection lasts. A request is one
line of JSON on standard input; an answer is one line of JSON on standard output, with `body` bytes after it where it says
so. Nothing that must survive is kept here; it stands below ROOT, a directory in the account's home:

    nodes/KEY/node.json          what the node is             nodes/KEY/released   that it is going
    nodes/KEY/capsules/ID/       see supervisor.py
    store/  incoming/            see store.py
    events                       a pipe on which supervisors say that something has changed
"""

import errno
import fcntl
import json
import os
import platform
import pwd
import re
import select
import shutil
import stat
import sys
import time

import store
import supervisor
from processes import now_millis, remove_tree, write_json

NAME = re.compile("[a-z0-9][a-z0-9-]{0,59}")
CONTROL_LIMIT = 1 << 20
DEEPEST = 100
MOST_BYTES = 8 << 20
SWEEP_SECONDS = 10.0
LOOK_SECONDS = 2.0
TRIAL_BYTES = 1 << 20
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


class Refused(Exception):
    """An answer that the server expects: kind is notfound, rejected, capacity or unavailable, the rest one of its
    sentences and what stands in its blanks."""

    def __init__(self, kind, key, *blanks):
        super().__init__(key)
        self.answer = {"error": kind, "key": key, "args": blanks}


def read_json(path):
    """A file's content, None where there is none; {} where a crash of the machine left half of it."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with open(fd, "rb") as file:
        try:
            value = json.loads(file.read(CONTROL_LIMIT))
            return value if isinstance(value, dict) else {}
        except ValueError:
            return {}


class Agent:
    def __init__(self, config, source, sink):
        self.config, self.source, self.sink = config, source, sink
        self.home = pwd.getpwuid(os.getuid()).pw_dir
        self.root = os.path.join(self.home, ".bancada", config["tag"])
        self.events = os.path.join(self.root, "events")
        self.store = store.Store(self.root)

    # ---- the conversation

    def run(self):
        self.say({"hello": self.config["nonce"], "python": platform.python_version(), "root": self.root})
        while True:
            line = self.source.readline()
            if not line:
                return
            self.answer(json.loads(line))

    def answer(self, request):
        body = b""
        try:
            answer = getattr(self, "do_" + request["op"])(request)
            if isinstance(answer, bytes):
                answer, body = {"body": len(answer)}, answer
        except Refused as refused:
            answer = refused.answer
        except OSError as problem:
            answer = self.failed(problem)
        self.say(answer, body)

    def failed(self, problem):
        words = "%s%s" % (problem.strerror or problem, ": " + str(problem.filename) if problem.filename else "")
        if problem.errno in NO_SPACE:
            free = shutil.disk_usage(self.home).free >> 20
            return Refused("capacity", "driver.diskFull", free, self.home).answer
        if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            return Refused("rejected", "driver.accountCannotWrite", words).answer
        return Refused("unavailable", "text", words).answer

    def say(self, answer, body=b""):
        self.sink.write(json.dumps(answer).encode() + b"\n" + body)
        self.sink.flush()

    # ---- the machine

    def do_probe(self, _):
        with self.locked():  # the sweep of the last node removes the directory that is written to here
            self.try_to_write()
        release = {}
        try:
            with open("/etc/os-release") as file:
                for line in file:
                    key, _, value = line.strip().partition("=")
                    release[key] = value.strip("\"'")
        except OSError:
            pass
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
        return {
            "system": release.get("ID", ""),
            "systemName": release.get("PRETTY_NAME", ""),
            "python": platform.python_version(),
            "cores": len(os.sched_getaffinity(0)),
            "memoryMiB": memory,
            "freeMiB": shutil.disk_usage(self.home).free >> 20,
            "bash": os.access("/bin/bash", os.X_OK),
        }

    def try_to_write(self):
        os.makedirs(self.root, 0o700, exist_ok=True)
        trial = os.path.join(self.root, ".probe-%d" % os.getpid())
        try:
            with open(trial, "wb") as file:
                file.write(bytes(TRIAL_BYTES))
                file.flush()
                os.fsync(file.fileno())
        finally:
            try:
                os.unlink(trial)
            except FileNotFoundError:
                pass

    def do_watch(self, _):
        """Says which node has changed, until the server leaves."""
        self.say({"watching": True})
        events = None
        while True:
            if events is None or not self.is_current(events):
                events = self.open_events(events)
            watched = [self.source.fileno()] + ([] if events is None else [events])
            for fd in select.select(watched, [], [], LOOK_SECONDS)[0]:
                if fd != events:
                    sys.exit(0)
                for key in os.read(fd, 4096).decode("ascii", "replace").split():
                    if NAME.fullmatch(key):
                        self.say({"changed": key})

    def is_current(self, events):
        try:
            return os.path.samestat(os.fstat(events), os.stat(self.events))
        except FileNotFoundError:
            return False

    def open_events(self, old):
        if old is not None:
            os.close(old)
        try:
            os.mkfifo(self.events, 0o600)
        except FileExistsError:
            pass
        except FileNotFoundError:  # nothing of ours is on the machine yet
            return None
        return os.open(self.events, os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)

    # ---- nodes

    def node(self, request):
        """The directory of a node that is there and of the server's location."""
        directory = self.node_path(request["node"])
        node = read_json(os.path.join(directory, "node.json"))
        if node is None or node.get("location") != request["location"]:
            raise Refused("notfound", "driver.noNodeHere", request["node"])
        return directory, node

    def node_path(self, key):
        if not NAME.fullmatch(key):
            raise Refused("rejected", "driver.noNodeKey")
        return os.path.join(self.root, "nodes", key)

    def locked(self):
        """Holds what is below ROOT as a whole; closing it lets go."""
        parent = os.path.dirname(self.root)
        while True:
            try:
                os.makedirs(parent, 0o700, exist_ok=True)
                file = open(self.root + ".lock", "a")
            except FileNotFoundError:  # removed again since the line above
                continue
            except FileExistsError:  # makedirs says so, too, of what is removed while it looks
                if os.path.lexists(parent) and not os.path.isdir(parent):
                    raise
                continue
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                if os.path.samestat(os.fstat(file.fileno()), os.stat(self.root + ".lock")):
                    return file
            except FileNotFoundError:  # whoever held it removed all of ours
                pass
            file.close()

    def do_allocate(self, request):
        directory = self.node_path(request["node"])
        with self.locked():
            os.makedirs(directory, 0o700, exist_ok=True)
            if not os.path.exists(os.path.join(directory, "node.json")):
                for name in ("capsules", "staging", "trash"):
                    os.makedirs(os.path.join(directory, name), exist_ok=True)
                node = {"key": request["node"], "location": request["location"], "created": now_millis()}
                write_json(os.path.join(directory, "node.json"), node)
        return {}

    def do_find(self, request):
        try:
            directory, node = self.node(request)
        except Refused:
            return {}
        released = os.path.exists(os.path.join(directory, "released"))
        if released:
            self.sweep(directory)
        return {"node": self.described(node, released)} if os.path.isdir(directory) else {}

    @staticmethod
    def described(node, released):
        return {"key": node.get("key", ""), "created": node.get("created", 0), "released": released}

    def do_list(self, request):
        found = []
        try:
            keys = sorted(os.listdir(os.path.join(self.root, "nodes")))
        except FileNotFoundError:
            keys = []
        for key in keys:
            if NAME.fullmatch(key):
                found += self.do_find({"node": key, "location": request["location"]}).values()
        return {"nodes": found}

    def do_release(self, request):
        directory, _ = self.node(request)
        with open(os.path.join(directory, "released"), "w"):
            pass
        self.sweep(directory)
        return {}

    def sweep(self, directory):
        """Has a process of its own end the node's work and remove it; at most one does."""
        child = os.fork()
        if child != 0:
            os.waitpid(child, 0)
            return
        try:
            os.setsid()
            if os.fork() == 0:
                null = os.open("/dev/null", os.O_RDWR)
                for fd in range(3):
                    os.dup2(null, fd)
                os.closerange(3, 4096)
                self.remove_node(directory)
        finally:
            os._exit(0)

    def remove_node(self, directory):
        lock = os.open(os.path.join(directory, "sweeping"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        ended = [self.end(entry.path) for entry in os.scandir(os.path.join(directory, "capsules"))]
        key = os.path.basename(directory)
        with self.locked():
            gone = os.path.join(self.root, ".gone-%s-%d" % (key, os.getpid()))
            os.rename(directory, gone)
            remove_tree(gone)
            if not os.listdir(os.path.join(self.root, "nodes")):
                self.leave()
        del ended
        supervisor.notify(self.events, key)

    def leave(self):
        """The last node has gone: nothing of ours stays on the machine."""
        remove_tree(self.root)
        os.unlink(self.root + ".lock")
        try:
            os.rmdir(os.path.dirname(self.root))
        except OSError:
            pass  # another installation's

    # ---- capsules

    def capsule(self, request):
        directory, _ = self.node(request)
        if not NAME.fullmatch(request["id"]):
            raise Refused("rejected", "driver.noCapsuleId")
        return os.path.join(directory, "capsules", request["id"])

    def present(self, request):
        directory = self.capsule(request)
        if not os.path.isdir(directory):
            raise Refused("notfound", "driver.noCapsule", request["id"])
        return directory

    def do_start(self, request):
        directory = self.capsule(request)
        if os.path.exists(directory + "/pid") or os.path.exists(directory + "/exit"):
            return {"started": True}
        node = os.path.dirname(os.path.dirname(directory))
        if os.path.exists(node + "/released"):
            raise Refused("notfound", "driver.nodeReleasing", request["node"])
        spec = read_json(directory + "/spec.json")
        if spec is None:
            return {"started": False}
        settings = {
            "path": self.config["path"],
            "logLimit": self.config["logLimit"],
            "events": self.events,
            "node": request["node"],
            "supervisorLog": os.path.join(node, "supervisor.log"),
        }
        supervisor.start(directory, spec, settings)
        return {"started": True}

    def do_stage(self, request):
        directory = self.capsule(request)
        node = os.path.dirname(os.path.dirname(directory))
        return {"missing": store.stage(self.store, node, request["id"], request["spec"], request["entries"])}

    def do_receive(self, _):
        """Where the server may put files."""
        self.store.create()
        return {"directory": self.store.incoming}

    def do_take(self, request):
        self.store.take(request["name"])
        return {}

    def do_status(self, request):
        return self.status(self.capsule(request))

    def status(self, directory):
        """The capsule's record; where its supervisor has died, what is left of it is ended and that is put on record."""
        exit_, record = read_json(directory + "/exit"), read_json(directory + "/pid")
        if exit_ is None and record is None:
            return {}
        if exit_ is None:
            if record and supervisor.is_alive(record):
                return {"started": record["at"]}
            exit_ = read_json(directory + "/exit")  # its last act, between our two looks
        if exit_ is None:
            if record:
                supervisor.end_remains(record)
            exit_ = {"end": "LOST", "code": None, "at": now_millis()}
            write_json(directory + "/exit", exit_)
        return {"started": (record or {}).get("at"), "exit": exit_}

    def do_signal(self, request):
        directory = self.capsule(request)
        supervisor.order(directory, b"k" if request["signal"] == "KILL" else b"t")
        return {}

    def end(self, directory):
        """Ends the capsule now, waits until it has ended, and returns its lock: while that is held, none can start it."""
        lock = open(os.path.join(directory, "lock"), "a")
        deadline = time.monotonic() + SWEEP_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Refused("unavailable", "driver.capsuleDoesNotEnd") from None
                supervisor.order(directory, b"k")
                time.sleep(0.01)
        self.status(directory)
        return lock

    def do_remove(self, request):
        directory = self.capsule(request)
        if os.path.isdir(directory):
            node = os.path.dirname(os.path.dirname(directory))
            gone = os.path.join(node, "trash", "%s-%d" % (request["id"], os.getpid()))
            with self.end(directory):
                os.rename(directory, gone)
            remove_tree(gone)
        return {}

    # ---- files: every step goes from an open directory to an entry that is no symbolic link

    def opened(self, request):
        """The directory that holds the path's last name, open, and that name; the capsule itself where there is none."""
        names = request["path"].split("/") if request["path"] else []
        if any(name in ("", ".", "..") or "\0" in name for name in names):
            raise self.absent(request)
        fd = os.open(self.present(request), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for name in names[:-1]:
                below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=fd)
                os.close(fd)
                fd = below
        except OSError:
            os.close(fd)
            raise self.absent(request) from None
        return fd, names[-1] if names else None

    @staticmethod
    def absent(request):
        return Refused("notfound", "driver.noFile", request["path"])

    def do_read(self, request):
        parent, name = self.opened(request)
        try:
            if name is None:
                raise self.absent(request)
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            fd = os.open(name, flags, dir_fd=parent)
        except OSError:
            raise self.absent(request) from None
        finally:
            os.close(parent)
        try:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise self.absent(request)
            return os.pread(fd, min(request["length"], MOST_BYTES), request["offset"])
        finally:
            os.close(fd)

    def do_files(self, request):
        """What regular files a path holds: itself, or all below it in path order, up to the limit."""
        parent, name = self.opened(request)
        try:
            found = []
            if name is None:
                self.collect(os.dup(parent), "", request["limit"], found, 0)
                return {"directory": True, "files": found}
            look = os.stat(name, dir_fd=parent, follow_symlinks=False)
            if stat.S_ISREG(look.st_mode):
                return {"directory": False, "files": [self.file(request["path"], look)]}
            below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)
            self.collect(below, request["path"], request["limit"], found, 0)
            return {"directory": True, "files": found}
        except OSError:
            raise self.absent(request) from None
        finally:
            os.close(parent)

    @staticmethod
    def file(path, look):
        return {"path": path, "bytes": look.st_size, "modified": look.st_mtime_ns // 1000000}

    def collect(self, fd, prefix, limit, found, depth):
        try:
            entries = []
            for name in os.listdir(fd):
                try:
                    name.encode()
                    look = os.stat(name, dir_fd=fd, follow_symlinks=False)
                except (OSError, UnicodeEncodeError):
                    continue
                entries.append((name + "/" if stat.S_ISDIR(look.st_mode) else name, name, look))
            for _, name, look in sorted(entries, key=lambda entry: entry[0]):
                if len(found) >= limit or depth > DEEPEST:
                    return
                path = prefix + "/" + name if prefix else name
                if stat.S_ISREG(look.st_mode):
                    found.append(self.file(path, look))
                elif stat.S_ISDIR(look.st_mode):
                    try:
                        below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=fd)
                    except OSError:
                        continue
                    self.collect(below, path, limit, found, depth + 1)
        finally:
            os.close(fd)


def main(config):
    os.umask(0o077)
    Agent(config, sys.stdin.buffer, sys.stdout.buffer).run()
