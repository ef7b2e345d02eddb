"""Files that the server has sent, by their SHA-256: what is here already is not sent again. All work of the account could
write here, so a file counts for what its content is at the moment when it is copied out, never for its name."""

import hashlib
import os
import re
import secrets
import time
import zipfile

from processes import remove_tree, write_json

DIGEST = re.compile("[0-9a-f]{64}")
KEEP_SECONDS = 7 * 24 * 3600
PRUNE_SECONDS = 24 * 3600
CHUNK = 1 << 20


class Store:
    def __init__(self, root):
        self.directory = os.path.join(root, "store")
        self.incoming = os.path.join(root, "incoming")

    def create(self):
        os.makedirs(self.directory, exist_ok=True)
        os.makedirs(self.incoming, exist_ok=True)

    def blob(self, digest):
        if not DIGEST.fullmatch(digest):
            raise ValueError("not a digest")
        return os.path.join(self.directory, digest)

    def missing(self, digests):
        return sorted(digest for digest in digests if not os.path.isfile(self.blob(digest)))

    def take(self, name):
        """Unpacks what the server has put into incoming: a zip whose entries are named by their digests."""
        path = os.path.join(self.incoming, os.path.basename(name))
        try:
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    fresh = os.path.join(self.directory, ".new-" + secrets.token_hex(8))
                    try:
                        with archive.open(entry) as source:
                            if _copy(source, fresh, 0o600) == entry.filename:
                                os.rename(fresh, self.blob(entry.filename))
                    finally:
                        _unlink(fresh)
        finally:
            _unlink(path)

    def copy(self, digest, target, mode):
        """Whether the copy is what the digest says; where not, the file is dropped and must be sent again."""
        blob = self.blob(digest)
        try:
            with open(blob, "rb") as source:
                right = _copy(source, target, mode) == digest
            if right:
                os.utime(blob)
                return True
        except FileNotFoundError:
            return False
        _unlink(target)
        _unlink(blob)
        return False

    def prune(self):
        """Drops, once a day, what nobody has used for a week."""
        mark = os.path.join(self.directory, ".pruned")
        now = time.time()
        try:
            if now - os.stat(mark).st_mtime < PRUNE_SECONDS:
                return
        except FileNotFoundError:
            pass
        with open(mark, "w"):
            os.utime(mark)
        for directory, age in ((self.directory, KEEP_SECONDS), (self.incoming, PRUNE_SECONDS)):
            for entry in os.scandir(directory):
                if entry.name != ".pruned" and now - entry.stat(follow_symlinks=False).st_mtime > age:
                    _unlink(entry.path)


def _copy(source, target, mode):
    """Copies to a file that must not be there yet; the digest of what was copied."""
    digest = hashlib.sha256()
    fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with open(fd, "wb", buffering=0) as out:
        while True:
            data = source.read(CHUNK)
            if not data:
                break
            digest.update(data)
            view = memoryview(data)
            while view:
                view = view[out.write(view) :]
        os.fchmod(fd, mode)
    return digest.hexdigest()


def _unlink(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


def stage(store, node, ident, spec, entries):
    """Prepares a capsule's directory and moves it into place whole. Returns the digests that must be sent first."""
    store.create()
    store.prune()
    lacking = store.missing({entry["digest"] for entry in entries if "digest" in entry})
    if lacking:
        return lacking
    staging = os.path.join(node, "staging", "%s-%s" % (ident, secrets.token_hex(8)))
    os.makedirs(staging, 0o700)
    try:
        for name in ("code", "inputs", "outputs", "home", "tmp"):
            os.mkdir(os.path.join(staging, name), 0o700)
        read_only = []
        for entry in entries:
            path = _within(staging, entry["path"])
            if entry["kind"] == "directory":
                os.makedirs(path, 0o700, exist_ok=True)
                if entry["readOnly"]:
                    read_only.append(path)
            elif entry["kind"] == "link":
                os.symlink(entry["target"], path)
            else:
                mode = 0o444 if entry["readOnly"] else 0o600
                if not store.copy(entry["digest"], path, mode | 0o111 if entry["executable"] else mode):
                    lacking.append(entry["digest"])
        for path in reversed(read_only):
            os.chmod(path, 0o555)
        if lacking:
            return sorted(set(lacking))
        write_json(os.path.join(staging, "spec.json"), spec)
        os.makedirs(os.path.join(node, "capsules"), exist_ok=True)
        try:
            os.rename(staging, os.path.join(node, "capsules", ident))
        except OSError:
            if not os.path.exists(os.path.join(node, "capsules", ident, "spec.json")):
                raise
        return []
    finally:
        remove_tree(staging)


def _within(root, path):
    names = path.split("/")
    if not names or any(name in ("", ".", "..") or "\0" in name for name in names):
        raise ValueError("not a path within a capsule: " + path)
    return os.path.join(root, *names)
