"""The system calls that Python's standard library does not offer."""

import ctypes
import os
import struct
import socket

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2
OPEN_TREE_CLONE, MOVE_MOUNT_F_EMPTY_PATH = 1, 4

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NAME = 15
PR_CAPBSET_DROP = 24
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

CAP_KILL, CAP_SETGID, CAP_SETUID = 5, 6, 7

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, "%s: %s" % (what, os.strerror(number)))


def unshare(flags):
    _checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(fd, kind):
    _checked(_libc.setns(ctypes.c_int(fd), ctypes.c_int(kind)), "setns")


def prctl(option, value):
    _checked(
        _libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)),
        "prctl",
    )


def name(text):
    """What the process is called from now on, in 15 bytes."""
    buffer = ctypes.create_string_buffer(os.fsencode(text)[:15])
    prctl(PR_SET_NAME, ctypes.addressof(buffer))


def mount(source, target, kind, flags, options=""):
    _checked(
        _libc.mount(
            os.fsencode(source), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), options.encode() or None
        ),
        "mount %s on %s" % (source, target),
    )


def unmount(target):
    _checked(_libc.umount2(os.fsencode(target), ctypes.c_int(MNT_DETACH)), "umount " + target)


def pivot_root(new, old):
    number = {"x86_64": 155, "aarch64": 41}.get(os.uname().machine)
    if number is None:
        raise OSError(38, "pivot_root: unknown processor " + os.uname().machine)
    _checked(_libc.syscall(ctypes.c_long(number), os.fsencode(new), os.fsencode(old)), "pivot_root")


def open_tree(path):
    """A detached copy of the mount at path, held by the descriptor that is given back."""
    fd = _libc.syscall(
        ctypes.c_long(428), ctypes.c_int(-100), os.fsencode(path), ctypes.c_uint(OPEN_TREE_CLONE | os.O_CLOEXEC)
    )
    _checked(0 if fd >= 0 else -1, "open_tree " + path)
    return fd


def move_mount(fd, target):
    """Attaches what open_tree gave at target."""
    _checked(
        _libc.syscall(
            ctypes.c_long(429),
            ctypes.c_int(fd),
            b"",
            ctypes.c_int(-100),
            os.fsencode(target),
            ctypes.c_uint(MOVE_MOUNT_F_EMPTY_PATH),
        ),
        "move_mount " + target,
    )


def loopback_up():
    """Brings the loopback interface of the current network namespace up: a new one has it down."""
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        fcntl.ioctl(probe, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: up, running


def drop_bounding_set(keep):
    """After the next exec the process can hold no capability but those in keep."""
    with open("/proc/sys/kernel/cap_last_cap") as last:
        count = int(last.read()) + 1
    for capability in range(count):
        if capability not in keep:
            prctl(PR_CAPBSET_DROP, capability)


# Calls that widen the kernel's attack surface or that build a way around the sandbox; refused with EPERM.
# x86_64 number, arm64 number.
_REFUSED = {
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "setns": (308, 268),
    "unshare": (272, 97),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "kexec_load": (246, 104),
    "open_by_handle_at": (304, 265),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
    "io_uring_setup": (425, 425),
}
_CLONE = (56, 220)
_CLONE3 = (435, 435)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def _assemble():
    if os.uname().machine not in _ARCHITECTURES:
        return None, None
    column, architecture = _ARCHITECTURES[os.uname().machine]
    allow, refuse, absent = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38

    def step(code, jump_true, jump_false, value):
        return struct.pack("HBBI", code, jump_true, jump_false, value)

    load, equal, above, mask, give = 0x20, 0x15, 0x35, 0x45, 0x06
    program = [
        step(load, 0, 0, 4),
        step(equal, 1, 0, architecture),
        step(give, 0, 0, 0x80000000),  # another instruction set than ours: the process is ended
        step(load, 0, 0, 0),
    ]
    if column == 0:
        program += [step(above, 0, 1, 0x40000000), step(give, 0, 0, refuse)]  # the x32 numbers
    program += [step(equal, 0, 1, _CLONE3[column]), step(give, 0, 0, absent)]  # the C library falls back to clone
    for numbers in _REFUSED.values():
        program += [step(equal, 0, 1, numbers[column]), step(give, 0, 0, refuse)]
    program += [
        step(equal, 0, 3, _CLONE[column]),
        step(load, 0, 0, 16),
        step(mask, 0, 1, CLONE_NEWUSER),
        step(give, 0, 0, refuse),
        step(give, 0, 0, allow),
    ]
    code = b"".join(program)
    buffer = ctypes.create_string_buffer(code, len(code))
    return _Program(len(program), ctypes.cast(buffer, ctypes.c_void_p).value), buffer


_FILTER, _FILTER_CODE = _assemble()


def seccomp():
    """Refuses _REFUSED, and clone() with a new user namespace, from here on and in every child. Needs no_new_privs."""
    if _FILTER is not None:
        none = ctypes.c_ulong(0)
        _checked(
            _libc.prctl(ctypes.c_int(PR_SET_SECCOMP), ctypes.c_ulong(2), ctypes.byref(_FILTER), none, none), "seccomp"
        )
