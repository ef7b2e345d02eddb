"""What a person sees while the launcher works: one line for each step, with the time it took."""

import sys
import time


class Failure(Exception):
    """Something that the person at the terminal can mend; the message says how."""


def fail(failure):
    print(f"bancada: {failure}", file=sys.stderr)
    return 1


class Progress:
    """Steps with elapsed time. On a terminal the running step is redrawn in place, elsewhere each step is a line."""

    def __init__(self, stream=None):
        self.stream = stream or sys.stdout
        self.began = time.monotonic()
        self.live = self.stream.isatty()
        self.drawn = ""

    def say(self, text):
        """A fact that stays on the screen."""
        self._erase()
        print(f"[{self._elapsed():6.1f} s] {text}", file=self.stream, flush=True)

    def show(self, text):
        """What is going on now. Shown on a terminal only, replaced by whatever comes next."""
        if not self.live:
            return
        line = f"[{self._elapsed():6.1f} s] {text}"[:110]
        self._erase()
        self.stream.write(line)
        self.stream.flush()
        self.drawn = line

    def _erase(self):
        if self.drawn:
            self.stream.write("\r" + " " * len(self.drawn) + "\r")
            self.drawn = ""

    def _elapsed(self):
        return time.monotonic() - self.began
