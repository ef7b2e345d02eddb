"""The node sandboxes of the local driver, as far as the launcher has to do with them.

They live under $BANCADA_HOME/nodes and outlive the server on purpose; the layout is drawn at the top of keeper.py.
"""

import json
import os
import shutil
import signal
import socket

from processes import started_at, wait_until


def release_idle(home):
    """Ends the sandboxes that hold no work and no home. The others go on, and the next server adopts them. Says what it did."""
    released = kept = 0
    for directory in directories(home):
        # A finished capsule counts too, until the server has fetched its outcome and removed it.
        if any((directory / "capsules").glob("*")) or is_an_instances(directory):
            kept += 1
        else:
            release(directory)
            released += 1
    said = []
    if released:
        said.append(f"Nodes: {released} idle one{'s' * (released > 1)} released")
    if kept:
        said.append(f"Nodes: {kept} with work or a home left as {'they are' if kept > 1 else 'it is'}, for the next up to adopt")
    return said


def is_an_instances(directory):
    """Whether somebody's home lies there: it goes with its compute instance and with nothing else."""
    try:
        node = json.loads((directory / "node.json").read_text())
    except (OSError, ValueError):
        return True
    return node.get("keepsHome", False) and not node.get("preload")


def release_all(home):
    """Ends every sandbox, whatever runs in it."""
    found = list(directories(home))
    for directory in found:
        release(directory)
    if not wait_until(lambda: not any((directory / "node.json").exists() for directory in found), 15):
        for directory in found:
            kill_keeper(directory)
    shutil.rmtree(home.nodes, ignore_errors=True)


def directories(home):
    return (file.parent for file in sorted(home.nodes.glob("*/node.json")))


def release(directory):
    """Marks the node, for a keeper that does not listen yet, and tells the one that does."""
    try:
        (directory / "released").touch(mode=0o600)
        address = json.loads((directory / "node.json").read_text())["socket"]
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as keeper:
            keeper.settimeout(5)
            keeper.connect(address)
            keeper.sendall(b'{"op": "release"}\n')
            keeper.recv(100)
    except (OSError, ValueError, KeyError):
        # Nobody keeps it: the next server sweeps what is marked. Or its keeper was just done with it.
        pass


def kill_keeper(directory):
    try:
        known = json.loads((directory / "ready.json").read_text())
    except (OSError, ValueError):
        return
    if started_at(known["pid"]) == f"{known['boot']}/{known['start']}":
        os.kill(known["pid"], signal.SIGKILL)
