"""The product's realm, as Keycloak's administrator changes it over the Admin REST API."""

import json
import urllib.parse

from output import Failure
from web import Web, password_token


class Realm:
    """One sign-on of the administrator, good for a minute of work."""

    def __init__(self, home, web=None):
        context = home.context()
        self.web = web or Web(context["caFile"])
        self.url = f"{context['keycloakUrl']}/admin/realms/bancada"
        token = password_token(
            self.web, f"{context['keycloakUrl']}/realms/master",
            {"client_id": "admin-cli", "username": "keycloak-admin", "password": home.credentials()["keycloak-admin"]},
        )
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def get(self, path, **query):
        return self.ask("GET", path + ("?" + urllib.parse.urlencode(query) if query else "")).json()

    def post(self, path, body):
        return self.ask("POST", path, body)

    def put(self, path, body):
        return self.ask("PUT", path, body)

    def delete(self, path):
        return self.ask("DELETE", path)

    def ask(self, method, path, body=None):
        """What Keycloak answers; anything but success is a failure that does not show what was sent."""
        answer = self.try_to(method, path, body)
        if not 200 <= answer.status < 300:
            raise Failure(f"Keycloak answers {answer.status} to {method} {self.url}{path}: {reason(answer)}")
        return answer

    def try_to(self, method, path, body=None):
        return self.web.call(method, self.url + path, self.headers, None if body is None else json.dumps(body).encode())

    def client(self, client_id):
        """The client with this id, or None."""
        found = self.get("/clients", clientId=client_id)
        return found[0] if found else None


def reason(answer):
    try:
        said = answer.json()
        return said.get("errorMessage") or said.get("error_description") or said.get("error") or "no reason given"
    except ValueError:
        return "no reason given"
