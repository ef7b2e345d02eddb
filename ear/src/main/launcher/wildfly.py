"""The application server: a base directory of its own under $BANCADA_HOME, configured by system properties."""

import os
import re
import shutil

from home import link_tree, write_private
from output import Failure
from processes import Process, require_free

HEAP = "-Xms128m -Xmx768m"
# What WildFly's own start script opens on a modular JDK.
MODULAR = (
    "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
    "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
    "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
    "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
    "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/java.net=ALL-UNNAMED",
    "--add-opens=java.base/java.security=ALL-UNNAMED",
    "--add-opens=java.base/java.util=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--add-opens=java.management/javax.management=ALL-UNNAMED",
    "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
)
JVM = (
    "-XX:+ExitOnOutOfMemoryError",
    # Spawning by vfork doubles the rate at which jobs can start.
    "-Djdk.lang.Process.launchMechanism=VFORK",
    "-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000",
    "-Djava.net.preferIPv4Stack=true",
    "-Djava.awt.headless=true",
    "-Djboss.modules.system.pkgs=org.jboss.byteman",
)


class WildFly(Process):
    def __init__(self, home):
        super().__init__(home, "server", "Server")
        self.home = home
        self.server_log = home.log / "server.log"
        self.properties = home.server / "bancada.properties"
        self.log_began = None

    def launch(self, build):
        require_free(self.home.settings()["port"], "BANCADA_PORT", "the portal and the API")
        self._prepare(build)
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
        configuration = self.home.server / "configuration"
        command = [
            java,
            "-D[Bancada]",
            *HEAP.split(),
            *JVM,
            *MODULAR,
            *os.environ.get("BANCADA_JAVA_OPTS", "").split(),
            f"-Dorg.jboss.boot.log.file={self.server_log}",
            f"-Dlogging.configuration=file:{configuration / 'logging.properties'}",
            "-jar", self.home.wildfly / "jboss-modules.jar",
            "-mp", self.home.wildfly / "modules",
            "org.jboss.as.standalone",
            f"-Djboss.home.dir={self.home.wildfly}",
            f"-Djboss.server.base.dir={self.home.server}",
            f"-Djboss.server.log.dir={self.home.log}",
            "-P", self.properties,
        ]
        self.log_began = self.server_log.stat().st_size if self.server_log.exists() else 0
        # Names of files are UTF-8, whatever the shell that starts the product speaks.
        self.start(command, {"LC_ALL": "C.UTF-8"}, self.home.path)

    def is_ready(self, web):
        return web.status_of(f"{self.home.context()['url']}/health") == 200

    def trouble(self):
        """Why the application will not come although the process runs, or None."""
        text = "\n".join(self.boot_log())
        if re.search(r"WFLYSRV0026|WFLYSRV0021|WFLYCTL0186|WFLYSRV0056", text):
            return [line[:400] for line in text.splitlines() if " ERROR " in line or "Caused by" in line][:15]
        return None

    def boot_log(self):
        """The log since the last start."""
        try:
            log = self.server_log.read_bytes()
        except OSError:
            return []
        if self.log_began is None:
            began = max(0, log.rfind(b"WFLYSRV0049"))
        else:
            # Shorter than it was: the log has been rotated since.
            began = self.log_began if self.log_began <= len(log) else 0
        return log[began:].decode(errors="replace").splitlines()

    def _prepare(self, build):
        for directory in (self.home.wildfly, self.home.server / "configuration", self.home.server / "deployments", self.home.server / "tmp"):
            shutil.rmtree(directory, ignore_errors=True)
        link_tree(build.server, self.home.wildfly)
        self.home.server.mkdir(mode=0o700, exist_ok=True)
        # Written to by the server: real copies, not links into the build.
        shutil.copytree(build.server / "standalone" / "configuration", self.home.server / "configuration")
        (self.home.server / "deployments").mkdir()
        shutil.copy2(build.ear, self.home.server / "deployments" / "bancada.ear")
        write_private(self.properties, "".join(f"{name}={escaped(value)}\n" for name, value in self._settings().items()))

    def _settings(self):
        context = self.home.context()
        secrets = self.home.secrets()
        return {
            "bancada.home": context["home"],
            "bancada.url": context["url"],
            "bancada.port": self.home.settings()["port"],
            # Patterns of the Host headers that are answered, and of those for which there is a portal.
            "bancada.hosts": f"([a-z0-9-]+[.]instances[.])?localhost:{self.home.settings()['port']}",
            "bancada.portal-hosts": f"localhost:{self.home.settings()['port']}",
            "bancada.oidc.issuer": context["issuer"],
            "bancada.oidc.audience": "bancada-api",
            "bancada.oidc.portal-secret": secrets["portalClient"],
            "bancada.directory.secret": secrets["directoryClient"],
            "bancada.ca-file": context["caFile"],
            "bancada.tls.key-store": self.home.tls / "server.p12",
            "bancada.tls.trust-store": self.home.tls / "trust.p12",
            "bancada.tls.password": secrets["keyStore"],
            "bancada.subscription-id": context["subscriptionId"],
            "bancada.tenant-id": context["tenantId"],
            # Differs between servers of one database: recovery must not touch another server's transactions.
            "bancada.node-identifier": context["subscriptionId"][:8],
            "bancada.location": context["location"],
            "bancada.resource-group": context["resourceGroup"],
            "bancada.workspace": context["workspace"],
            **database(self.home, secrets),
        }


def database(home, secrets):
    """PostgreSQL when the environment names one, else H2 in a file of the home."""
    url = os.environ.get("BANCADA_DB_URL")
    if not url:
        return {
            "bancada.db.driver": "h2",
            # Without WRITE_DELAY=0 a kill -9 loses commits that were already acknowledged.
            "bancada.db.url": f"jdbc:h2:file:{home.data / 'bancada'};WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
            "bancada.db.user": "bancada",
            "bancada.db.password": secrets["database"],
        }
    if not url.startswith("jdbc:postgresql:"):
        raise Failure(f"BANCADA_DB_URL is '{url}'; it begins with jdbc:postgresql:, or is left out for the built-in database.")
    missing = [name for name in ("BANCADA_DB_USER", "BANCADA_DB_PASSWORD") if not os.environ.get(name)]
    if missing:
        raise Failure(f"BANCADA_DB_URL is set, so {' and '.join(missing)} must be, too.")
    return {
        "bancada.db.driver": "postgresql",
        "bancada.db.url": url,
        "bancada.db.user": os.environ["BANCADA_DB_USER"],
        "bancada.db.password": os.environ["BANCADA_DB_PASSWORD"],
    }


def escaped(value):
    """As a Java properties file wants it."""
    return str(value).replace("\\", "\\\\").encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00").replace("\n", "\\n")
