"""From sources to what can be started: the EAR, the WildFly server and the Keycloak that Maven puts into ear/target."""

import contextlib
import fcntl
import hashlib
import os
import re
import subprocess

from output import Failure
from processes import tail

MODULES = ("persistence", "ejb", "web", "admin-ui", "ear")
# Read from the sources when a product starts, so no build is out of date because of them.
READ_AT_START = ("ear/src/main/launcher", "ear/src/main/keycloak")
KEYCLOAK_OPTIONS = ("--db=dev-file", "--health-enabled=false", "--metrics-enabled=false")


class Build:
    def __init__(self, root):
        self.root = root
        self.target = root / "ear" / "target"
        self.ear = self.target / "bancada.ear"
        self.server = self.target / "server"
        self.server_stamp = self.target / "server.sha256"

    def ensure(self, home, progress, build_first):
        with self._locked():
            if build_first and self._is_stale():
                self._run_maven(home, progress)
            if not (self.ear.exists() and self.server.exists()):
                raise Failure("Nothing is built yet. Run ./bancada up without --no-build, or: mvn package -DskipTests")
            self._augment_keycloak(home, progress)

    def keycloak(self):
        found = sorted((self.target / "keycloak").glob("keycloak-*/bin/kc.sh"))
        if not found:
            raise Failure("Keycloak is not unpacked. Run ./bancada up without --no-build.")
        return found[-1].parent.parent

    def _is_stale(self):
        if not (self.ear.exists() and self.server.exists()):
            return True
        return max(path.stat().st_mtime for path in self._sources()) > self.ear.stat().st_mtime

    def _sources(self):
        yield self.root / "pom.xml"
        yield from self.root.glob(".mvn/*")
        skipped = tuple(self.root / part for part in READ_AT_START)
        for module in MODULES:
            yield self.root / module / "pom.xml"
            for path in (self.root / module / "src" / "main").rglob("*"):
                if not any(part == path or part in path.parents for part in skipped):
                    yield path

    def _run_maven(self, home, progress):
        log = home.log / "build.log"
        fingerprint = self._server_fingerprint()
        same = self.server_stamp.exists() and self.server_stamp.read_text() == fingerprint and self.server.exists()
        command = ["mvn", "-B", "-ntp", "-DskipTests", "-Dspotless.check.skip=true", f"-Dserver.overwrite={str(not same).lower()}"]
        progress.show("Build: Maven begins (the first build fetches some 600 MB)")
        with open(log, "w", encoding="utf-8") as out, subprocess.Popen(
            [*command, "package"], cwd=self.root, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as maven:
            module = ""
            for line in maven.stdout:
                out.write(line)
                if named := re.match(r"\[INFO\] Building (.*?) +\S+ *(\[.*\])?$", line):
                    module = named.group(1)
                if step := re.match(r"\[INFO\] --- (\S+?):\S+?:(\S+)", line):
                    progress.show(f"Build: {module}: {step.group(1)} {step.group(2)}")
        if maven.returncode != 0:
            errors = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("[ERROR]")]
            raise Failure("The build failed. Its whole log: " + "\n".join([str(log), *(errors[:12] or tail(log, 12))]))
        self.server_stamp.write_text(fingerprint)
        progress.say("Build: done")

    def _server_fingerprint(self):
        digest = hashlib.sha256()
        inputs = [self.root / "pom.xml", self.root / "ear" / "pom.xml"]
        for part in ("cli", "server"):
            inputs += sorted(path for path in (self.root / "ear/src/main" / part).rglob("*") if path.is_file())
        for path in inputs:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def _augment_keycloak(self, home, progress):
        """Keycloak compiles its choice of database and features into itself, once."""
        keycloak = self.keycloak()
        marker = keycloak / "bancada-options"
        options = " ".join(KEYCLOAK_OPTIONS)
        if marker.exists() and marker.read_text() == options:
            return
        progress.show("Keycloak: prepares itself (once, about 40 s)")
        log = home.log / "keycloak-build.log"
        with open(log, "w", encoding="utf-8") as out:
            done = subprocess.run(
                [keycloak / "bin" / "kc.sh", "build", *KEYCLOAK_OPTIONS],
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, check=False,
                env={**os.environ, "JAVA_OPTS_KC_HEAP": "-Xmx512m"},
            )
        if done.returncode != 0:
            raise Failure("Keycloak could not be prepared: " + "\n".join([str(log), *tail(log, 12)]))
        marker.write_text(options)
        progress.say("Keycloak: prepared")

    @contextlib.contextmanager
    def _locked(self):
        """Two products may start from one build at the same time; one of them builds."""
        directory = os.open(self.root / "ear", os.O_RDONLY)
        try:
            fcntl.flock(directory, fcntl.LOCK_EX)
            yield
        finally:
            os.close(directory)
