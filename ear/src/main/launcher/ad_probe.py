"""Looks at an Active Directory step by step, as Keycloak is going to use it, and says in plain words which step fails."""

import importlib.util
import socket
import ssl
import sys
import urllib.parse
from dataclasses import dataclass

from output import Failure

PATIENCE = 10
# More are not counted; to know that there are enough of them is enough.
COUNTED = 1000
USERS = "(&(objectCategory=person)(objectClass=user)(!(objectClass=computer)))"
GROUPS = "(objectClass=group)"
# What AD says behind "data" when it refuses a bind.
REFUSALS = {
    "52e": "The password is wrong, or there is no account with this name.",
    "525": "There is no account with this name.",
    "530": "The account may not sign on at this time.",
    "532": "The password has expired; set a new one, and let it not expire.",
    "533": "The account is disabled.",
    "701": "The account has expired.",
    "773": "The account must change its password first; take that mark off it.",
    "775": "The account is locked; unlock it.",
}


@dataclass(frozen=True)
class Domain:
    """Where an Active Directory is, and by which account it is read."""

    urls: tuple
    bind_dn: str
    password: str
    users_dn: str
    groups_dn: str
    ca_file: str

    def __repr__(self):
        return f"Domain({' '.join(self.urls)})"


def check(domain, progress):
    """Goes all the way once for each controller. A step that fails ends it."""
    require_ldap3()
    context = trust(domain.ca_file)
    for url in domain.urls:
        host, port = place(url)
        resolve(host, progress)
        shake_hands(host, port, context, progress)
        with bound(domain, host, port, progress) as connection:
            count(connection, domain.users_dn, USERS, "user", "--users-dn", progress)
            count(connection, domain.groups_dn, GROUPS, "group", "--groups-dn", progress)


def require_ldap3():
    # Where Debian puts it, for a Python that is not Debian's: it is plain Python.
    for place in (None, "/usr/lib/python3/dist-packages"):
        if place is not None:
            sys.path.append(place)
        if importlib.util.find_spec("ldap3") is not None:
            return
    raise Failure("Python's LDAP client is missing. On Debian: apt install python3-ldap3")


def place(url):
    parts = urllib.parse.urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme != "ldaps" or not parts.hostname or port == 0 or parts.path not in ("", "/") or parts.query or parts.username:
        raise Failure(f"--url: '{url}' is not an address such as ldaps://dc1.corp.example or ldaps://dc1.corp.example:636. "
                      "Without TLS a password would be there for all to read, so nothing else is taken.")
    return parts.hostname, port or 636


def trust(ca_file):
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as problem:
        what = "holds no certificate in PEM form" if isinstance(problem, ssl.SSLError) else f"cannot be read ({problem.strerror})"
        raise Failure(
            f"--ca-file: {ca_file} {what}. Export the certificate of the authority that issued the domain controllers' "
            "as Base-64 encoded X.509."
        ) from None


def resolve(host, progress):
    try:
        addresses = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except OSError:
        raise Failure(
            f"Step 1, the name: '{host}' is not known here. Correct --url, or let this host ask the domain's DNS."
        ) from None
    progress.say(f"1. The name {host} is {', '.join(sorted(addresses))}")


def shake_hands(host, port, context, progress):
    try:
        with socket.create_connection((host, port), PATIENCE) as plain, context.wrap_socket(plain, server_hostname=host) as secure:
            progress.say(f"2. {host} answers on port {port} with {secure.version()}, and its certificate is trusted")
    except ssl.SSLCertVerificationError as problem:
        raise Failure(f"Step 2, TLS: {distrust(host, problem)}") from None
    except ssl.SSLError as problem:
        raise Failure(f"Step 2, TLS: {host} on port {port} does not speak TLS as it should ({problem.reason}). LDAPS is port 636.") from None
    except OSError as problem:
        raise Failure(
            f"Step 2, TLS: nobody answers on port {port} of {host} ({problem.strerror or problem}). "
            "Correct --url, open the port in the firewall, or give the domain controller a certificate: it has no LDAPS without one."
        ) from None


def distrust(host, problem):
    if problem.verify_code == 10:
        return f"the certificate of {host} has expired. Renew it on the domain controller."
    if problem.verify_code in (62, 64):
        return f"the certificate of {host} is for another name. Give in --url a name that the certificate has."
    return (f"the certificate of {host} does not come from the authority in --ca-file ({problem.verify_message}). "
            "Export the authority that issued the domain controller's certificate.")


def bound(domain, host, port, progress):
    import ldap3
    from ldap3.core.exceptions import LDAPException

    tls = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=domain.ca_file)
    server = ldap3.Server(host, port=port, use_ssl=True, tls=tls, get_info=ldap3.NONE, connect_timeout=PATIENCE)
    connection = ldap3.Connection(
        server, user=domain.bind_dn, password=domain.password, receive_timeout=PATIENCE, auto_referrals=False, read_only=True
    )
    try:
        if not connection.bind():
            raise Failure(f"Step 3, signing on as '{domain.bind_dn}': {refusal(connection.result)}")
    except LDAPException as problem:
        raise Failure(f"Step 3, signing on as '{domain.bind_dn}': {host} broke off ({problem}).") from None
    progress.say(f"3. {domain.bind_dn} is signed on")
    return connection


def refusal(result):
    said = result.get("message", "")
    for code, words in REFUSALS.items():
        if f"data {code}" in said:
            return words + " Correct --bind-dn, or the password."
    return f"it is refused ({result.get('description')}). Correct --bind-dn, or the password."


def count(connection, base, search, what, option, progress):
    from ldap3 import SUBTREE
    from ldap3.core.exceptions import LDAPException

    step = 4 if what == "user" else 5
    try:
        found = 0
        for entry in connection.extend.standard.paged_search(base, search, SUBTREE, attributes=["cn"], paged_size=COUNTED, generator=True):
            found += entry["type"] == "searchResEntry"
            if found >= COUNTED:
                break
        failed = None if connection.result["result"] in (0, 4) else connection.result["description"]
    except LDAPException as problem:
        found, failed = 0, str(problem)
    if failed is not None:
        raise Failure(f"Step {step}, {what}s: '{base}' cannot be searched ({failed}). Correct {option}.")
    if found == 0:
        raise Failure(
            f"Step {step}, {what}s: there is not one {what} below '{base}' that the account may see. "
            f"Correct {option}, or let the account read there."
        )
    progress.say(f"{step}. {'At least ' if found >= COUNTED else ''}{found} {what}s below {base}")
