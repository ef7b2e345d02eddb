"""The way from a node's network, which has nothing but loopback, to the server's own port, and to nowhere else.

Whoever connects to that port at 127.0.0.1 there is connected to the server. It is a stream of bytes in both directions,
so that what is in it stays between the two: TLS ends at the server.
"""

import os
import socket
import sys
import threading

import kernel

MOST = 64  # connections at a time; further ones wait
PIECE = 65536


def open_door(network, api, uid):
    """Starts the process that keeps the way open; it ends with us. Returns its number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        listener = _listen(network, api["port"])
        os.dup2(listener.fileno(), 3)
        listener = socket.socket(fileno=3)
        os.closerange(4, 65536)
        if os.geteuid() == 0:
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)  # last: a change of user takes it back
        if os.getppid() != 1:
            _serve(listener, (api["address"], api["addressPort"]))
    except BaseException as problem:
        print("there is no way to the server from here: %s" % problem, file=sys.stderr, flush=True)
    finally:
        os._exit(1)


def _listen(network, port):
    """A socket of that network, made by a process that enters it: there is no way back out of it for all of us."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        try:
            network.enter()
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", port))
            listener.listen(MOST)
            socket.send_fds(theirs, [b"1"], [listener.fileno()])
        except OSError as problem:
            print("port %d: %s" % (port, problem), file=sys.stderr, flush=True)
        finally:
            os._exit(0)
    theirs.close()
    _, fds, _, _ = socket.recv_fds(ours, 1, 1)
    os.waitpid(pid, 0)
    if not fds:
        raise OSError(5, "its network gives no such port")
    return socket.socket(fileno=fds[0])


def _serve(listener, server):
    places = threading.Semaphore(MOST)
    while True:
        places.acquire()
        connection, _ = listener.accept()
        threading.Thread(target=_relay, args=(connection, server, places), daemon=True).start()


def _relay(client, address, places):
    try:
        with client, socket.create_connection(address, timeout=10) as server:
            server.settimeout(None)
            back = threading.Thread(target=_copy, args=(server, client), daemon=True)
            back.start()
            _copy(client, server)
            back.join()
    except OSError:
        pass  # the client sees its connection end
    finally:
        places.release()


def _copy(source, target):
    try:
        while data := source.recv(PIECE):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
