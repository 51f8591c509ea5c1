# SPDX-License-Identifier: Apache-2.0
"""Checks a compute server as the programs of students do: plain sockets, no framing.

usage: compute_checks.py CHECK PORT
"""

import math
import re
import socket
import sys
import threading
import time

PORT = int(sys.argv[2])
PAUSE = 0.1
UUIDS = {
    "Client1": "f97e575c-28d5-36b4-9170-f3cbaef757af",
    "Client2": "c5fdeac9-dbd9-322c-a157-a09ac7052824",
    "Client3": "5d6dc07b-61f9-3ad9-b00e-829ee52e6b92",
    "Client4": "64b4bd84-dd76-328f-93d5-0f0c2a1c8684",
}
SENTENCE = b"A B C D E F G H I J"
DOCUMENTED = ["8", "720", "10"]


def connect():
    connection = socket.create_connection(("127.0.0.1", PORT), timeout=90)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def read_all(connection):
    received = b""
    while True:
        more = connection.recv(65536)
        if not more:
            return received.decode()
        received += more


def read_reply(connection, identity):
    """Reads up to the UUID that ends a reply."""
    received = b""
    while not received.endswith(b"_" + identity.encode()):
        more = connection.recv(65536)
        assert more, received
        received += more
    return received.decode()[: -len(identity) - 1]


def hello(connection, name="Client1"):
    connection.sendall(name.encode())
    identity = connection.recv(1024).decode()
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", identity), identity
    return identity


def expected(name):
    return UUIDS[name] + "".join(value + "_" + UUIDS[name] for value in DOCUMENTED)


def pausing():
    for name, identity in UUIDS.items():
        with connect() as c:
            assert hello(c, name) == identity
            for burst in [[b"FIBONACCI", b"7"], [b"Factorial", b"6"], [b"WORD_COUNT", b"19", SENTENCE]]:
                for message in burst:
                    c.sendall(message)
                    time.sleep(PAUSE)
                assert c.recv(1024).decode() == DOCUMENTED.pop(0) + "_" + identity
            DOCUMENTED.extend(["8", "720", "10"])
            c.sendall(b"FILE")
            time.sleep(PAUSE)
            c.sendall(SENTENCE)
            assert c.recv(1024).decode() == "10_" + identity
            c.sendall(b"COMPLETE")
            assert c.recv(1024) == b""


def one_segment():
    with connect() as c:
        c.sendall(b"Client1FIBONACCI7FACTORIAL6FILE19" + SENTENCE + b"COMPLETE")
        assert read_all(c) == expected("Client1")


def byte_by_byte():
    with connect() as c:
        for byte in b"Client1FIBONACCI7FACTORIAL6FILE19" + SENTENCE + b"COMPLETE":
            c.sendall(bytes([byte]))
        assert read_all(c) == expected("Client1")


def namesakes():
    with connect() as one, connect() as other:
        first, second = hello(one), hello(other)
        assert first == UUIDS["Client1"] and second != first
        for c, identity in ((other, second), (one, first)):
            c.sendall(b"FACTORIAL6")
            assert c.recv(1024).decode() == "720_" + identity


def mistakes():
    for wrong in ["-1", "1.5", "1" + "0" * 20, "abc", "\0", "9" * 5000]:
        for word in ["FIBONACCI", "FACTORIAL"]:
            with connect() as c:
                identity = hello(c)
                c.sendall((word + wrong).encode())
                reply = c.recv(1024).decode()
                assert re.fullmatch("ERROR [^_]+_" + identity, reply), reply
                c.sendall(b"FACTORIAL6")
                assert read_reply(c, identity) == "720"
    with connect() as c:
        identity = hello(c)
        c.sendall(b"FILE100A B C")
        c.shutdown(socket.SHUT_WR)
        assert read_all(c).startswith("ERROR ")
    with connect() as c:
        identity = hello(c)
        c.sendall(b"FILE3A B C D")
        assert read_reply(c, identity).startswith("2_" + identity + "ERROR ")
        c.sendall(b"FACTORIAL6COMPLETE")
        assert read_all(c) == "720_" + identity
    for noise in [b"\xff" * 100_000, b"\0" * 100_000, b"Client1" + b"FILE" * 50_000, b""]:
        with connect() as c:
            try:
                c.sendall(noise)
                c.shutdown(socket.SHUT_WR)
                read_all(c)
            except OSError:
                pass
    one_segment()


def crowd():
    """A thousand clients that are all connected before the first one asks."""
    clients = 1000
    connections = [connect() for _ in range(clients)]
    failures = []

    def converse(i, c):
        try:
            with c:
                identity = hello(c, "Crowd%d" % i)
                for n in (i % 50, 50):
                    for word, value in (("FIBONACCI", fibonacci(n)), ("FACTORIAL", math.factorial(n + 1)), ("FILE", n)):
                        text = " w" * n
                        argument = str(n + 1) if word != "FILE" else str(len(text))
                        c.sendall((word + argument + (text if word == "FILE" else "")).encode() + b"\n")
                        reply = read_reply(c, identity)
                        if reply != str(value):
                            failures.append((i, word, n, reply))
        except Exception as e:
            failures.append((i, repr(e)))

    threads = [threading.Thread(target=converse, args=(i, c)) for i, c in enumerate(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures[:5]


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def fairness():
    """A thousand who ask for much, half of them for the same, starve nobody who asks for little."""
    greedy = [connect() for _ in range(1000)]
    for i, c in enumerate(greedy):
        c.sendall(b"Greedy%d\nFACTORIAL%d\n" % (i, 200_000 + (i if i % 2 else 0)))
    for _ in range(20):
        with connect() as c:
            identity = hello(c, "Modest")
            c.sendall(b"FACTORIAL6\n")
            assert read_reply(c, identity) == "720"
            c.sendall(b"FACTORIAL2000\n")
            assert read_reply(c, identity) == str(math.factorial(2000))
    # Those at the end have come too late, and were told so; the others wait, or are gone without their answer.
    c = greedy[-1]
    identity = c.recv(36).decode()
    assert read_reply(c, identity) == "ERROR busy"
    for c in greedy:
        c.close()
    with connect() as c:
        identity = hello(c, "Patient")
        c.sendall(b"FACTORIAL60000\n")
        reply = read_reply(c, identity)
        assert len(reply) == 260635, reply[:100]


def upload():
    """A text of so many megabytes."""
    megabytes = int(sys.argv[3])
    block = (b"lorem ipsum  dolor\tsit amet\n" * 40_000)[: 1 << 20]
    words = len((b"x" + block * 2).split()) - len((b"x" + block).split())
    with connect() as c:
        identity = hello(c)
        c.sendall(b"FILE%d" % (megabytes << 20))
        time.sleep(PAUSE)
        for _ in range(megabytes):
            c.sendall(block)
        assert abs(int(read_reply(c, identity)) - megabytes * words) <= 1


if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
globals()[sys.argv[1]]()
print("passed")
