"""./bancada ad: lets the people of an Active Directory sign on. What is decided here is explained in docs/active-directory.md."""

import getpass
import os
import sys
from pathlib import Path

import ad_probe
import product
from ad_probe import Domain
from build import Build
from home import write_private
from keycloak import Keycloak
from output import Failure, Progress
from realm import Realm, reason

NAME = "active-directory"
STORAGE = "org.keycloak.storage.UserStorageProvider"
MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"
# Groups of the product's own: one of the directory with such a name is another group, and is left out.
OWN_GROUPS = ("bancada-admins", "data-scientists", "readers")
# How often accounts that were changed are read again, so that a name that was given to somebody else is theirs.
CHANGED_SECONDS = 900
VARIABLES = {
    "url": "BANCADA_AD_URL",
    "bind_dn": "BANCADA_AD_BIND_DN",
    "password_file": "BANCADA_AD_PASSWORD_FILE",
    "users_dn": "BANCADA_AD_USERS_DN",
    "groups_dn": "BANCADA_AD_GROUPS_DN",
    "ca_file": "BANCADA_AD_CA_FILE",
}


def commands(parsers):
    parser = parsers.add_parser("ad", help="let the people of an Active Directory sign on")
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    connect_parser = acts.add_parser("connect", help="test the directory step by step, and connect it; again to change something")
    for option, words in (
        ("url", "ldaps://HOST[:PORT]; several with spaces between them"),
        ("bind-dn", "the account that reads: a DN, or user@domain"),
        ("password-file", "where its password is; - for standard input, asked for when left out"),
        ("users-dn", "below which the people are"),
        ("groups-dn", "below which the groups are"),
        ("ca-file", "PEM of the authority of the domain controllers' certificates"),
    ):
        connect_parser.add_argument(f"--{option}", help=f"{words} ({VARIABLES[option.replace('-', '_')]})")
    connect_parser.set_defaults(run=connect)
    acts.add_parser("show", help="what is connected").set_defaults(run=show)
    acts.add_parser("disconnect", help="let nobody of the directory sign on any more").set_defaults(run=disconnect)


def connect(home, args):
    progress = Progress()
    require_running(home)
    domain = read_domain(args)
    ad_probe.check(domain, progress)
    with home.locked():
        trust(home, domain, progress)
        realm = Realm(home)
        try_from_keycloak(realm, domain, progress)
        parent = write(realm, domain)
        progress.say(f"7. {know_groups(realm, parent)} groups are known here, to be given roles")
    progress.say("Active Directory is connected. People sign on with their account name, or as user@domain.")
    print("  Give roles to groups of the directory by name; see docs/active-directory.md", flush=True)


def read_domain(args):
    """From the options, else from the environment."""

    def value(name):
        found = getattr(args, name) or os.environ.get(VARIABLES[name], "")
        if not found.strip():
            raise Failure(f"Give --{name.replace('_', '-')}, or set {VARIABLES[name]}.")
        return found.strip()

    urls = tuple(value("url").split())
    for url in urls:
        ad_probe.place(url)
    ca_file = str(Path(value("ca_file")).absolute())
    bind_dn, users_dn, groups_dn = value("bind_dn"), value("users_dn"), value("groups_dn")
    return Domain(urls, bind_dn, read_password(args.password_file or os.environ.get(VARIABLES["password_file"], "")), users_dn, groups_dn, ca_file)


def read_password(file):
    if not file:
        if not sys.stdin.isatty():
            raise Failure("Give --password-file (- for standard input); without a terminal it cannot be asked for.")
        password = getpass.getpass("Password of the account that reads: ")
    elif file == "-":
        password = sys.stdin.readline()
    else:
        try:
            password = Path(file).read_text()
        except OSError as problem:
            raise Failure(f"--password-file: {file} cannot be read ({problem.strerror}).") from None
    password = password.rstrip("\r\n")
    # An empty one would be taken for an anonymous sign-on, which succeeds and sees nothing.
    if not password:
        raise Failure("The password is empty.")
    return password


