"""Puts init.py into a sandbox: by bubblewrap, by namespaces of our own making, or, where neither works, by neither."""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import kernel  # noqa: E402
from processes import boot_id, start_time  # noqa: E402

INSIDE = "/run/bancada"
HOME = "/home/worker"
CA = "bancada-ca.pem"
HOST_CA = "/etc/ssl/certs/ca-certificates.crt"
ETC = ("ld.so.cache", "alternatives", "ssl/certs", "ca-certificates", "localtime", "timezone", "mime.types", "fonts")


def _view(node, directory, work, etc):
    """What the sandbox sees beside /proc, /dev and its memory file systems: (how, source, target)."""
    view = [("ro", "/usr", "/usr")]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = "/" + name
        if os.path.islink(path):
            view.append(("link", os.readlink(path), path))
        elif os.path.isdir(path):
            view.append(("ro", path, path))
    names = list(ETC) + (["resolv.conf"] if node["network"] == "host" else [])
    names += sorted(name for name in os.listdir("/etc") if name.startswith("python3"))
    view += [("ro", os.path.realpath("/etc/" + name), "/etc/" + name) for name in names if os.path.exists("/etc/" + name)]
    view += [("ro", os.path.join(etc, name), "/etc/" + name) for name in sorted(os.listdir(etc))]
    view += [("ro", path, path) for path in node["readOnly"] if os.path.exists(path)]
    view += [("ro", HERE, INSIDE), ("rw", work, "/work")]
    view += [("rw", source, target) for target, source in sorted(node.get("shares", {}).items())]
    if node.get("keepsHome"):
        view.append(("rw", os.path.join(directory, "home"), HOME))
    return view


def _write_etc(directory, node):
    os.makedirs(directory, mode=0o755, exist_ok=True)
    uid = node["uid"]
    api = _api(node) or {}
    names = "localhost " + node["key"]
    if node["network"] != "host" and api.get("host", "localhost") != "localhost":
        names += " " + api["host"]
    files = {
        "passwd": "root:x:0:0:root:/:/usr/sbin/nologin\nworker:x:%d:%d::%s:/bin/sh\n"
        % (uid, uid, HOME if node.get("keepsHome") else "/work"),
        "group": "root:x:0:\nworker:x:%d:\n" % uid,
        "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
        "hosts": "127.0.0.1 %s\n" % names,
    }
    if api.get("ca"):
        files[CA] = "\n".join(_text(path) for path in (HOST_CA, api["ca"]))
    for name, content in files.items():
        with open(os.path.join(directory, name), "w") as file:
            file.write(content)
        os.chmod(os.path.join(directory, name), 0o644)


