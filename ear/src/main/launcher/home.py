"""$BANCADA_HOME: everything that one product keeps, in one private directory."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import uuid
from pathlib import Path

from output import Failure

USERS = ("admin", "ana", "bruno", "vera")


class Home:
    """Paths, settings and secrets of one product. Several products can run from one build, each with a home of its own."""

    def __init__(self, root):
        self.root = Path(root)
        self.path = Path(os.environ.get("BANCADA_HOME") or self.root / ".bancada").absolute()
        self.data = self.path / "data"
        self.log = self.path / "log"
        self.run = self.path / "run"
        self.tls = self.path / "tls"
        self.nodes = self.path / "nodes"
        self.server = self.path / "server"
        self.wildfly = self.path / "wildfly"
        self.keycloak = self.path / "keycloak"
        self.credentials_file = self.path / "credentials"
        self.settings_file = self.path / "settings.json"
        self.secrets_file = self.path / "secrets.json"

    def exists(self):
        return self.settings_file.exists()

    def open(self):
        """Makes what is missing. Ids and secrets are drawn once and kept, ports follow the environment."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(self.path, 0o700)
        for directory in (self.data, self.log, self.run, self.tls):
            directory.mkdir(mode=0o700, exist_ok=True)
        settings = self.settings() if self.exists() else {}
        settings.setdefault("subscriptionId", str(uuid.uuid4()))
        settings.setdefault("tenantId", str(uuid.uuid4()))
        settings["port"], settings["keycloakPort"] = self.ports()
        self.keep(settings)
        kept = self.secrets() if self.secrets_file.exists() else {}
        for name in ("keyStore", "database", "portalClient", "cliClient", "directoryClient"):
            kept.setdefault(name, secrets.token_urlsafe(32))
        write_private(self.secrets_file, json.dumps(kept, indent=2) + "\n")
        if not self.credentials_file.exists():
            lines = ["# Made at the first start. User, space, password."]
            lines += [f"{user} {secrets.token_urlsafe(18)}" for user in (*USERS, "keycloak-admin")]
            write_private(self.credentials_file, "\n".join(lines) + "\n")

    def ports(self):
        """The two ports: as the environment says, else as they were, else the usual ones."""
        known = self.settings() if self.exists() else {}
        port = port_of("BANCADA_PORT", known.get("port", 8443))
        keycloak = port_of("BANCADA_KEYCLOAK_PORT", known.get("keycloakPort", 8444))
        if port == keycloak:
            raise Failure("BANCADA_PORT and BANCADA_KEYCLOAK_PORT are the same; choose two ports.")
        return port, keycloak

    def settings(self):
        if not self.exists():
            raise Failure(f"There is no product in {self.path} yet. Start it with: ./bancada up")
        return json.loads(self.settings_file.read_text())

    def keep(self, settings):
        write_private(self.settings_file, json.dumps(settings, indent=2) + "\n")

    def secrets(self):
        return json.loads(self.secrets_file.read_text())

    def credentials(self):
        """User name to password."""
        if not self.credentials_file.exists():
            raise Failure(f"There are no credentials in {self.path} yet. Start the product with: ./bancada up")
        lines = self.credentials_file.read_text().splitlines()
        return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))

    def context(self):
        """Where this product is and what it calls itself: what a script needs to use it."""
        settings = self.settings()
        url = f"https://localhost:{settings['port']}"
        keycloak = f"https://localhost:{settings['keycloakPort']}"
        return {
            "url": url,
            "portalUrl": f"{url}/portal/",
            "keycloakUrl": keycloak,
            "issuer": f"{keycloak}/realms/bancada",
            "subscriptionId": settings["subscriptionId"],
            "tenantId": settings["tenantId"],
            "resourceGroup": "default",
            "workspace": "main",
            "location": "local",
            "caFile": str(self.tls / "ca.pem"),
            "credentialsFile": str(self.credentials_file),
            "home": str(self.path),
        }

    @contextlib.contextmanager
    def locked(self):
        """One launcher at a time changes a home."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(self.path / ".lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Failure(f"Another ./bancada works on {self.path} right now. Wait for it to end.") from None
            yield


def port_of(variable, default):
    text = os.environ.get(variable) or str(default)
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Failure(f"{variable} is '{text}'; a port is a number from 1 to 65535.")
    return int(text)


def write_private(path, text):
    """Writes the whole file or nothing, readable by its owner only at every moment."""
    path = Path(path)
    fresh = path.with_name(path.name + ".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    os.replace(fresh, path)


def link_tree(source, target):
    """A copy that shares its files with the build where the file system can; a new build never changes it."""

    def link(from_file, to_file):
        try:
            os.link(from_file, to_file)
        except OSError:
            shutil.copy2(from_file, to_file)

    shutil.copytree(source, target, copy_function=link, symlinks=True)