def trust(home, domain, progress):
    """Keycloak reads what it trusts when it starts, so a new authority restarts it."""
    kept = home.tls / "directory-ca.pem"
    wanted = Path(domain.ca_file).read_text()
    if kept.exists() and kept.read_text() == wanted:
        return
    write_private(kept, wanted)
    progress.say("Keycloak: starting anew, to trust the authority; whoever signs on now waits for some seconds")
    keycloak = Keycloak(home)
    keycloak.stop()
    keycloak.launch(Build(home.root))
    product.await_ready(home, (keycloak,), progress)


def try_from_keycloak(realm, domain, progress):
    """Keycloak's own try, from where the sign-ons will come."""
    for action in ("testConnection", "testAuthentication"):
        answer = realm.try_to("POST", "/testLDAPConnection", {
            "action": action,
            "connectionUrl": " ".join(domain.urls),
            "authType": "simple",
            "bindDn": domain.bind_dn,
            "bindCredential": domain.password,
            "useTruststoreSpi": "always",
            "connectionTimeout": "10000",
            "startTls": "false",
        })
        if answer.status != 204:
            raise Failure(f"Keycloak cannot do what this command could ({action}: {reason(answer)}). See: ./bancada logs keycloak")
    progress.say("6. Keycloak reaches the directory too")


def write(realm, domain):
    realm_id = realm.get("")["id"]
    known = found(realm)
    component = {
        **(known or {}),
        "name": NAME,
        "providerId": "ldap",
        "providerType": STORAGE,
        "parentId": realm_id,
        "config": {**(known["config"] if known else {}), **values(storage(domain))},
    }
    if known:
        realm.put(f"/components/{known['id']}", component)
    else:
        realm.post("/components", component)
    parent = found(realm)["id"]
    for mapper in mappers(domain):
        keep_mapper(realm, parent, mapper)
    show_attributes(realm)
    return parent


def know_groups(realm, parent):
    """Reads the groups at once; Keycloak does so again whenever it reads the accounts that were changed."""
    [groups] = realm.get("/components", parent=parent, name="groups")
    known = realm.post(f"/user-storage/{parent}/mappers/{groups['id']}/sync?direction=fedToKeycloak", {}).json()
    if known.get("failed"):
        raise Failure(f"Keycloak cannot read all groups: {known.get('status')}. See: ./bancada logs keycloak")
    return known.get("added", 0) + known.get("updated", 0)


def storage(domain):
    return {
        "enabled": "true",
        "vendor": "ad",
        "editMode": "READ_ONLY",
        "connectionUrl": " ".join(domain.urls),
        "bindDn": domain.bind_dn,
        "bindCredential": domain.password,
        "authType": "simple",
        "startTls": "false",
        "useTruststoreSpi": "always",
        "connectionTimeout": "5000",
        "readTimeout": "10000",
        "connectionPooling": "true",
        "pagination": "true",
        "searchScope": "2",
        "usersDn": domain.users_dn,
        "usernameLDAPAttribute": "sAMAccountName",
        "rdnLDAPAttribute": "cn",
        # An account stays the same when it is renamed or moved.
        "uuidLDAPAttribute": "objectGUID",
        "userObjectClasses": "person, organizationalPerson, user",
        "customUserSearchFilter": "(!(objectClass=computer))",
        "importEnabled": "true",
        "syncRegistrations": "false",
        # Whoever is no longer there is kept, disabled: the identity comes back with the account.
        "removeInvalidUsersEnabled": "false",
        # Groups and locks of the directory count at once, not when a cache ends.
        "cachePolicy": "NO_CACHE",
        "trustEmail": "true",
        "batchSizeForSync": "1000",
        "fullSyncPeriod": "-1",
        "changedSyncPeriod": str(CHANGED_SECONDS),
        "priority": "0",
    }


