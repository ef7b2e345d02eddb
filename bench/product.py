"""Bancada as a measurement meets it: the one that runs, or one of its own for the time of a measurement."""

import contextlib
import html
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERSION = "api-version=2024-04-01"


def require(packages):
    """Ends with what to install when a program of {program: package} is missing."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    absent = sorted({package for program, package in packages.items() if not shutil.which(program, path=path)})
    if absent:
        raise SystemExit(f"This measurement needs Debian's packages; apt install {' '.join(absent)}")


def bancada(*arguments, **environment):
    """What ./bancada prints; what it says of its progress goes where this program's errors go."""
    command = [os.path.join(ROOT, "bancada"), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}).stdout


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def own(**options):
    """A product in a directory of its own, with {name: value} of configuration; gone afterwards."""
    home = tempfile.mkdtemp(prefix="bancada-bench-")
    environment = {
        "BANCADA_HOME": home,
        "BANCADA_PORT": str(free_port()),
        "BANCADA_KEYCLOAK_PORT": str(free_port()),
        "BANCADA_JAVA_OPTS": " ".join(f"-D{name}={value}" for name, value in options.items()),
    }
    try:
        bancada("up", **environment)
        yield Product(environment)
    finally:
        bancada("reset", "--yes", **environment)
        shutil.rmtree(home, ignore_errors=True)


class Product:
    """One that runs; {environment} says which."""

    def __init__(self, environment):
        self.environment = environment
        self.status = json.loads(bancada("status", "--json", **environment))
        self.port = int(self.status["url"].rsplit(":", 1)[1])
        self.tls = ssl.create_default_context(cafile=self.status["caFile"])

    def token(self, user):
        return bancada("token", user, **self.environment).strip()

    def api(self, user):
        return Api(self.status, self.token(user))

    def password(self, user):
        with open(self.status["credentialsFile"]) as lines:
            return dict(line.rstrip("\n").split(" ", 1) for line in lines if not line.startswith("#"))[user]


class Api:
    """One kept connection to the workspace."""

    def __init__(self, status, token):
        host, port = status["url"].removeprefix("https://").split(":")
        self.connection = http.client.HTTPSConnection(
            host, int(port), context=ssl.create_default_context(cafile=status["caFile"]), timeout=60
        )
        self.base = (
            f"/subscriptions/{status['subscriptionId']}/resourceGroups/{status['resourceGroup']}"
            f"/providers/Microsoft.MachineLearningServices/workspaces/{status['workspace']}"
        )
        self.headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}

    def call(self, method, path, body=None):
        url = path if path.startswith("/subscriptions") else self.base + path
        url += ("&" if "?" in url else "?") + VERSION if VERSION not in url else ""
        self.connection.request(method, url, json.dumps(body) if body is not None else None, self.headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= 400:
            raise SystemExit(f"{method} {path}: {response.status} {text.decode()}")
        return json.loads(text) if text else {}


class Browser:
    """As much of a person's browser as signing on takes. Names below localhost are this host's."""

    def __init__(self, product, user):
        self.product, self.user = product, user
        self.cookies = {}

    def send(self, url, form=None):
        parts = urllib.parse.urlsplit(url)
        jar = self.cookies.setdefault(parts.hostname, {})
        headers = {"Host": parts.netloc, "Accept": "text/html", "Cookie": "; ".join(f"{k}={v}" for k, v in jar.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers.update({"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"})
        connection = http.client.HTTPSConnection("localhost", parts.port, context=self.product.tls, timeout=60)
        path = (parts.path or "/") + ("?" + parts.query if parts.query else "")
        connection.request("POST" if form is not None else "GET", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            if "Max-Age=0" in line:
                jar.pop(name, None)
            else:
                jar[name] = value
        return answer, text

    def open(self, url):
        """The first page that is not on the way to one, as (status, text)."""
        answer, text = self.send(url)
        for _ in range(20):
            where = answer.headers.get("Location")
            action = re.search(r'action="([^"]+)"', text)
            if where:
                url = urllib.parse.urljoin(url, where)
                answer, text = self.send(url)
            elif action and "kc-form-login" in text:
                url = html.unescape(action.group(1))
                answer, text = self.send(url, {"username": self.user, "password": self.product.password(self.user)})
            elif action and action.group(1).endswith("/.bancada/session"):
                url = action.group(1)
                fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', text)}
                answer, text = self.send(url, fields)
            else:
                return answer.status, text
        raise SystemExit(f"{url} leads nowhere")

    def cookie(self, url):
        """The header that belongs to an address after open."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies[urllib.parse.urlsplit(url).hostname].items())
