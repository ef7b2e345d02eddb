"""Bancada's ARM API as a script uses it."""

import json
import time

from output import Failure
from product import user_token
from web import Web

API_VERSION = "2024-04-01"
RENEW_AFTER_SECONDS = 600


class Refused(Failure):
    """The API's own words, with the status and the code to decide by."""

    def __init__(self, method, path, answer):
        try:
            error = answer.json().get("error", {})
        except ValueError:
            error = {}
        self.status = answer.status
        self.code = error.get("code", "")
        message = error.get("message") or answer.body.decode(errors="replace")[:300]
        super().__init__(f"{method} {path}: {answer.status} {self.code} {message}")


class Api:
    """Calls as one user; the token is renewed before it ends."""

    def __init__(self, home, user):
        self.home = home
        self.user = user
        self.context = home.context()
        self.web = Web(self.context["caFile"])
        self.subscription = f"/subscriptions/{self.context['subscriptionId']}"
        self.provider = f"{self.subscription}/providers/Microsoft.MachineLearningServices"
        self.workspace = (
            f"{self.subscription}/resourceGroups/{self.context['resourceGroup']}"
            f"/providers/Microsoft.MachineLearningServices/workspaces/{self.context['workspace']}"
        )
        self.token, self.token_until = "", 0.0

    def get(self, path):
        return self.call("GET", path).json()

    def put(self, path, body):
        return self.call("PUT", path, body).json()

    def post(self, path, body=None):
        return self.call("POST", path, body).json()

    def find(self, path):
        """What is there, or None."""
        try:
            return self.get(path)
        except Refused as refused:
            if refused.status == 404:
                return None
            raise

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        answer = self.web.call(method, self._address(path), self._headers(), data, timeout=60)
        if answer.status >= 400:
            raise Refused(method, path, answer)
        return answer

    def events(self, path, timeout):
        """Server-Sent Events as (event, data) pairs, until the server ends the stream."""
        with self.web.open("GET", self._address(path), {**self._headers(), "Accept": "text/event-stream"}, timeout=timeout) as stream:
            event, lines = "message", []
            for raw in stream:
                line = raw.decode(errors="replace").rstrip("\r\n")
                field, _, value = line.partition(":")
                value = value[1:] if value.startswith(" ") else value
                if not line:
                    if lines:
                        yield event, "\n".join(lines)
                    event, lines = "message", []
                elif field == "event":
                    event = value
                elif field == "data":
                    lines.append(value)

    def put_blob(self, address, data):
        """As an Azure blob client does: the signature in the address is the only credential."""
        answer = self.web.call("PUT", address, {"x-ms-blob-type": "BlockBlob", "Content-Type": "application/octet-stream"}, data, 120)
        if answer.status >= 400:
            raise Refused("PUT", address.partition("?")[0], answer)

    def _address(self, path):
        return f"{self.context['url']}{path}{'&' if '?' in path else '?'}api-version={API_VERSION}"

    def _headers(self):
        if time.monotonic() > self.token_until:
            self.token, self.token_until = user_token(self.home, self.user), time.monotonic() + RENEW_AFTER_SECONDS
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