def mappers(domain):
    """What is read of an account. Keycloak makes some of these itself; they are made to be as the product needs them."""
    attribute = {"read.only": "true", "is.mandatory.in.ldap": "false", "always.read.value.from.ldap": "true"}
    own = "".join(f"(!(sAMAccountName={name}))" for name in OWN_GROUPS)
    return (
        mapper("username", "user-attribute-ldap-mapper", {
            **attribute, "is.mandatory.in.ldap": "true", "always.read.value.from.ldap": "false",
            "ldap.attribute": "sAMAccountName", "user.model.attribute": "username",
        }),
        # By which people sign on as user@domain.
        mapper("email", "user-attribute-ldap-mapper", {**attribute, "ldap.attribute": "userPrincipalName", "user.model.attribute": "email"}),
        mapper("first name", "user-attribute-ldap-mapper", {**attribute, "ldap.attribute": "givenName", "user.model.attribute": "firstName"}),
        mapper("last name", "user-attribute-ldap-mapper", {**attribute, "ldap.attribute": "sn", "user.model.attribute": "lastName"}),
        mapper("MSAD account controls", "msad-user-account-control-mapper", {"always.read.enabled.value.from.ldap": "true"}),
        # Binary, so it is never kept in Keycloak: where it is there, the directory itself has answered.
        mapper("account sid", "user-attribute-ldap-mapper", {
            **attribute, "is.binary.attribute": "true", "ldap.attribute": "objectSid", "user.model.attribute": "adSid",
        }),
        mapper("account control", "user-attribute-ldap-mapper", {
            **attribute, "ldap.attribute": "userAccountControl", "user.model.attribute": "adAccountControl",
        }),
        mapper("account end", "user-attribute-ldap-mapper", {
            **attribute, "ldap.attribute": "accountExpires", "user.model.attribute": "adAccountExpires",
        }),
        mapper("groups", "group-ldap-mapper", {
            "groups.dn": domain.groups_dn,
            # Unlike cn it is there once in a domain: no group of another branch can pass for this one.
            "group.name.ldap.attribute": "sAMAccountName",
            "group.object.classes": "group",
            "groups.ldap.filter": f"(&{own})",
            "groups.path": "/",
            "membership.ldap.attribute": "member",
            "membership.attribute.type": "DN",
            "membership.user.ldap.attribute": "sAMAccountName",
            "memberof.ldap.attribute": "memberOf",
            "user.roles.retrieve.strategy": "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE_RECURSIVELY",
            "preserve.group.inheritance": "false",
            "ignore.missing.groups": "true",
            "drop.non.existing.groups.during.sync": "false",
            "mode": "READ_ONLY",
        }),
    )


def mapper(name, provider, config):
    return {"name": name, "providerId": provider, "providerType": MAPPER, "config": values(config)}


def keep_mapper(realm, parent, wanted):
    known = realm.get("/components", parent=parent, name=wanted["name"])
    component = {**(known[0] if known else {}), **wanted, "parentId": parent}
    if known:
        realm.put(f"/components/{known[0]['id']}", {**component, "config": {**known[0].get("config", {}), **wanted["config"]}})
    else:
        realm.post("/components", component)


def show_attributes(realm):
    """Lets the product read what the mappers give; people themselves do not see it."""
    profile = realm.get("/users/profile")
    if profile.get("unmanagedAttributePolicy") != "ADMIN_VIEW":
        realm.put("/users/profile", {**profile, "unmanagedAttributePolicy": "ADMIN_VIEW"})


def show(home, _):
    require_running(home)
    known = found(Realm(home))
    if not known:
        print("No Active Directory is connected. Connect one with: ./bancada ad connect")
        return 3
    config = {name: value[0] for name, value in known["config"].items() if value}
    groups = Realm(home).get("/components", parent=known["id"], name="groups")
    connected = config.get("enabled") == "true"
    print(f"state      {'connected' if connected else 'disconnected'}")
    print(f"url        {config['connectionUrl']}")
    print(f"bind DN    {config['bindDn']}")
    print(f"users DN   {config['usersDn']}")
    if groups:
        print(f"groups DN  {groups[0]['config']['groups.dn'][0]}")
    print(f"CA file    {home.tls / 'directory-ca.pem'}")
    return 0 if connected else 3


def disconnect(home, _):
    require_running(home)
    with home.locked():
        realm = Realm(home)
        known = found(realm)
        if not known:
            print("No Active Directory is connected.")
            return
        # Kept, because it holds whose account is who: who comes back is the same person.
        known["config"].update(values({"enabled": "false", "bindCredential": "forgotten"}))
        realm.put(f"/components/{known['id']}", known)
    print("Nobody of the directory can sign on any more. Connected again, everybody is who they were.")


def found(realm):
    components = realm.get("/components", type=STORAGE, name=NAME)
    return components[0] if components else None


def values(config):
    return {name: [value] for name, value in config.items()}


def require_running(home):
    if not home.exists() or Keycloak(home).pid() is None:
        raise Failure("Keycloak does not run. Start the product with: ./bancada up")
