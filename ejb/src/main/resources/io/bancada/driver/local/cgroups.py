"""One control group a node: how much processor, memory and how many processes its work may take. Versions 1 and 2."""

import errno
import os
import signal
import time

CONTROLLERS = ("cpu", "memory", "pids")


def _write(path, value):
    with open(path, "w") as file:
        file.write(str(value))


def _mounts(path="/proc/self/mounts"):
    with open(path) as file:
        for line in file:
            _, where, kind, options = line.split()[:4]
            if kind in ("cgroup", "cgroup2"):
                yield where, kind, options.split(",")


class Shelter:
    """Takes the keeper out of the server's own service, which a service manager ends as a whole."""

    def __init__(self, parent):
        self.places = [
            (where, os.path.join(where, parent, "keepers"))
            for where, kind, options in _mounts()
            if kind == "cgroup2" or "name=systemd" in options
        ]

    def enter(self):
        for _, directory in self.places:
            try:
                os.makedirs(directory, exist_ok=True)
                _write(directory + "/cgroup.procs", 0)
            except OSError:
                continue

    def leave(self):
        """Removes the shelter when this was the last keeper in it."""
        for where, directory in self.places:
            try:
                _write(where + "/cgroup.procs", 0)
                os.rmdir(directory)
                os.rmdir(os.path.dirname(directory))
            except OSError:
                continue


class Group:
    """The control group of one node. What could not be had is said in `missing`."""

    def __init__(self, parent, name, mounts=None):
        self.parent, self.name = parent, name
        self.directories = {}
        self.missing = []
        self._unified = None
        for where, kind, options in mounts if mounts is not None else _mounts():
            if kind == "cgroup2":
                self._unified = where
            for controller in CONTROLLERS:
                if kind == "cgroup" and controller in options:
                    self.directories[controller] = os.path.join(where, parent, name)
        self._first_version = dict(self.directories)

    def create(self, cores, memory, pids, host_cores):
        """Makes the groups and sets the limits, again where they are there. The host's cores are the most."""
        self.missing = []
        limits = {
            "cpu": lambda directory, v2: self._limit_cpu(directory, v2, cores, host_cores),
            "memory": lambda directory, v2: self._limit_memory(directory, v2, memory),
            "pids": lambda directory, v2: _write(directory + "/pids.max", pids),
        }
        for controller in CONTROLLERS:
            try:
                v2 = controller not in self._first_version
                directory = self._unified_directory(controller) if v2 else self._first_version[controller]
                os.makedirs(directory, exist_ok=True)
                limits[controller](directory, v2)
                self.directories[controller] = directory
            except OSError as problem:
                self.directories.pop(controller, None)
                self.missing.append("%s (%s)" % (controller, problem.strerror))

    def _unified_directory(self, controller):
        if self._unified is None:
            raise OSError(errno.ENOENT, "no control groups are mounted")
        for level in ("", self.parent):
            directory = os.path.join(self._unified, level)
            os.makedirs(directory, exist_ok=True)
            with open(os.path.join(directory, "cgroup.controllers")) as file:
                if controller not in file.read().split():
                    raise OSError(errno.ENOENT, "the controller is not available")
            _write(os.path.join(directory, "cgroup.subtree_control"), "+" + controller)
        return os.path.join(self._unified, self.parent, self.name)

    @staticmethod
    def _limit_cpu(directory, v2, cores, host_cores):
        quota = min(cores, host_cores) * 100000
        if v2:
            _write(directory + "/cpu.max", "%d 100000" % quota)
            _write(directory + "/cpu.weight", max(1, min(10000, 100 * cores)))
        else:
            _write(directory + "/cpu.cfs_quota_us", quota)
            _write(directory + "/cpu.shares", max(2, 1024 * cores))

    @staticmethod
    def _limit_memory(directory, v2, memory):
        if v2:
            _write(directory + "/memory.max", memory)
            if os.path.exists(directory + "/memory.swap.max"):
                _write(directory + "/memory.swap.max", 0)
        else:
            _write(directory + "/memory.limit_in_bytes", memory)
            if os.path.exists(directory + "/memory.memsw.limit_in_bytes"):
                _write(directory + "/memory.memsw.limit_in_bytes", memory)

    def join(self):
        """Puts the calling process, and so all its children, into the group."""
        for directory in set(self.directories.values()):
            _write(directory + "/cgroup.procs", 0)

    def cpu_micros(self):
        """Processor time that the group has taken, in microseconds; None where the kernel does not count it here."""
        directory = str(self.directories.get("cpu"))
        try:
            with open(directory + "/cpuacct.usage") as file:
                return int(file.read()) // 1000
        except OSError:
            pass
        try:
            with open(directory + "/cpu.stat") as file:
                for line in file:
                    key, _, value = line.partition(" ")
                    if key == "usage_usec":
                        return int(value)
        except OSError:
            pass
        return None

    def oom_kills(self):
        """How many processes of the group the kernel has ended for want of memory so far."""
        directory = self.directories.get("memory")
        for name in ("/memory.events", "/memory.oom_control"):
            try:
                with open(str(directory) + name) as file:
                    for line in file:
                        key, _, value = line.partition(" ")
                        if key == "oom_kill":
                            return int(value)
            except OSError:
                continue
        return 0

    def kill(self):
        """Ends whatever is in the group: for a node whose keeper died, when nobody else can."""
        for directory in set(self.directories.values()):
            try:
                with open(directory + "/cgroup.procs") as file:
                    for pid in map(int, file.read().split()):
                        if pid > 1:
                            os.kill(pid, signal.SIGKILL)
            except OSError:
                continue

    def remove(self):
        """Removes the groups once their processes are gone; the parent too when it was the last one."""
        for directory in set(self.directories.values()):
            for _ in range(100):
                try:
                    os.rmdir(directory)
                    os.rmdir(os.path.dirname(directory))
                except FileNotFoundError:
                    pass
                except OSError as problem:
                    if problem.errno == errno.EBUSY and os.path.isdir(directory):
                        time.sleep(0.02)
                        continue
                break
