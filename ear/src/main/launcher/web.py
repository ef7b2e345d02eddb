"""HTTPS to the product's own servers: trusts the product's authority and nobody else, and asks no proxy."""

import json
import ssl
import urllib.error
import urllib.parse
import urllib.request

from output import Failure


class Response:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body) if self.body else {}


class Web:
    def __init__(self, ca_file):
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca_file)),
            NoRedirect(),
        )

    def open(self, method, url, headers=None, data=None, timeout=30):
        """The open response, for streams. The caller closes it; an HTTP error is raised as urllib does."""
        request = urllib.request.Request(url, data=data, headers=headers or {}, method=method)
        return self.opener.open(request, timeout=timeout)

    def call(self, method, url, headers=None, data=None, timeout=30):
        try:
            with self.open(method, url, headers, data, timeout) as answer:
                return Response(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Response(refused.code, refused.headers, refused.read())

    def status_of(self, url, timeout=5):
        """The HTTP status, or None while nobody answers."""
        try:
            return self.call("GET", url, timeout=timeout).status
        except OSError:
            return None

    def form(self, url, fields):
        body = urllib.parse.urlencode(fields).encode()
        return self.call("POST", url, {"Content-Type": "application/x-www-form-urlencoded"}, body)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def password_token(web, issuer, fields):
    """An access token by name and password."""
    answer = web.form(f"{issuer}/protocol/openid-connect/token", {"grant_type": "password", **fields})
    if answer.status != 200:
        reason = answer.json().get("error_description", "no reason given")
        raise Failure(f"Keycloak gives {fields['username']} no token: {reason}")
    return answer.json()["access_token"]
