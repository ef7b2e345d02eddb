"""What the commands do to the product as a whole."""

import json
import os
import shutil
import subprocess
import sys
import time

import nodes
import tls
from build import Build
from home import USERS
from keycloak import Keycloak
from output import Failure, Progress
from processes import require_free, tail
from web import Web, password_token
from wildfly import WildFly

START_PATIENCE = 300


def up(home, build_first=True, progress=None):
    progress = progress or Progress()
    home.ports()
    with home.locked():
        if home.exists() and state_of(home) == "running":
            say_running(home, progress, "Bancada is running already")
            return
        home.open()
        settings = home.settings()
        keycloak, server = Keycloak(home), WildFly(home)
        # Said before a build that may take minutes.
        if keycloak.pid() is None:
            require_free(settings["keycloakPort"], "BANCADA_KEYCLOAK_PORT", "Keycloak")
        if server.pid() is None:
            require_free(settings["port"], "BANCADA_PORT", "the portal and the API")
        recommend_bubblewrap(progress)
        build = Build(home.root)
        build.ensure(home, progress, build_first)
        tls.ensure(home, progress)
        for process in (keycloak, server):
            if process.pid() is None:
                progress.say(f"{process.title}: {'was found dead, starting again' if process.was_started() else 'starting'}")
                process.launch(build)
        await_ready(home, (keycloak, server), progress)
        say_running(home, progress, "Bancada is up")


def await_ready(home, processes, progress):
    waiting = list(processes)
    web = Web(home.context()["caFile"])
    deadline = time.monotonic() + START_PATIENCE
    while waiting:
        for process in list(waiting):
            if process.pid() is None:
                raise Failure(f"{process.title} ended while starting. Its log is {process.console}:\n" + "\n".join(process.last_lines()))
            if (trouble := process.trouble()) is not None:
                # Stopped, so that the next up starts it afresh from what has been mended by then.
                process.stop()
                raise Failure(f"The application does not start. Its log is {process.server_log}:\n" + "\n".join(trouble))
            if process.is_ready(web):
                process.after_start(web)
                progress.say(f"{process.title}: ready")
                waiting.remove(process)
        if time.monotonic() > deadline:
            names = " and ".join(process.title for process in waiting)
            raise Failure(f"{names} not ready after {START_PATIENCE} s. See: ./bancada logs")
        if waiting:
            progress.show("Waiting for " + " and ".join(process.title for process in waiting))
            time.sleep(0.5)


def say_running(home, progress, headline):
    context = home.context()
    progress.say(f"{headline}: {context['portalUrl']}")
    print(f"  users      {', '.join(USERS)}; their passwords are in {context['credentialsFile']}")
    print(f"  API        {context['url']}   (a token: ./bancada token ana)")
    print(f"  Keycloak   {context['keycloakUrl']}   (administrator: keycloak-admin)")
    print(f"  trust      {context['caFile']}", flush=True)


def recommend_bubblewrap(progress):
    if shutil.which("bwrap") is None:
        progress.say("bubblewrap is not installed; jobs are better kept apart with it. On Debian: apt install bubblewrap")


def state_of(home):
    """running: both servers answer; starting: both processes are there; stopped: none is; degraded: one is."""
    keycloak, server = Keycloak(home), WildFly(home)
    alive = [process for process in (keycloak, server) if process.pid() is not None]
    if not alive:
        return "stopped"
    if len(alive) == 1:
        return "degraded"
    web = Web(home.context()["caFile"])
    return "running" if keycloak.is_ready(web) and server.is_ready(web) else "starting"


def down(home):
    progress = Progress()
    if not home.exists():
        progress.say("Bancada is not running")
        return
    with home.locked():
        stopped = stop(home, progress)
        for line in nodes.release_idle(home):
            progress.say(line)
        if not stopped:
            progress.say("Bancada is not running")


def stop(home, progress):
    """Ends the server and Keycloak. Says whether one of them ran."""
    stopped = False
    # The server first: while it stops it may still want a token checked.
    for process in (WildFly(home), Keycloak(home)):
        progress.show(f"{process.title}: stopping")
        if process.stop():
            stopped = True
            progress.say(f"{process.title}: stopped")
    return stopped


def status(home, as_json):
    state = state_of(home) if home.exists() else "stopped"
    if as_json:
        print(json.dumps({"state": state, **(home.context() if home.exists() else {})}, indent=2))
    else:
        print(f"state      {state}")
        if home.exists():
            for process in (WildFly(home), Keycloak(home)):
                print(f"{process.title.lower():10} {'pid ' + str(process.pid()) if process.pid() else 'not running'}")
            for name, value in home.context().items():
                print(f"{name:16} {value}")
    return 0 if state == "running" else 3


def logs(home, which, lines, follow):
    file = home.log / {"server": "server.log", "console": "server-console.log", "keycloak": "keycloak-console.log", "build": "build.log"}[which]
    if not file.exists():
        raise Failure(f"There is no {file} yet.")
    if follow:
        return subprocess.call(["tail", "-n", str(lines), "-F", str(file)])
    print("\n".join(tail(file, lines)))
    return 0


def token(home, user):
    print(user_token(home, user))


def user_token(home, user):
    credentials = home.credentials()
    if user not in USERS:
        raise Failure(f"'{user}' is none of the users that this product made: {', '.join(USERS)}.")
    context = home.context()
    return password_token(
        Web(context["caFile"]), context["issuer"],
        {
            "client_id": "bancada-cli",
            "client_secret": home.secrets()["cliClient"],
            "scope": "openid",
            "username": user,
            "password": credentials[user],
        },
    )


def reset(home, yes):
    if not home.exists():
        print(f"There is no product in {home.path}.")
        return 0
    if not yes:
        if not sys.stdin.isatty():
            raise Failure("reset deletes all data and asks first; without a terminal say: ./bancada reset --yes")
        if input(f"Delete everything in {home.path}: database, jobs, users, certificates? Type yes: ").strip() != "yes":
            print("Nothing was deleted.")
            return 1
    with home.locked():
        stop(home, Progress())
        nodes.release_all(home)
        shutil.rmtree(home.path)
    print(f"Deleted {home.path}.")
    return 0


def test(home, arguments):
    return subprocess.call(["mvn", "-B", "-ntp", "verify", *arguments], cwd=home.root, env=os.environ)
