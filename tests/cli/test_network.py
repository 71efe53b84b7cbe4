"""Nothing reaches for the network at run time: neither the command nor the workers it starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SHORT

CHECKOUT = Path(__file__).parent.parent.parent
NO_NETWORK = """
import os
import socket
import sys

REACHING = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr",
}


def refuse(event, arguments):
    if event not in REACHING:
        return
    if getattr(arguments[0], "family", None) == getattr(socket, "AF_UNIX", object()):
        return
    with open(os.environ["REACHED"], "a", encoding="utf-8") as file:
        print(event, arguments[1:], file=file)
    raise OSError(f"no network here: {event}")


sys.addaudithook(refuse)
with open(os.environ["GUARDED"], "a", encoding="utf-8") as file:
    print(os.getpid(), file=file)
"""
"""Python imports a module of the name sitecustomize when it starts, in every worker too."""

COMMANDS = f"""
from iwsim.cli import main

assert main(["run", "tower", *{SHORT!r}, "--out", "one"]) == 0
words = ["compare", "tower", *{SHORT!r}, "--replicates", "2", "--workers", "2", "--out", "two"]
assert main(words) == 0
"""


def without_network(program, folder):
    """Run a program that cannot reach the network; return it, what it tried, and who was guarded.

    What is tried is written down as well as refused, for a library may let a failure pass.
    """
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    reached, guarded = folder / "reached", folder / "guarded"
    paths = os.pathsep.join([str(folder), str(CHECKOUT)])
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "REACHED": str(reached), "GUARDED": str(guarded)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    tried = reached.read_text(encoding="utf-8") if reached.exists() else ""
    return done, tried, set(guarded.read_text(encoding="utf-8").split())


def test_a_run_and_a_comparison_need_no_network(tmp_path):
    done, tried, guarded = without_network(COMMANDS, tmp_path)
    assert tried == ""
    assert done.returncode == 0, done.stderr
    assert len(guarded) >= 3  # the program and two workers


@pytest.mark.parametrize(
    "line",
    [
        "socket.create_connection(('localhost', 9))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))",
        "urllib.request.urlopen('http://localhost:9')",
    ],
)
def test_who_reaches_for_the_network_is_caught(line, tmp_path):
    program = f"import socket, urllib.request\ntry:\n    {line}\nexcept OSError:\n    pass"
    done, tried, _ = without_network(program, tmp_path)
    assert done.returncode == 0, done.stderr
    assert tried.startswith("socket.")