def _text(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return ""


def _api(node):
    """How the server is reached from there; None where it is not to be: from what belongs to no one person."""
    return node.get("api") if node.get("keepsHome") else None


def api_door(node):
    """The same, where it takes a way of its own."""
    return _api(node) if node["network"] != "host" and node["sandbox"] != "NONE" else None


def _environment(node, etc):
    """What programs need to know to speak with the server."""
    api = _api(node)
    if api is None:
        return {}
    told = {"BANCADA_URL": api["url"]}
    if api.get("ca"):
        told["REQUESTS_CA_BUNDLE"] = told["SSL_CERT_FILE"] = os.path.join(etc, CA)
    return told


def _parents(path):
    while (path := os.path.dirname(path)) != "/":
        yield path


def _bubblewrap(node, view, root):
    command = [node["bwrap"], "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if root:
        command += ["--cap-drop", "ALL"]
        for capability in ("CAP_KILL", "CAP_SETGID", "CAP_SETUID"):
            command += ["--cap-add", capability]
    else:
        command += ["--unshare-user", "--disable-userns"]
    command += ["--as-pid-1", "--die-with-parent", "--clearenv", "--hostname", node["key"]]
    command += ["--proc", "/proc", "--dev", "/dev"]
    for place in ("/tmp", "/dev/shm"):
        command += ["--perms", "1777", "--tmpfs", place]
    for place in sorted({parent for _, _, target in view for parent in _parents(target)}):
        command += ["--perms", "0755", "--dir", place]  # left to itself, it closes them to all but root
    for how, source, target in view:
        command += [{"ro": "--ro-bind", "rw": "--bind", "link": "--symlink"}[how], source, target]
    command += ["--chdir", "/"]
    return command


def _bind(source, target, read_only, whole):
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        open(target, "w").close()
    kernel.mount(source, target, "", kernel.MS_BIND | (kernel.MS_REC if whole else 0))
    has = os.statvfs(target).f_flag
    kept = has & 0xC0F | (1 << 21 if has & 0x1000 else 0)  # flags that a user namespace must keep as they are
    flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_NOSUID | kernel.MS_NODEV | kept
    kernel.mount("none", target, "", flags | (kernel.MS_RDONLY if read_only else 0))


def map_user():
    """Maps the caller's own number to itself in a user namespace that it has just made."""
    uid, gid = os.getuid(), os.getgid()
    kernel.unshare(kernel.CLONE_NEWUSER)
    with open("/proc/self/setgroups", "w") as file:
        file.write("deny")
    for name, number in (("uid_map", uid), ("gid_map", gid)):
        with open("/proc/self/" + name, "w") as file:
            file.write("%d %d 1" % (number, number))


def _namespaces(node, view, root, mount_point):
    """Builds the sandbox in this process; returns in a child that is process 1 of it."""
    if not root:
        map_user()
    kernel.unshare(
        kernel.CLONE_NEWNS | kernel.CLONE_NEWPID | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS | kernel.CLONE_NEWCGROUP
    )
    child = os.fork()
    if child:
        os.close(3)  # else the socket to the keeper would stay open after process 1 is gone
        os.waitpid(child, 0)
        os._exit(0)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
    os.setsid()
    os.umask(0o022)
    kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", mount_point, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=0755")
    for name in ("proc", "dev", "tmp"):
        os.mkdir(os.path.join(mount_point, name), 0o755)
    kernel.mount("proc", mount_point + "/proc", "proc", kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC)
    kernel.mount("tmpfs", mount_point + "/dev", "tmpfs", kernel.MS_NOSUID | kernel.MS_NOEXEC, "mode=0755")
    for name in ("null", "zero", "full", "random", "urandom"):
        open("%s/dev/%s" % (mount_point, name), "w").close()
        kernel.mount("/dev/" + name, "%s/dev/%s" % (mount_point, name), "", kernel.MS_BIND)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.symlink("/proc/self/fd/%d" % number, "%s/dev/%s" % (mount_point, name))
    os.symlink("/proc/self/fd", mount_point + "/dev/fd")
    os.mkdir(mount_point + "/dev/shm")
    for place in ("/tmp", "/dev/shm"):
        kernel.mount("tmpfs", mount_point + place, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=1777")
    for how, source, target in view:
        if how == "link":
            os.symlink(source, mount_point + target)
        else:
            _bind(source, mount_point + target, how == "ro", not root)
    if root:
        # What is left of the kernel's own switches must not be writable by root's number inside either.
        for path in ("/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus"):
            if os.path.exists(mount_point + path):
                kernel.mount(mount_point + path, mount_point + path, "", kernel.MS_BIND)
                kernel.mount("none", mount_point + path, "", kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY)
    os.chdir(mount_point)
    kernel.pivot_root(".", ".")
    kernel.unmount(".")
    os.chdir("/")
    socket.sethostname(node["key"])
    keep = (kernel.CAP_KILL, kernel.CAP_SETGID, kernel.CAP_SETUID) if root else ()
    kernel.drop_bounding_set(keep)


def launch(node, directory, work, end, group, network):
    """Starts a sandbox whose init.py speaks over the socket `end`; returns the number of the process to wait for."""
    root = os.geteuid() == 0
    kind = node["sandbox"]
    etc = os.path.join(directory, node.get("etc", "etc"))
    _write_etc(etc, node)
    mount_point = os.path.join(directory, "root")
    os.makedirs(mount_point, exist_ok=True)
    inside = kind != "NONE"
    config = {
        "root": root,
        "uid": node["uid"],
        "work": "/work" if inside else work,
        "home": (HOME if inside else os.path.join(directory, "home")) if node.get("keepsHome") else "",
        "path": (INSIDE + ":" if inside and node.get("keepsHome") else "") + node["path"],  # for its sudo
        "sandboxed": inside,
        "processes": 0 if "pids" in group.directories else node["pids"],
        "preload": node.get("preload"),
        "environment": _environment(node, "/etc" if inside else etc),
    }
    script = (INSIDE if inside else HERE) + "/init.py"
    init = [node["python"], "-I", "-S", "-B", script, json.dumps(config)]
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        group.join()
        if network is not None:
            network.enter()
        os.dup2(end.fileno(), 3)
        os.closerange(4, 65536)
        if kind == "BUBBLEWRAP":
            init = _bubblewrap(node, _view(node, directory, work, etc), root) + init
        elif kind == "NAMESPACES":
            _namespaces(node, _view(node, directory, work, etc), root, mount_point)
        os.execve(init[0], init, {"LANG": "C.UTF-8"})
    except BaseException as problem:
        os.write(2, ("cannot make the sandbox: %s\n" % problem).encode())
    os._exit(1)


def adopt(node, directory, work, init):
    """Gives a sandbox that nobody has used yet its name and its directories. Needs root.

    init is a descriptor of its first process, which runs no work before it is asked to.
    """
    _write_etc(os.path.join(directory, "etc"), node)
    mounts = {"/work": work, **node["shares"]}
    pid = os.fork()
    if pid == 0:
        try:
            trees = {target: kernel.open_tree(source) for target, source in sorted(mounts.items())}
            kernel.setns(init, kernel.CLONE_NEWNS | kernel.CLONE_NEWUTS)
            os.umask(0o022)
            kernel.unmount("/work")  # where nobody's lies
            for target, tree in trees.items():
                os.makedirs(target, exist_ok=True)
                kernel.move_mount(tree, target)
                kernel.mount("none", target, "", kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_NOSUID | kernel.MS_NODEV)
            socket.sethostname(node["key"])
            os._exit(0)
        except BaseException as problem:
            os.write(2, ("cannot give a sandbox its directories: %s\n" % problem).encode())
        finally:
            os._exit(1)
    if os.waitpid(pid, 0)[1] != 0:
        raise OSError(5, "the sandbox cannot be given its directories; see supervisor.log in the node's directory")


class Network:
    """A network with nothing but loopback, shared by the nodes of one group that serve one person.

    Every keeper that uses it holds it open and is listed in a file under a lock, so that whoever comes next finds it
    as long as anyone has it.
    """

    def __init__(self, directory, group, person):
        os.makedirs(directory, mode=0o700, exist_ok=True)
        name = hashlib.sha256(json.dumps([group, person]).encode()).hexdigest()[:32]
        self.root = os.geteuid() == 0
        self.fds = None
        with open(os.path.join(directory, name), "a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            alive = [member for member in map(json.loads, file) if self._is_alive(member)]
            for member in alive:
                try:
                    self.fds = [os.open("/proc/%d/fd/%d" % (member["pid"], fd), os.O_RDONLY) for fd in member["fds"]]
                    break
                except OSError:
                    continue
            if self.fds is None:
                self.fds = self._make()
            me = {"pid": os.getpid(), "start": start_time(os.getpid()), "boot": boot_id(), "fds": self.fds}
            file.truncate(0)
            for member in [member for member in alive if member["pid"] != os.getpid()] + [me]:
                file.write(json.dumps(member) + "\n")

    @staticmethod
    def _is_alive(member):
        return member["boot"] == boot_id() and start_time(member["pid"]) == member["start"]

    def _make(self):
        ready, made = os.pipe()
        go_on, done = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(done)
                if not self.root:
                    map_user()
                kernel.unshare(kernel.CLONE_NEWNET)
                kernel.loopback_up()
                os.write(made, b"1")
                os.read(go_on, 1)
            finally:
                os._exit(0)
        os.close(made)
        os.close(go_on)
        try:
            if os.read(ready, 1) != b"1":
                raise OSError(1, "cannot make a network namespace")
            return [os.open("/proc/%d/ns/%s" % (pid, kind), os.O_RDONLY) for kind in ("net", "user")]
        finally:
            os.close(ready)
            os.close(done)
            os.waitpid(pid, 0)

    def enter(self):
        net, user = self.fds
        if not self.root:
            kernel.setns(user, kernel.CLONE_NEWUSER)
        kernel.setns(net, kernel.CLONE_NEWNET)

    def close(self):
        for fd in self.fds:
            os.close(fd)


def _works(node, base, kind):
    """Whether a sandbox of this kind can really be made here: makes one and asks it."""
    import select

    import cgroups

    directory = os.path.join(base, kind)
    os.makedirs(directory + "/work", exist_ok=True)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = launch(dict(node, sandbox=kind), directory, directory + "/work", theirs, cgroups.Group("", "", []), None)
    theirs.close()
    works = bool(select.select([ours], [], [], 10)[0]) and bool(ours.recv(100))
    ours.close()
    os.waitpid(pid, 0)
    return works


def probe(node, base):
    """Names the strongest sandbox that works on this host."""
    node = dict(node, key="probe", uid=node["uid"] if os.geteuid() == 0 else os.getuid(), network="none", readOnly=[], pids=64)
    try:
        for kind in ("BUBBLEWRAP", "NAMESPACES"):
            if (kind != "BUBBLEWRAP" or os.access(node["bwrap"], os.X_OK)) and _works(node, base, kind):
                return kind
        return "NONE"
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    print(probe(json.loads(sys.argv[1]), sys.argv[2]))
