"""Small files that must be written whatever happens: which capsule has started, and how it ended."""

import errno
import json
import os

from processes import write_json

FULL = (errno.ENOSPC, errno.EDQUOT)


class Notes:
    """Writes small JSON files, whole or not at all, also when the disk is full: then one of the files that hold a block
    each is written over in place, which takes no more space, and gets the name."""

    COUNT, SIZE = 64, 4096

    def __init__(self, directory):
        self.reserve = os.path.join(directory, "reserve")
        self.whole = False

    def fill(self):
        """Puts back what was used, as far as there is room."""
        if self.whole:
            return
        try:
            os.makedirs(self.reserve, mode=0o700, exist_ok=True)
            for number in range(self.COUNT):
                path = os.path.join(self.reserve, str(number))
                if not os.path.exists(path):
                    with open(path + ".new", "wb") as file:
                        file.write(bytes(self.SIZE))
                    os.rename(path + ".new", path)
            self.whole = True
        except OSError as problem:
            if problem.errno not in FULL:
                raise

    def write(self, path, value):
        try:
            write_json(path, value)
        except OSError as problem:
            if problem.errno not in FULL:
                raise
            self.write_over(path, json.dumps(value).encode())

    def write_over(self, path, data):
        for name in os.listdir(self.reserve):
            if name.endswith(".new"):
                continue
            self.whole = False
            os.rename(os.path.join(self.reserve, name), path + ".new")
            with open(path + ".new", "r+b") as file:
                file.write(data)
                file.truncate()
            os.rename(path + ".new", path)
            return
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
