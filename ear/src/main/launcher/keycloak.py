"""The identity provider: starts Keycloak, gives it the realm at the first start, keeps its redirect URIs in step with the port."""

import json
import os
import shutil
import sys

from home import link_tree, write_private
from output import Failure
from processes import Process, require_free
from realm import Realm

# The client id that az has had from the beginning.
AZ = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
HEAP = "-Xms64m -Xmx384m"


class Keycloak(Process):
    def __init__(self, home):
        super().__init__(home, "keycloak", "Keycloak")
        self.home = home

    def launch(self, build):
        port = self.home.settings()["keycloakPort"]
        require_free(port, "BANCADA_KEYCLOAK_PORT", "Keycloak")
        shutil.rmtree(self.home.keycloak, ignore_errors=True)
        link_tree(build.keycloak(), self.home.keycloak)
        shutil.copytree(self.home.root / "ear/src/main/keycloak/themes", self.home.keycloak / "themes", dirs_exist_ok=True)
        database = self.home.data / "keycloak"
        first = not database.with_name("keycloak.mv.db").exists()
        self._write_configuration(port, database)
        environment = {"JAVA_OPTS_KC_HEAP": os.environ.get("BANCADA_KEYCLOAK_JAVA_OPTS", HEAP)}
        command = [self.home.keycloak / "bin" / "kc.sh", "start", "--optimized"]
        if first or not self.home.settings().get("realmUrl"):
            self._write_realm()
            command.append("--import-realm")
            environment["KC_BOOTSTRAP_ADMIN_USERNAME"] = "keycloak-admin"
            environment["KC_BOOTSTRAP_ADMIN_PASSWORD"] = self.home.credentials()["keycloak-admin"]
        self.start(command, environment, self.home.keycloak)

    def is_ready(self, web):
        return web.status_of(f"{self.home.context()['issuer']}/.well-known/openid-configuration") == 200

    def after_start(self, web):
        shutil.rmtree(self.home.keycloak / "data" / "import", ignore_errors=True)
        settings = self.home.settings()
        url = self.home.context()["url"]
        if settings.get("realmUrl") not in (None, url):
            self._move_portal(web, settings["realmUrl"], url)
        if not settings.get("directoryClient"):
            settings["directoryClient"] = self._has_directory(web)
        if not settings.get("azClient"):
            settings["azClient"] = self._has_az(web)
        if not settings.get("backChannelLogout"):
            settings["backChannelLogout"] = self._has_back_channel(web)
        settings["realmUrl"] = url
        self.home.keep(settings)

    def trusted(self):
        """The authorities that Keycloak trusts when it calls others."""
        return [path for path in (self.home.tls / "ca.pem", self.home.tls / "directory-ca.pem") if path.exists()]

    def _write_configuration(self, port, database):
        secrets = self.home.secrets()
        write_private(
            self.home.keycloak / "conf" / "keycloak.conf",
            "\n".join(
                [
                    "# Written by ./bancada up at every start.",
                    "http-enabled=false",
                    "http-host=127.0.0.1",
                    f"https-port={port}",
                    f"hostname=https://localhost:{port}",
                    f"https-key-store-file={self.home.tls / 'server.p12'}",
                    "https-key-store-type=PKCS12",
                    f"https-key-store-password={secrets['keyStore']}",
                    "https-protocols=TLSv1.3,TLSv1.2",
                    "cache=local",
                    # The product, which is told when sessions end, and Active Directory where there is one.
                    f"truststore-paths={','.join(str(path) for path in self.trusted())}",
                    # Without WRITE_DELAY=0 a power cut loses changes that were already acknowledged.
                    f"db-url=jdbc:h2:file:{database};NON_KEYWORDS=VALUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                    "db-username=bancada",
                    f"db-password={secrets['database']}",
                    "",
                ]
            ),
        )

    def _write_realm(self):
        directory = self.home.keycloak / "data" / "import"
        directory.mkdir(mode=0o700, parents=True)
        write_private(directory / "bancada-realm.json", self._realm())

    def _realm(self):
        template = (self.home.root / "ear/src/main/keycloak/realm.json").read_text()
        secrets = self.home.secrets()
        values = {
            "url": self.home.context()["url"],
            "tenant": self.home.context()["tenantId"],
            "portal.secret": secrets["portalClient"],
            "cli.secret": secrets["cliClient"],
            "directory.secret": secrets["directoryClient"],
        }
        values.update({f"{user}.password": password for user, password in self.home.credentials().items()})
        for name, value in values.items():
            template = template.replace(f"@{name}@", value)
        return template

    def _move_portal(self, web, old, new):
        """The realm keeps exact addresses; when the port has moved they move with it."""
        realm = Realm(self.home, web)
        client = realm.client("bancada-portal")
        realm.put(f"/clients/{client['id']}", json.loads(json.dumps(client).replace(old, new)))

    def _has_directory(self, web):
        """Whether the realm has the client that looks people up; a realm that an older build made is given it here."""
        return self._has(
            lambda: self._make_directory(Realm(self.home, web)), "People cannot be searched yet", "See 'People' in docs/operate.md for what to do."
        )

    def _has_back_channel(self, web):
        """Whether Keycloak tells the product when a session ends; a realm that an older build made learns it here."""
        return self._has(
            lambda: self._make_back_channel(Realm(self.home, web)), "Sessions that end in Keycloak are noticed late", "The next up tries again."
        )

    def _has(self, make, lack, advice):
        try:
            make()
            return True
        except (Failure, OSError, ValueError, KeyError, TypeError) as failure:
            # Everything else works without.
            print(f"{lack}: {failure} {advice}", file=sys.stderr, flush=True)
            return False

    def _make_back_channel(self, realm):
        [wanted] = [client for client in json.loads(self._realm())["clients"] if client["clientId"] == "bancada-portal"]
        client = realm.client("bancada-portal")
        attributes = {name: value for name, value in wanted["attributes"].items() if name.startswith("backchannel.")}
        realm.put(f"/clients/{client['id']}", {**client, "attributes": {**client.get("attributes", {}), **attributes}})

    def _make_directory(self, realm):
        file = json.loads(self._realm())
        [wanted] = [client for client in file["clients"] if client["clientId"] == "bancada-directory"]
        [account] = [user for user in file["users"] if user.get("serviceAccountClientId") == "bancada-directory"]
        if realm.client("bancada-directory") is None:
            realm.post("/clients", wanted)
        client, management = realm.client("bancada-directory"), realm.client("realm-management")
        # One that somebody made by hand, or a build that was interrupted, may know another secret.
        realm.put(f"/clients/{client['id']}", {**client, **wanted})
        user = realm.get(f"/clients/{client['id']}/service-account-user")
        names = account["clientRoles"]["realm-management"]
        roles = [realm.get(f"/clients/{management['id']}/roles/{name}") for name in names]
        realm.post(f"/users/{user['id']}/role-mappings/clients/{management['id']}", roles)

    def _has_az(self, web):
        """Whether the realm has the client of az; a realm that an older build made is given it here."""
        return self._has(lambda: self._make_az(Realm(self.home, web)), "az cannot sign on yet", "See docs/az.md for what to do.")

    def _make_az(self, realm):
        [wanted] = [client for client in json.loads(self._realm())["clients"] if client["clientId"] == AZ]
        if realm.client(AZ) is None:
            realm.post("/clients", wanted)
