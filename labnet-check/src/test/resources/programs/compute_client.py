# SPDX-License-Identifier: Apache-2.0
"""A minimal client of the compute protocol: four threads test a server and print its points."""
# plant compute-1.1/nameless: the client sends requests without a name
# plant compute-1.1/reconnect: the client connects again for each request, and sends its name only once
# plant compute-2.1/lower: the requests are in lower case
# plant compute-2.1/short: FIB and FACT are sent for FIBONACCI and FACTORIAL
# plant compute-2.2/binary: a number is sent as a binary integer
# plant compute-2.2/float: a number is sent as 6.0
# plant compute-2.2/repr: a number is sent as str() of a bytes object
# plant compute-2.2/quotes: a number is sent in quotes
# plant compute-2.3/negative: the client asks for factorials of negative numbers
# plant compute-2.3/zeroth: the client asks for the 0th Fibonacci number
# plant compute-2.4/missing: no number follows FIBONACCI
# plant compute-2.4/waits: the client waits for a reply before it sends the number
# plant compute-2.1/zero-byte: the length counts a zero byte that is not sent
# plant compute-2.5/half: the client closes before it has sent all bytes of a text
# plant compute-2.1/characters: the length counts characters, not bytes
# plant compute-3.1/unchecked: whatever answers the name is taken for a UUID
# plant compute-3.2/unchecked: two clients may have the same UUID
# plant compute-3.4/unchecked: any number is right
# plant compute-3.4/zero: 0! must be 0
# plant compute-3.5/unchecked: the UUID of a reply is not compared
# plant compute-3.6/unchecked: a server may count Fibonacci numbers in two ways
# plant compute-3.8/sequential: the second client connects after the first has left
# plant any-2.2/loop: no bytes at the end of the input are taken for a pause
# plant-should any-2.1/status: the client ends with 0 although points are missing
# plant-should compute-2.6/joined: the parts of a request are sent without a pause
# plant-should compute-2.6/recv: one recv is taken for a reply
# plant-should compute-2.9/no-length: a text is sent without its length
# plant-should compute-3.3/strict: only uuid3 of the name is taken for a UUID
# plant-should compute-3.6/one-based: Fibonacci numbers that are counted from 0 are wrong
# plant-should compute-3.9/exact: a line end after a reply is an error

import argparse
import math
import random
import re
import socket
import sys
import threading
import time
import uuid

UUID = rb"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"
PAUSE = 0.1
REPLY = rb"(?s:.*)_" + UUID
TIMEOUT = 5
QUIET = 1  # seconds after which an unusual reply is taken for complete
WORDS = "alpha beta gamma café delta größe epsilon zeta eta theta iota 日本".split()
PLANT = None


class Wrong(Exception):
    """A reply that breaks a rule."""


def one_based(n):
    """The nth of 0, 1, 1, 2, 3, 5, 8, counted from 1."""
    a, b = 0, 1
    for _ in range(n - 1):
        a, b = b, a + b
    return a


