"""The node sandboxes of the local driver, as far as the launcher has to do with them. They live under $BANCADA_HOME/nodes."""


def release_idle(home):
    """Ends the sandboxes in which nothing runs; those with jobs go on and are adopted by the next server. Says what it did."""
    return []


def release_all(home):
    """Ends every sandbox, whatever runs in it."""
