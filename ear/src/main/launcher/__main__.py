"""The commands of ./bancada. See README.md for what each does."""

import argparse
import sys

import active_directory
import product
from home import Home
from output import Failure, fail


def main(root, arguments):
    parser = argparse.ArgumentParser(prog="bancada", description="Bancada: machine-learning compute on your own hardware.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    up = commands.add_parser("up", help="build what is not built, start what does not run, say where it is")
    up.add_argument("--no-build", action="store_true", help="take the build as it is")
    up.set_defaults(run=lambda home, args: product.up(home, build_first=not args.no_build))

    down = commands.add_parser("down", help="stop the servers; data and running jobs stay")
    down.set_defaults(run=lambda home, args: product.down(home))

    status = commands.add_parser("status", help="what runs, and where; exit code 0 when all of it does")
    status.add_argument("--json", action="store_true", help="for scripts")
    status.set_defaults(run=lambda home, args: product.status(home, args.json))

    logs = commands.add_parser("logs", help="show the log of a server")
    logs.add_argument("which", nargs="?", default="server", choices=["server", "console", "keycloak", "build"])
    logs.add_argument("-f", "--follow", action="store_true", help="go on as it grows")
    logs.add_argument("-n", "--lines", type=int, default=100, help="lines from the end (default 100)")
    logs.set_defaults(run=lambda home, args: product.logs(home, args.which, args.lines, args.follow))

    token = commands.add_parser("token", help="print one bearer token for the API")
    token.add_argument("user", help="a name from the credentials file")
    token.set_defaults(run=lambda home, args: product.token(home, args.user))

    reset = commands.add_parser("reset", help="stop, and delete all data of this home")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    reset.set_defaults(run=lambda home, args: product.reset(home, args.yes))

    active_directory.commands(commands)

    demo = commands.add_parser("demo", help="train a model on a cluster that grows from 0 and shrinks back")
    demo.add_argument("--no-build", action="store_true", help="take the build as it is")
    demo.add_argument("--epochs", type=int, default=8, help="passes over the training data (default 8)")
    demo.set_defaults(run=run_demo)

    test = commands.add_parser("test", help="run all tests; further arguments go to Maven")
    test.add_argument("maven", nargs=argparse.REMAINDER)
    test.set_defaults(run=lambda home, args: product.test(home, args.maven))

    args = parser.parse_args(arguments)
    return args.run(Home(root), args) or 0


def run_demo(home, args):
    import demo

    return demo.run(home, build_first=not args.no_build, epochs=args.epochs)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except Failure as failure:
        sys.exit(fail(failure))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(141)