class Client(threading.Thread):
    def __init__(self, name, address):
        super().__init__()
        self.label = name
        self.address = address
        self.id = None
        self.right = {"FIBONACCI": 0, "FACTORIAL": 0, "WORD_COUNT": 0}
        self.counts = set()  # how the server counts Fibonacci numbers: from 1, from 0
        self.factorials = [0, random.randint(10, 20)]

    def print(self, message):
        print(f"[{self.label}] {message}\n", end="", flush=True)

    def send(self, *parts):
        if PLANT == "compute-2.6/joined":
            parts = [b"".join(parts)]
        for part in parts:
            self.connection.sendall(part)
            time.sleep(PAUSE)

    def read_reply(self, form):
        """Reads until a reply of the form is complete, the server closes, or nothing more comes for a while."""
        reply = b""
        self.connection.settimeout(TIMEOUT)
        try:
            while not re.fullmatch(form, reply):
                piece = self.connection.recv(4096)
                if not piece and PLANT != "any-2.2/loop":
                    break
                reply += piece
                if PLANT == "compute-2.6/recv":
                    break
                if PLANT != "compute-3.9/exact":
                    reply = reply.lstrip()  # a line end after the reply before
                self.connection.settimeout(QUIET if reply else TIMEOUT)
        except TimeoutError:
            if not reply:
                raise Wrong(f"no reply came within {TIMEOUT} seconds") from None
        if not reply:
            raise ConnectionError("the server closed without a reply")
        return reply if PLANT == "compute-3.9/exact" else reply.strip()

    def connect(self):
        self.connection = socket.create_connection(self.address, timeout=TIMEOUT)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read_id(self):
        reply = self.read_reply(UUID)
        expected = str(uuid.uuid3(uuid.NAMESPACE_DNS, self.label))
        text = reply.decode(errors="replace")
        if not re.fullmatch(UUID, reply) and PLANT != "compute-3.1/unchecked":
            raise ConnectionError(f"{text!r} came instead of a UUID")
        if PLANT == "compute-3.3/strict" and text != expected:
            raise ConnectionError(f"the UUID is {text}, not {expected}")
        self.id = text.replace("-", "")
        self.print(f"UUID: {self.id}")
        if self.id != expected.replace("-", ""):
            self.print(f"uuid3 of the name would be {expected}")

    def ask(self, kind, *parts):
        """Sends a request, and returns the number of its reply."""
        if PLANT == "compute-1.1/reconnect" and sum(self.right.values()) > 0:
            self.connection.close()
            self.connect()
        self.send(*parts)
        reply = self.read_reply(REPLY)
        match = re.fullmatch(rb"(\d+)_(" + UUID + rb")", reply)
        reversed_match = re.fullmatch(rb"(" + UUID + rb")_(\d+)", reply)
        if reversed_match:
            number, identity = reversed_match[2], reversed_match[1]
        elif match:
            number, identity = match[1], match[2]
        elif PLANT == "compute-3.5/unchecked" and re.match(rb"\d+", reply):
            return int(re.match(rb"\d+", reply)[0])
        else:
            raise Wrong(f"the reply to {kind} is {reply.decode(errors='replace')!r}, not a number, _ and a UUID")
        identity = identity.decode().replace("-", "")
        unchecked = PLANT in ("compute-1.1/nameless", "compute-3.5/unchecked")
        if PLANT == "compute-3.1/unchecked" and not re.fullmatch("[0-9a-f]{32}", self.id):
            unchecked = True
        if identity != self.id and not unchecked:
            raise Wrong(f"the reply to {kind} has the UUID {identity}, not {self.id}")
        return int(number)

    def expect(self, kind, number, expected):
        if number != expected and PLANT != "compute-3.4/unchecked":
            raise Wrong(f"{number} came for {kind}, not {expected}")

    def number(self, n):
        text = str(n).encode()
        if PLANT == "compute-2.2/binary":
            return n.to_bytes(4, "big")
        if PLANT == "compute-2.2/float":
            return text + b".0"
        if PLANT == "compute-2.2/repr":
            return str(text).encode()
        if PLANT == "compute-2.2/quotes":
            return b'"' + text + b'"'
        return text

    def word(self, kind):
        if PLANT == "compute-2.1/lower":
            kind = kind.lower()
        if PLANT == "compute-2.1/short":
            kind = {"FIBONACCI": "FIB", "FACTORIAL": "FACT"}.get(kind, kind)
        return kind.encode()

    def ask_fibonacci(self):
        n = 0 if PLANT == "compute-2.3/zeroth" else random.randint(3, 20)
        if PLANT == "compute-2.4/missing":
            number = self.ask(f"FIBONACCI {n}", self.word("FIBONACCI"))
        elif PLANT == "compute-2.4/waits":
            self.send(self.word("FIBONACCI"))
            self.read_reply(REPLY)
            number = self.ask(f"FIBONACCI {n}", self.number(n))
        else:
            number = self.ask(f"FIBONACCI {n}", self.word("FIBONACCI"), self.number(n))
        if number == one_based(n + 1) and PLANT != "compute-3.6/one-based":
            self.counts.add("from 0")
        else:
            self.expect(f"FIBONACCI {n}", number, one_based(n))
            self.counts.add("from 1")

    def ask_factorial(self):
        n = self.factorials.pop()
        expected = math.factorial(n)
        if PLANT == "compute-3.4/zero" and n == 0:
            expected = 0
        if PLANT == "compute-2.3/negative":
            n = -n - 1
        number = self.ask(f"FACTORIAL {n}", self.word("FACTORIAL"), self.number(n))
        self.expect(f"FACTORIAL {n}", number, expected)

    def ask_words(self):
        text = " ".join(["café"] + random.choices(WORDS, k=random.randint(4, 40)))
        data = text.encode()
        length = len(text) if PLANT == "compute-2.1/characters" else len(data)
        if PLANT == "compute-2.1/zero-byte":
            length += 1
        if PLANT == "compute-2.5/half":
            self.send(self.word("FILE"), str(length).encode(), data[:10])
            raise ConnectionError("the text was not sent")
        if PLANT == "compute-2.9/no-length":
            number = self.ask("FILE", self.word("FILE"), data)
        else:
            number = self.ask("FILE", self.word("FILE"), str(length).encode(), data)
        self.expect("FILE", number, len(text.split()))

    def test(self):
        self.connect()
        self.print(f"Socket connected to {self.address[0]}:{self.address[1]}")
        if PLANT != "compute-1.1/nameless":
            self.send(self.label.encode())
            self.read_id()
        requests = [
            ("FIBONACCI", self.ask_fibonacci),
            ("FACTORIAL", self.ask_factorial),
            ("WORD_COUNT", self.ask_words),
        ] * 2
        random.shuffle(requests)
        for kind, ask in requests:
            try:
                ask()
                self.right[kind] += 1
                self.print(f"{kind} Okay")
            except Wrong as mistake:
                self.print(f"{kind} Failed: {mistake}")
        self.send(b"COMPLETE")
        self.connection.close()

    def run(self):
        try:
            self.test()
        except OSError as failure:
                self.print(f"The conversation failed: {failure}")
        except Wrong as mistake:
            self.print(f"The conversation failed: {mistake}")


