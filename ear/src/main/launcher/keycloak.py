"""The identity provider: starts Keycloak, gives it the realm at the first start, keeps its redirect URIs in step with the port."""

import json
import os
import shutil
import sys

from home import link_tree, write_private
from output import Failure
from processes import Process, require_free
from web import password_token

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
        settings["realmUrl"] = url
        write_private(self.home.settings_file, json.dumps(settings, indent=2) + "\n")

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
        headers = self._administrator(web)
        clients = f"{self._admin()}/clients"
        [client] = web.call("GET", f"{clients}?clientId=bancada-portal", headers).json()
        moved = json.loads(json.dumps(client).replace(old, new))
        answer = web.call("PUT", f"{clients}/{client['id']}", headers, json.dumps(moved).encode())
        if answer.status != 204:
            raise Failure(f"Keycloak refuses to move the portal from {old} to {new}: {answer.body.decode(errors='replace')}")

    def _has_directory(self, web):
        """Whether the realm has the client that looks people up; a realm that an older build made is given it here."""
        try:
            self._make_directory(web)
            return True
        except (Failure, OSError, ValueError) as failure:
            # Everything but the search for people works without.
            print(f"People cannot be searched yet: {failure} See 'People' in docs/operate.md for what to do.", file=sys.stderr, flush=True)
            return False

    def _make_directory(self, web):
        realm = json.loads(self._realm())
        [wanted] = [client for client in realm["clients"] if client["clientId"] == "bancada-directory"]
        [account] = [user for user in realm["users"] if user.get("serviceAccountClientId") == "bancada-directory"]
        headers = self._administrator(web)
        clients = f"{self._admin()}/clients"

        def found(client):
            return self._answer(web, "GET", f"{clients}?clientId={client}", headers).json()

        if not found("bancada-directory"):
            self._answer(web, "POST", clients, headers, wanted)
        [client], [management] = found("bancada-directory"), found("realm-management")
        # One that somebody made by hand, or a build that was interrupted, may know another secret.
        self._answer(web, "PUT", f"{clients}/{client['id']}", headers, {**client, **wanted})
        user = self._answer(web, "GET", f"{clients}/{client['id']}/service-account-user", headers).json()
        names = account["clientRoles"]["realm-management"]
        roles = [self._answer(web, "GET", f"{clients}/{management['id']}/roles/{name}", headers).json() for name in names]
        self._answer(web, "POST", f"{self._admin()}/users/{user['id']}/role-mappings/clients/{management['id']}", headers, roles)

    def _has_az(self, web):
        """Whether the realm has the client of az; a realm that an older build made is given it here."""
        try:
            [wanted] = [client for client in json.loads(self._realm())["clients"] if client["clientId"] == AZ]
            headers = self._administrator(web)
            clients = f"{self._admin()}/clients"
            if not self._answer(web, "GET", f"{clients}?clientId={AZ}", headers).json():
                self._answer(web, "POST", clients, headers, wanted)
            return True
        except (Failure, OSError, ValueError) as failure:
            print(f"az cannot sign on yet: {failure} See docs/az.md for what to do.", file=sys.stderr, flush=True)
            return False

    def _answer(self, web, method, url, headers, body=None):
        answer = web.call(method, url, headers, None if body is None else json.dumps(body).encode())
        if not 200 <= answer.status < 300:
            raise Failure(f"Keycloak answers {answer.status} to {method} {url}.")
        return answer

    def _admin(self):
        return f"{self.home.context()['keycloakUrl']}/admin/realms/bancada"

    def _administrator(self, web):
        token = password_token(
            web, f"{self.home.context()['keycloakUrl']}/realms/master",
            {"client_id": "admin-cli", "username": "keycloak-admin", "password": self.home.credentials()["keycloak-admin"]},
        )
        return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
