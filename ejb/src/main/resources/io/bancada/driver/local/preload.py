"""A Python program whose modules are loaded before anybody asks for it: a copy of this process goes on as the program.

Nothing of the program itself has run by then, only imports from the host's own directories, so the copy is what a fresh
start comes to after its imports. A person who has packages of their own gets a fresh start, for they may replace these.
"""

import importlib
import os
import runpy
import signal
import sys

import kernel

HERE = os.path.dirname(os.path.abspath(__file__))


def load(modules):
    """Imports what can be imported; what is missing, the program imports or misses itself."""
    import site

    site.main()
    for name in modules:
        try:
            importlib.import_module(name)
        except Exception as problem:
            os.write(2, ("cannot load %s ahead: %s\n" % (name, problem)).encode())


def has(config, command, home):
    """Whether the command is the program whose modules are here, and the person has none of their own."""
    loaded = config["preload"]
    own = os.path.join(home, ".local/lib/python%d.%d/site-packages" % sys.version_info[:2])
    return bool(loaded) and command[0] == loaded["program"] and not os.path.lexists(own)


def run(command, environment):
    """Goes on as the program; does not return."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # as after an exec
    kernel.name(os.path.basename(command[0]))
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = command
    sys.path.insert(0, os.path.dirname(os.path.realpath(command[0])))
    forget_supervisor()
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = _code(command[0])
    finally:
        import atexit

        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                pass
    os._exit(code)


def forget_supervisor():
    """Leaves nothing of ours among what the program can import, and Python set as it is for a fresh start."""
    import site

    sys.path[:] = [path for path in sys.path if path != HERE]
    for name, module in list(sys.modules.items()):
        if name != "__main__" and os.path.dirname(getattr(module, "__file__", None) or "") == HERE:
            del sys.modules[name]
    site.USER_BASE = site.USER_SITE = None  # they were looked up before the person's home was known
    site.ENABLE_USER_SITE = True
    sys.dont_write_bytecode = False


def _code(program):
    try:
        runpy.run_path(program, run_name="__main__")
        return 0
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return (end.code or 0) & 0xFF
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
