"""No network, no sockets of others; sockets between its own processes work."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.grading.sandbox.conftest import Inside

NOT_REACHED = {"OSError", "PermissionError", "ConnectionRefusedError", "FileNotFoundError", "gaierror"}


@contextmanager
def listening(family: socket.AddressFamily, address: object) -> Iterator[socket.socket]:
    with socket.socket(family) as server:
        server.bind(address)
        server.listen()
        server.setblocking(False)
        yield server
        with pytest.raises(BlockingIOError):  # nobody has come
            server.accept()


def test_loopback_cannot_be_reached(inside: Inside) -> None:
    with listening(socket.AF_INET, ("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for attempt in (
            "socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=2)",
            "socket.create_connection(('localhost', int(sys.argv[1])), timeout=2)",
        ):
            assert inside.attempt(attempt, port) in NOT_REACHED


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 80), timeout=2)",
        "socket.create_connection(('example.org', 80), timeout=2)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "socket.socket(socket.AF_INET6)",
        "socket.socket(socket.AF_INET).bind(('127.0.0.1', 0))",
        "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
        "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
        "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
        "socket.socket(40)",
    ],
)
def test_no_other_network_either(inside: Inside, attempt: str) -> None:
    assert inside.attempt(attempt) in NOT_REACHED


def test_sockets_of_others_cannot_be_reached(inside: Inside) -> None:
    connect = "socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    path = str(inside.top / "socket")
    with listening(socket.AF_UNIX, path):
        (inside.top / "socket").chmod(0o777)
        assert inside.attempt(connect, path) in NOT_REACHED
    with listening(socket.AF_UNIX, f"\0autograder-test-{inside.top.name}"):
        assert inside.attempt("socket.socket(socket.AF_UNIX).connect('\\0' + sys.argv[1])", f"autograder-test-{inside.top.name}") in NOT_REACHED  # fmt: skip  # noqa: E501


def test_messages_cannot_be_sent_to_a_socket_of_others(inside: Inside) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(inside.top / "socket"))
        (inside.top / "socket").chmod(0o777)
        server.setblocking(False)
        for make in (
            "socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)",
            "socket.socketpair(type=socket.SOCK_DGRAM)[0]",
        ):
            assert inside.attempt(f"{make}.sendto(b'x', sys.argv[1])", inside.top / "socket") in NOT_REACHED
        with pytest.raises(BlockingIOError):
            server.recv(1)


def test_a_socket_of_its_own_can_be_reached_from_outside(inside: Inside) -> None:
    code = "import socket; s = socket.socket(socket.AF_UNIX); s.bind('s'); s.listen(); print('ready', flush=True); s.accept()[0].sendall(b'hello')"  # noqa: E501
    process = inside.start(code)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(inside.work / "s"))
        assert client.recv(5) == b"hello"
    process.communicate()


def test_its_processes_can_speak_to_each_other(inside: Inside) -> None:
    code = "import socket; a, b = socket.socketpair(); a.sendall(b'hello'); print(b.recv(5).decode())"
    assert inside.run(code) == "hello"
