"""The product's own certificate authority and the server certificate under it, made with the JDK's keytool alone."""

import os
import subprocess
import time

from home import write_private
from output import Failure

DAY = 86_400
SERVER_DAYS = 397
RENEW_BEFORE_DAYS = 30


def ensure(home, progress):
    """Makes what is missing; renews the server certificate in time. The authority stays, so clients need not trust anew."""
    authority = home.tls / "ca.p12"
    server = home.tls / "server.p12"
    if not (home.tls / "ca.pem").exists():
        progress.show("Certificates: making the authority")
        make_authority(home, authority)
    if not server.exists() or time.time() - server.stat().st_mtime > (SERVER_DAYS - RENEW_BEFORE_DAYS) * DAY:
        progress.show("Certificates: making the server's")
        make_server(home, authority, server)
        progress.say(f"Certificates: made; clients trust {home.tls / 'ca.pem'}")


def make_authority(home, authority):
    for old in (authority, home.tls / "trust.p12"):
        old.unlink(missing_ok=True)
    keytool(
        home, "-genkeypair", "-alias", "ca", "-keystore", authority, "-keyalg", "EC", "-groupname", "secp256r1",
        "-dname", f"CN=Bancada CA {home.settings()['subscriptionId'][:8]}, O=Bancada", "-validity", "3650",
        "-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign",
    )
    pem = keytool(home, "-exportcert", "-rfc", "-alias", "ca", "-keystore", authority)
    private_file = home.tls / "ca.pem.part"
    write_private(private_file, pem)
    keytool(home, "-importcert", "-noprompt", "-alias", "ca", "-keystore", home.tls / "trust.p12", "-file", private_file)
    # Last, because its presence says that all of it is there.
    os.replace(private_file, home.tls / "ca.pem")


def make_server(home, authority, server):
    fresh = home.tls / "server.p12.new"
    fresh.unlink(missing_ok=True)
    keytool(
        home, "-genkeypair", "-alias", "server", "-keystore", fresh, "-keyalg", "EC", "-groupname", "secp256r1",
        "-dname", "CN=localhost, O=Bancada", "-validity", str(SERVER_DAYS),
    )
    request = home.tls / "server.csr"
    request.write_text(keytool(home, "-certreq", "-alias", "server", "-keystore", fresh))
    signed = keytool(
        home, "-gencert", "-rfc", "-alias", "ca", "-keystore", authority, "-infile", request, "-validity", str(SERVER_DAYS),
        "-ext", "san=dns:localhost,dns:*.instances.localhost,ip:127.0.0.1",
        "-ext", "ku:c=digitalSignature", "-ext", "eku=serverAuth", "-ext", "bc:c=ca:false",
    )
    request.unlink()
    keytool(home, "-importcert", "-noprompt", "-alias", "ca", "-keystore", fresh, "-file", home.tls / "ca.pem")
    chain = home.tls / "server.pem"
    chain.write_text(signed + (home.tls / "ca.pem").read_text())
    keytool(home, "-importcert", "-noprompt", "-alias", "server", "-keystore", fresh, "-file", chain)
    chain.unlink()
    os.replace(fresh, server)


def keytool(home, *arguments):
    # The password goes by environment: a command line is public.
    command = ["keytool", *map(str, arguments), "-storetype", "PKCS12", "-storepass:env", "BANCADA_KEYSTORE"]
    environment = {**os.environ, "BANCADA_KEYSTORE": home.secrets()["keyStore"], "LC_ALL": "C"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, umask=0o077, check=False)
    if done.returncode != 0:
        raise Failure(f"keytool {arguments[0]} failed: {done.stdout.strip()} {done.stderr.strip()}")
    return done.stdout