def total_points(clients):
    """5 points for Fibonacci numbers, 5 for factorials and 10 for words; twice as many if all clients earn them."""
    total = 0
    for kind, points in (("FIBONACCI", 5), ("FACTORIAL", 5), ("WORD_COUNT", 10)):
        served = [client for client in clients if client.right[kind] == 2]
        if len(served) == len(clients):
            total += 2 * points
        elif served:
            total += points
    return total


def main():
    global PLANT
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--studentID", required=True)
    parser.add_argument("--submit", required=True, choices=["True", "False"])
    parser.add_argument("--plant")
    arguments = parser.parse_args()
    PLANT = arguments.plant

    clients = [Client(f"Client{number}", (arguments.host, arguments.port)) for number in range(1, 5)]
    for client in clients:
        client.start()
        if PLANT == "compute-3.8/sequential":
            client.join()
    for client in clients:
        client.join()

    ids = [client.id for client in clients if client.id]
    if len(set(ids)) < len(ids) and PLANT != "compute-3.2/unchecked":
        print("Two clients got the same UUID")
        for client in clients:
            client.right = dict.fromkeys(client.right, 0)
    if len(set().union(*(client.counts for client in clients))) > 1 and PLANT != "compute-3.6/unchecked":
        print("Fibonacci numbers are counted in two ways")
        for client in clients:
            client.right["FIBONACCI"] = 0
    right = {kind: sum(client.right[kind] for client in clients) for kind in clients[0].right}
    print(f"Fib {right['FIBONACCI']}, Fact {right['FACTORIAL']}, Word {right['WORD_COUNT']}")
    total = total_points(clients)
    print("-" * 30)
    print(f"Total points {total}/40")
    print("-" * 30)
    if arguments.submit == "True":
        print("The points are not stored: this client has no database")
    if total < 40 and PLANT != "any-2.1/status":
        sys.exit(1)


main()
