"""JupyterHub on loopback for the time of one measurement: its proxy, its database and its users' files in a directory of its own."""

import http.client
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time

from product import free_port

PACKAGES = {"jupyterhub": "jupyterhub", "configurable-http-proxy": "node-configurable-http-proxy", "jupyter-notebook": "jupyter-notebook"}
CONF = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
c.ConfigurableHTTPProxy.command = ["configurable-http-proxy"]
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{directory}/home/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {{"JUPYTERHUB_SINGLEUSER_APP": "notebook.notebookapp.NotebookApp"}}
c.JupyterHub.db_url = "sqlite:///{directory}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{directory}/cookie"
c.JupyterHub.services = [{{"name": "bench", "api_token": "{token}"}}]
c.JupyterHub.load_roles = [{{"name": "bench", "services": ["bench"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}]
"""


class Hub:
    """Runs between __enter__ and __exit__."""

    def __enter__(self):
        self.directory = tempfile.mkdtemp(prefix="bancada-bench-")
        self.port, self.token = free_port(), secrets.token_hex(32)
        with open(self.directory + "/conf.py", "w") as conf:
            conf.write(
                CONF.format(port=self.port, hub=free_port(), proxy=free_port(), token=self.token, directory=self.directory)
            )
        self.process = subprocess.Popen(
            ["/usr/bin/python3", shutil.which("jupyterhub"), "-f", "conf.py", "--log-level=ERROR"], cwd=self.directory,
            env={**os.environ, "NODE_PATH": "/usr/share/nodejs", "CONFIGPROXY_AUTH_TOKEN": self.token}, stdout=sys.stderr,
        )  # fmt: skip
        while self.ask("GET", "/hub/api/")[0] != 200:
            time.sleep(0.1)
        self.ask("POST", "/hub/api/users/ana")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.directory)

    def ask(self, method, path):
        """(status, JSON); status 0 while nobody listens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, headers={"Authorization": "token " + self.token})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text.startswith((b"{", b"[")) else None
        except ConnectionError:
            return 0, None
        finally:
            connection.close()

    def first_answer(self, pause):
        """Seconds from asking for a server to its first answer to its user, who asks every `pause` seconds."""
        begun = time.monotonic()
        status, problem = self.ask("POST", "/hub/api/users/ana/server")
        if status not in (201, 202):
            raise SystemExit(f"JupyterHub: {status} {problem}")
        while not (self.ask("GET", "/hub/api/users/ana")[1]["servers"].get("") or {}).get("ready"):
            time.sleep(pause)
        while self.ask("GET", "/user/ana/api/status")[0] != 200:
            time.sleep(pause)
        taken = time.monotonic() - begun
        self.ask("DELETE", "/hub/api/users/ana/server")
        while self.ask("GET", "/hub/api/users/ana")[1]["servers"]:
            time.sleep(pause)
        return taken
