"""Slurm on loopback for the time of one measurement: its own munge key, controller and node daemons, in a directory of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time

PACKAGES = {"munged": "munge", "slurmctld": "slurmctld", "slurmd": "slurmd", "sbatch": "slurm-client", "sinfo": "slurm-client"}
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"

# What makes Slurm fast on many short jobs: no accounting, no cgroups, no delay between scheduling passes.
CONF = """
ClusterName=bench
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
AuthType=auth/munge
AuthInfo=socket={directory}/munge.socket
CryptoType=crypto/munge
SlurmUser={user}
SlurmdUser={user}
StateSaveLocation={directory}/state
SlurmdSpoolDir={directory}/spool.%n
SlurmctldPidFile={directory}/slurmctld.pid
SlurmdPidFile={directory}/slurmd.%n.pid
SlurmctldLogFile={directory}/slurmctld.log
SlurmdLogFile={directory}/slurmd.%n.log
SlurmctldDebug=error
SlurmdDebug=error
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,default_queue_depth=100
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
PriorityType=priority/basic
JobCompType=jobcomp/filetxt
JobCompLoc={directory}/completed
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
CompleteWait=0
KillWait=5
MessageTimeout=60
SlurmdParameters=config_overrides
{nodes}
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def missing():
    """Debian's packages that the peer needs and this host has not."""
    return sorted({package for program, package in PACKAGES.items() if not shutil.which(program, path=PATH)})


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


class Slurm:
    """A running Slurm with so many nodes of one slot each."""

    def __init__(self, slots):
        self.slots = slots
        self.directory = tempfile.mkdtemp(prefix="bench-slurm-")
        self.daemons = []
        self.environment = {"PATH": PATH, "SLURM_CONF": self.directory + "/slurm.conf", "HOME": self.directory}

    def __enter__(self):
        try:
            self._start()
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        for daemon in reversed(self.daemons):
            daemon.terminate()
        for daemon in reversed(self.daemons):
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _start(self):
        os.chmod(self.directory, 0o755)
        for part in ("state", "out"):
            os.mkdir(os.path.join(self.directory, part))
        with open(self.directory + "/munge.key", "wb") as key:
            os.fchmod(key.fileno(), 0o600)
            key.write(os.urandom(128))
        host = socket.gethostname().split(".")[0]
        controller, *ports = free_ports(self.slots + 1)
        nodes = "\n".join(
            f"NodeName=n{i} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 RealMemory=100 State=UNKNOWN"
            for i, port in enumerate(ports, 1)
        )
        user = subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()
        with open(self.directory + "/slurm.conf", "w") as conf:
            conf.write(CONF.format(host=host, port=controller, directory=self.directory, user=user, nodes=nodes))
        at = self.directory + "/munge"
        self._daemon("munged", "--foreground", "--force", "--num-threads=4", f"--key-file={at}.key", f"--socket={at}.socket",
                     f"--pid-file={at}.pid", f"--log-file={at}.log", f"--seed-file={at}.seed")
        self._until("munged answers", lambda: os.path.exists(at + ".socket"))
        self._daemon("slurmctld", "-D", "-c")
        for i in range(1, self.slots + 1):
            self._daemon("slurmd", "-D", "-N", f"n{i}")
        self._until("all nodes are idle", lambda: self._idle() == self.slots)

    def _daemon(self, *command):
        log = open(os.path.join(self.directory, "daemons.log"), "ab")
        with log:
            self.daemons.append(subprocess.Popen(command, env=self.environment, stdout=log, stderr=log))

    def _idle(self):
        answer = subprocess.run(["sinfo", "-h", "-N", "-o", "%t"], env=self.environment, capture_output=True, text=True)
        return answer.stdout.split().count("idle")

    def _until(self, what, condition, seconds=60):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline or any(d.poll() is not None for d in self.daemons):
                logs = subprocess.run(["sh", "-c", f"tail -n 5 {self.directory}/*.log"], capture_output=True, text=True).stdout
                raise SystemExit(f"bench: Slurm did not come up: not {what}\n{logs}")
            time.sleep(0.1)

    def run(self, jobs, connections):
        """Jobs of `true`: moments of submission by job, seconds of each call, moments of their starts, and of the last end."""
        submitted, taken = {}, []

        def submit(count):
            for _ in range(count):
                at, begun = time.time(), time.monotonic()
                answer = subprocess.run(
                    ["sbatch", "--parsable", "--output=" + self.directory + "/out/%j", "--chdir=/"],
                    input="#!/bin/sh\ntrue\n", env=self.environment, check=True, capture_output=True, text=True)
                taken.append(time.monotonic() - begun)
                submitted[answer.stdout.strip()] = at

        threads = [threading.Thread(target=submit, args=(jobs // connections + (i < jobs % connections),)) for i in range(connections)]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - begun
        self._until("all jobs have ended", lambda: self._completed() >= jobs, 1800)
        # A job's output file is empty and made at its start, so that its time says when that was, to the millisecond.
        started = {job: os.stat(f"{self.directory}/out/{job}").st_mtime for job in submitted}
        with open(self.directory + "/completed") as lines:
            failed = sum("JobState=COMPLETED" not in line for line in lines)
        return submitted, seconds, taken, started, os.stat(self.directory + "/completed").st_mtime, failed

    def _completed(self):
        try:
            with open(self.directory + "/completed") as lines:
                return sum(1 for _ in lines)
        except FileNotFoundError:
            return 0
