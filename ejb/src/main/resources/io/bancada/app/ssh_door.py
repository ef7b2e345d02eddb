"""Lets SSH into a sandbox: listens on a Unix socket and starts an sshd, under the work's own user, for each connection.

The host's key stays in the home, so that clients find the same host after every start. The keys that may come in are
those of $SSH_KEYS and no others.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile

MOST = 32
API = ("BANCADA_URL", "CI_NAME", "MSI_ENDPOINT", "MSI_SECRET", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE") + tuple(
    name for name in os.environ if name.startswith("AZUREML_")
)
CONF = """
HostKey %(host)s
AuthorizedKeysFile %(keys)s
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
X11Forwarding no
AllowAgentForwarding no
PermitTunnel no
PermitUserEnvironment no
PidFile none
PrintMotd no
LoginGraceTime 30
ClientAliveInterval 60
Subsystem sftp internal-sftp
SetEnv %(environment)s
"""


def host_key():
    directory = os.path.join(os.environ["HOME"], ".ssh")
    key = os.path.join(directory, "instance_host_ed25519_key")
    os.makedirs(directory, mode=0o700, exist_ok=True)
    if not os.path.exists(key):
        aside = tempfile.mkdtemp(dir=directory)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", aside + "/key"], check=True)
        os.rename(aside + "/key", key)
        os.unlink(aside + "/key.pub")
        os.rmdir(aside)
    return key


def main(path):
    private = tempfile.mkdtemp()
    files = {"host": host_key(), "keys": private + "/keys"}
    kept = ("PATH", "USER", "PIP_BREAK_SYSTEM_PACKAGES", "LANG") + API
    files["environment"] = " ".join("%s=%s" % (name, os.environ[name]) for name in kept if name in os.environ)
    with open(files["keys"], "w") as keys:
        keys.write(os.environ["SSH_KEYS"] + "\n")
    with open(private + "/conf", "w") as conf:
        conf.write(CONF % files)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    os.chmod(path, 0o600)
    listener.listen(MOST)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    servers = set()
    while True:
        connection, _ = listener.accept()
        for pid in list(servers):
            if os.waitpid(pid, os.WNOHANG)[0]:
                servers.remove(pid)
        if len(servers) < MOST:
            servers.add(serve(connection, private + "/conf"))
        connection.close()


def serve(connection, conf):
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(connection.fileno(), 0)
            os.dup2(connection.fileno(), 1)
            os.execv("/usr/sbin/sshd", ["/usr/sbin/sshd", "-i", "-e", "-f", conf])
        finally:
            os._exit(127)
    return pid


main(sys.argv[1])
