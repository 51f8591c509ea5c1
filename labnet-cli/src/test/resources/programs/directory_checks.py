# SPDX-License-Identifier: Apache-2.0
"""Checks a chat-room directory from outside: directory_checks.py CHECK PORT

It shares nothing with the server and needs nothing but sockets, as the programs of students do. The directory is empty
when a check begins, and empty again when it ends.
"""
import socket
import struct
import sys
import threading

CHECK, PORT = sys.argv[1], int(sys.argv[2])
SECONDS = 60
GETDIR, MAKEROOM, DELETEROOM, CHAT = 1, 2, 3, 4


def connect():
    connection = socket.create_connection(("127.0.0.1", PORT), timeout=SECONDS)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def receive(connection, count):
    received = b""
    while len(received) < count:
        chunk = connection.recv(count - len(received))
        if not chunk:
            sys.exit(f"the connection ended after {received!r}")
        received += chunk
    return received


def receive_to_end(connection):
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received


def field(value):
    encoded = value if isinstance(value, bytes) else str(value).encode()
    return bytes([len(encoded)]) + encoded


def makeroom(name, address, port):
    return bytes([MAKEROOM]) + field(name) + field(address) + field(port)


def deleteroom(name):
    return bytes([DELETEROOM]) + field(name)


def chat(name):
    return bytes([CHAT]) + field(name)


def getdir(connection):
    connection.sendall(bytes([GETDIR]))
    (length,) = struct.unpack(">Q", receive(connection, 8))
    return receive(connection, length).decode()


def find(name):
    with connect() as connection:
        connection.sendall(chat(name))
        return receive_to_end(connection)


def listing(text):
    return struct.pack(">Q", len(text.encode())) + text.encode()


def check(what, wanted, found):
    if wanted != found:
        sys.exit(f"{what}: wanted {wanted!r}, found {found!r}")


def documented():
    with connect() as connection:
        connection.sendall(b"\x01")
        check("an empty listing", bytes(8), receive(connection, 8))
        connection.sendall(bytes.fromhex("0205726f6f6d310a3233392e302e302e31300435303030"))
        connection.sendall(makeroom("r2", "239.0.0.11", 5001))
        connection.sendall(b"\x01")
        two = bytes.fromhex("000000000000002b") + b"room1: 239.0.0.10:5000\nr2: 239.0.0.11:5001\n"
        check("two rooms", two, receive(connection, len(two)))
        check("chat", bytes.fromhex("0a3233392e302e302e31300435303030"), find("room1"))
        check("chat with an unknown room", b"\x00", find("room3"))
        connection.sendall(bytes.fromhex("0305726f6f6d31") + deleteroom("r2"))
        check("after deleting both", "", getdir(connection))


def byte_by_byte():
    commands = makeroom("é", "239.0.0.10", 5000) + b"\x01" + deleteroom("é") + b"\x01" + chat("é") + b"\x01"
    with connect() as connection:
        for i in range(len(commands)):
            connection.sendall(commands[i : i + 1])
        wanted = listing("é: 239.0.0.10:5000\n") + bytes(8) + b"\x00"
        check("one byte at a time", wanted, receive_to_end(connection))


def one_segment():
    count = 200
    rooms = [(f"room{n}", f"239.0.{n}.1", 5000 + n) for n in range(count)]
    made = b"".join(makeroom(*room) + b"\x01" for room in rooms)
    deleted = b"".join(deleteroom(room[0]) for room in rooms)
    with connect() as connection:
        connection.sendall(made + chat("room7") + b"\x01")
        lines = [f"{name}: {address}:{port}\n" for name, address, port in rooms]
        wanted = b"".join(listing("".join(lines[: n + 1])) for n in range(count))
        check("200 rooms made and listed", wanted + field("239.0.7.1") + field("5007"), receive_to_end(connection))
    with connect() as connection:
        connection.sendall(deleted + b"\x01")
        check("all deleted", bytes(8), receive(connection, 8))


def half_a_command():
    command = makeroom("slow", "239.0.0.10", 5000)
    waiting = [connect() for _ in range(50)]
    for n, connection in enumerate(waiting):
        connection.sendall(command[: 1 + n % (len(command) - 1)])
    with connect() as connection:
        connection.sendall(makeroom("quick", "239.0.0.11", 5000))
        check("beside halves of commands", "quick: 239.0.0.11:5000\n", getdir(connection))
        waiting[0].sendall(command[1:])
        check("the other half", "quick: 239.0.0.11:5000\nslow: 239.0.0.10:5000\n", getdir(waiting[0]))
        for half in waiting:
            half.close()
        connection.sendall(deleteroom("quick") + deleteroom("slow"))
        check("after deleting both", "", getdir(connection))


def refusals():
    with connect() as connection:
        connection.sendall(makeroom("room", "239.0.0.10", 5000))
        for name, address, port in [
            ("a", "224.0.0.1", 5000),
            ("b", "239.0.0.256", 5000),
            ("c", "239.0.0.010", 5000),
            ("d", "239.0.0.1", 0),
            ("e", "239.0.0.1", 65536),
            ("f", "239.0.0.1", "abc"),
            ("g", "239.0.0.1", ""),
            ("h", "", 5000),
            ("", "239.0.0.1", 5000),
            ("i\x1b[2J", "239.0.0.1", 5000),
            (b"j\xff", "239.0.0.1", 5000),
            ("room", "239.0.0.1", 5000),
            ("k", "239.0.0.10", 5000),
        ]:
            connection.sendall(makeroom(name, address, port))
            check((name, address, port), "room: 239.0.0.10:5000\n", getdir(connection))
        connection.sendall(deleteroom("") + deleteroom(b"\xff") + deleteroom("nobody") + deleteroom("room"))
        check("after deleting it", "", getdir(connection))


def unknown_command():
    for start in [b"\x00", b"\x05", b"\xff", b"\n", b"getdir"]:
        with connect() as connection:
            connection.sendall(b"\x01" + start)
            check(start, bytes(8), receive_to_end(connection))


def crowd():
    wrong = []

    def client(n):
        name, address = f"room{n}", f"239.7.{n // 250}.{n % 250}"
        try:
            with connect() as connection:
                connection.sendall(makeroom(name, address, 5000))
                if f"{name}: {address}:5000\n" not in getdir(connection):
                    wrong.append(f"{name} is not listed")
                connection.sendall(deleteroom(name))
                if f"{name}:" in getdir(connection):
                    wrong.append(f"{name} is still listed")
        except OSError as problem:
            wrong.append(f"{name}: {problem}")

    clients = [threading.Thread(target=client, args=[n]) for n in range(200)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    check("200 clients at once", [], wrong)
    with connect() as connection:
        check("after all have gone", "", getdir(connection))


globals()[CHECK]()
print("passed")
