# SPDX-License-Identifier: Apache-2.0
"""A minimal server of the compute protocol: Fibonacci numbers, factorials and counts of words."""
# plant-should compute-1.1/request: a request in place of the name is taken for a name
# plant-should compute-2.1/silent: a wrong request gets no reply
# plant-should compute-2.1/closes: a wrong request ends the conversation
# plant compute-2.1/factorial: Factorial is refused unless it is in capitals
# plant-should compute-2.1/lower: all requests may be in lower case
# plant-should compute-2.2/int: whatever int() takes is a number, such as +7
# plant-should compute-2.2/float: 6.0 is taken for 6
# plant-should compute-2.3/negative: the factorial of a negative number is 1
# plant-should compute-2.3/zeroth: the 0th Fibonacci number is 0, although they are counted from 1
# plant-should compute-2.4/missing: a missing number is taken for 1
# plant-should compute-2.5/short: an incomplete text is counted at the end of the input
# plant compute-2.8/characters: the length of a text is taken for a number of characters
# plant compute-3.1/name: the name is sent back instead of a UUID
# plant compute-3.1/part: only the first 13 characters of the UUID are sent
# plant compute-3.1/waits: the UUID is sent only when the first request has come
# plant compute-3.2/global: the UUID of the first client is that of all
# plant compute-3.2/name: two connected clients of the same name have the same UUID
# plant compute-3.4/zero: 0! is 0
# plant compute-3.4/digit: only the first digit of a number is read
# plant compute-3.4/range: the factorial leaves out its last factor
# plant compute-3.4/fibonacci: the Fibonacci numbers begin with 1, 2, 3, 5
# plant compute-3.4/overflow: the factorial has 32 bits
# plant compute-3.4/float: the number is sent as 8.0
# plant compute-3.4/binary: the number is sent as four bytes
# plant compute-3.4/recv: one recv is taken for the whole text
# plant compute-3.4/lines: only the words of the first line are counted
# plant compute-3.5/bare: the number is sent without a UUID
# plant compute-3.5/space: a space stands in place of the underscore
# plant compute-3.5/order: the UUID comes before the number
# plant compute-3.5/dashes: the UUID of a reply has no dashes
# plant compute-3.5/newline: a line end follows each reply
# plant compute-3.5/other: threads share a variable with the UUID, that of the last client
# plant compute-3.6/table: small Fibonacci numbers come from a table that is counted from 0
# plant compute-3.7/once: the server closes after its first reply to a request
# plant compute-3.7/words: requests to count words get no reply
# plant compute-3.7/open: the connection stays open after COMPLETE
# plant compute-3.5/bye: COMPLETE is answered
# plant compute-3.8/one-at-a-time: a client is served when the one before it has left
# plant any-1.1/dies: a wrong request ends the server with a traceback
# plant any-1.2/hangs: the next client is accepted after the first byte of the one before it
# plant any-1.3/reuse: no SO_REUSEADDR
# plant-should compute-1.3/newline: the line feed after a name belongs to the name
# plant-should compute-2.6/recv: each recv is taken for one part of a request
# plant-should compute-2.9/length: a text without a length is refused
# plant-should compute-3.3/uuid4: the UUID is random
# plant-should compute-3.3/uuid5: the UUID is uuid5 of the name
# plant-should compute-3.4/spaces: the pieces between single spaces are counted
# plant-should compute-3.6/zero-based: the Fibonacci numbers are counted from 0

import argparse
import math
import os
import re
import select
import socket
import sys
import threading
import time
import traceback
import uuid

REQUEST = re.compile(rb"FIBONACCI|(?i:FACTORIAL)|FILE|WORD_COUNT|COMPLETE")
PAUSE = 0.05
IDLE = 60
LARGEST_NUMBER = 10_000
LARGEST_TEXT = 10_000_000
PLANT = None
connected = set()  # the UUIDs of the clients that are connected
lock = threading.Lock()
shared_id = None


class Refused(Exception):
    """A request that the server can't answer."""


class Ended(Exception):
    """A mistake after which the conversation can't go on."""


def fibonacci(n):
    """The nth of 0, 1, 1, 2, 3, 5, 8, counted from 1."""
    if PLANT == "compute-3.4/fibonacci":
        n += 2
    if PLANT == "compute-3.6/table" and n <= 10 or PLANT == "compute-3.6/zero-based":
        n += 1
    a, b = 0, 1
    for _ in range(n - 1):
        a, b = b, a + b
    return a


def factorial(n):
    if PLANT == "compute-3.4/zero" and n == 0:
        return 0
    if PLANT == "compute-3.4/range":
        n = max(n - 1, 0)
    if PLANT == "compute-3.4/overflow":
        return math.factorial(n) & 0xFFFFFFFF
    return math.factorial(max(n, 0))


def count_words(text):
    if PLANT == "compute-3.4/lines":
        text = text.split(b"\n")[0]
    if PLANT == "compute-3.4/spaces":
        return len(text.split(b" "))
    return len(text.split())


class Conversation:
    def __init__(self, connection, address):
        self.connection = connection
        self.address = "%s:%d" % address
        self.input = b""
        self.ended = False
        self.id = None

    def fill(self):
        """Adds what comes until the client pauses; returns whether anything came."""
        self.connection.settimeout(IDLE)
        size = len(self.input)
        try:
            while not self.ended and len(self.input) < size + LARGEST_TEXT:
                piece = self.connection.recv(65536)
                self.ended = not piece
                self.input += piece
                self.connection.settimeout(PAUSE)
                if PLANT == "compute-2.6/recv":
                    break
        except TimeoutError:
            if len(self.input) == size:
                raise Ended(f"nothing came for {IDLE} seconds") from None
        finally:
            self.connection.settimeout(IDLE)
        return len(self.input) > size

    def take(self, size):
        taken, self.input = self.input[:size], self.input[size:]
        return taken

    def skip_white_space(self):
        """Returns whether there is more input after it."""
        self.input = self.input.lstrip()
        while not self.input:
            if not self.fill():
                return False
            self.input = self.input.lstrip()
        return True

    def take_part(self):
        """Takes the input up to a request or a pause."""
        request = REQUEST.search(self.input)
        return self.take(request.start() if request else len(self.input)).strip()

    def reply(self, value):
        text = str(value)
        identity = shared_id if PLANT == "compute-3.5/other" else self.id
        if PLANT == "compute-3.5/dashes":
            identity = identity.replace("-", "")
        reply = f"{text}_{identity}".encode()
        if PLANT == "compute-3.4/float" and isinstance(value, int):
            reply = f"{text}.0_{identity}".encode()
        if PLANT == "compute-3.4/binary" and isinstance(value, int):
            reply = (value & 0xFFFFFFFF).to_bytes(4, "big") + f"_{identity}".encode()
        if PLANT == "compute-3.5/bare":
            reply = text.encode()
        if PLANT == "compute-3.5/space":
            reply = f"{text} {identity}".encode()
        if PLANT == "compute-3.5/order":
            reply = f"{identity}_{text}".encode()
        if PLANT == "compute-3.5/newline":
            reply += b"\n"
        self.connection.sendall(reply)

    def read_name(self):
        if not self.skip_white_space():
            return None
        if re.match(rb"[A-Z]+ \S+ HTTP/", self.input):
            raise Ended("HTTP came instead of a name (compute-1.1)")
        request = REQUEST.match(self.input)
        if request and PLANT != "compute-1.1/request":
            raise Ended(f"{request.group().decode()} came instead of a name (compute-1.1)")
        end = REQUEST.search(self.input, 1) or re.search(rb"\Z", self.input)
        line_end = self.input.find(b"\n", 0, end.start())
        if line_end >= 0 and PLANT != "compute-1.3/newline":
            name = self.take(line_end).strip()
        else:
            name = self.take(end.start())
        if len(name) > 256:
            raise Ended(f"the name has {len(name)} bytes, more than 256 (compute-1.2)")
        return name.decode(errors="replace")

    def make_id(self, name):
        """The UUID of the name, or of name and address for a second client of the name."""
        global shared_id
        with lock:
            make = uuid.uuid5 if PLANT == "compute-3.3/uuid5" else uuid.uuid3
            self.id = str(make(uuid.NAMESPACE_DNS, name))
            if self.id in connected and PLANT != "compute-3.2/name":
                self.id = str(make(uuid.NAMESPACE_DNS, f"{name}@{self.address}"))
            if PLANT == "compute-3.3/uuid4":
                self.id = str(uuid.uuid4())
            if PLANT == "compute-3.2/global":
                self.id = shared_id or self.id
            shared_id = self.id
            connected.add(self.id)

    def read_number(self, least):
        if not self.skip_white_space():
            raise Refused("the input ended before the number (compute-2.5)")
        text = self.take_part()
        if PLANT == "compute-3.4/digit":
            text = text[:1]
        if PLANT == "compute-2.2/float" and text.endswith(b".0"):
            text = text[:-2]
        if PLANT == "compute-2.4/missing":
            text = text or b"1"
        if not text:
            raise Refused("a request came instead of a number (compute-2.4)")
        if PLANT == "compute-2.3/negative" and re.fullmatch(rb"-\d+", text):
            text = b"0"
        if re.fullmatch(rb"-\d+", text):
            raise Refused(f"{text.decode()} is negative (compute-2.3)")
        if not text.isdigit() and PLANT != "compute-2.2/int":
            raise Refused(f"{text[:40]} is no number (compute-2.2)")
        try:
            number = int(text)
        except ValueError:
            raise Refused(f"{text[:40]} is no number (compute-2.2)") from None
        if number > LARGEST_NUMBER:
            raise Refused(f"the number is larger than {LARGEST_NUMBER} (compute-2.3)")
        if number < least:
            raise Refused(f"{number} is less than {least} (compute-2.3)")
        return number

    def read_text(self):
        """The text after its length or, without a length, up to a pause."""
        if not self.skip_white_space():
            raise Refused("the input ended before the text (compute-2.5)")
        if re.match(rb"-\d", self.input):
            raise Refused(f"the length {self.take_part()[:40].decode(errors='replace')} is negative (compute-2.3)")
        digits = re.match(rb"\d+", self.input)
        if not digits:
            if PLANT == "compute-2.9/length":
                raise Refused(f"{self.take_part()[:40]} is no length")
            return self.take(len(self.input))
        self.take(digits.end())
        if len(digits.group()) > 8 or int(digits.group()) > LARGEST_TEXT:
            self.take_part()
            raise Refused(f"the text is larger than {LARGEST_TEXT} bytes")
        length = int(digits.group())
        if PLANT == "compute-3.4/recv":
            return self.take(length) or self.connection.recv(1024)
        while self.count(self.input) < length:
            if not self.fill():
                if PLANT == "compute-2.5/short":
                    break
                missing = length - len(self.input)
                self.input = b""
                raise Refused(f"the input ended {missing} bytes before the end of the text (compute-2.5)")
        if PLANT == "compute-2.8/characters":
            length = len(self.input.decode(errors="replace")[:length].encode())
        return self.take(length)

    def count(self, text):
        if PLANT == "compute-2.8/characters":
            return len(text.decode(errors="replace"))
        return len(text)

    def answer(self):
        """Answers one request, and returns whether another may follow."""
        if not self.skip_white_space():
            return False
        if PLANT == "compute-2.1/lower":
            self.input = re.sub(rb"^[a-z_]+", lambda word: word.group().upper(), self.input)
        request = REQUEST.match(self.input)
        if PLANT == "compute-2.6/recv" and request and request.end() < len(self.input):
            request = None
        if PLANT == "compute-2.1/factorial" and request and not request.group().isupper():
            request = None
        if not request:
            word = self.take_part() or self.take(len(self.input))
            if PLANT == "compute-2.1/silent":
                return True
            if PLANT == "compute-2.1/closes":
                return False
            raise Refused(f"{word[:40]} is no request: FIBONACCI, FACTORIAL, FILE or COMPLETE (compute-2.1)")
        word = self.take(request.end()).upper()
        if word == b"COMPLETE":
            if PLANT == "compute-3.5/bye":
                self.connection.sendall(b"BYE")
            if PLANT == "compute-3.7/open":
                self.connection.recv(1)
            return False
        if word == b"FIBONACCI":
            zero_based = PLANT in ("compute-2.3/zeroth", "compute-3.6/zero-based")
            self.reply(fibonacci(self.read_number(0 if zero_based else 1)))
        elif word == b"FACTORIAL":
            self.reply(factorial(self.read_number(0)))
        else:
            words = count_words(self.read_text())
            if PLANT != "compute-3.7/words":
                self.reply(words)
        return PLANT != "compute-3.7/once"

    def converse(self):
        name = self.read_name()
        if name is None:
            return
        print(f"Client name is: {name}", flush=True)
        self.make_id(name)
        if PLANT == "compute-3.1/waits":
            self.skip_white_space()
        greeting = self.id
        if PLANT == "compute-3.1/name":
            greeting = f"Hello {name}"
        if PLANT == "compute-3.1/part":
            greeting = self.id[:13]
        self.connection.sendall(greeting.encode())
        more = True
        while more:
            try:
                more = self.answer()
            except Refused as mistake:
                print(f"[{self.address}] Request refused: {mistake}", flush=True)
                if PLANT == "any-1.1/dies":
                    traceback.print_exc()
                    os._exit(1)
                self.reply(f"ERROR {mistake}")

    def serve(self):
        try:
            try:
                self.converse()
            except Ended as mistake:
                print(f"[{self.address}] {mistake}", flush=True)
                self.connection.sendall(f"ERROR {mistake}".encode() + (f"_{self.id}".encode() if self.id else b""))
            # what is left is read before closing: otherwise a reset could destroy the last reply
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1)
            deadline = time.monotonic() + 2
            while self.connection.recv(65536) and time.monotonic() < deadline:
                pass
        except OSError as failure:
            print(f"[{self.address}] {failure}", flush=True)
        self.connection.close()
        with lock:
            connected.discard(self.id)


def main():
    global PLANT
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--plant")
    arguments = parser.parse_args()
    PLANT = arguments.plant
    sys.set_int_max_str_digits(0)

    server = socket.socket()
    if PLANT != "any-1.3/reuse":
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", arguments.port))
    server.listen(50)
    print(f"listening on port {server.getsockname()[1]}", flush=True)
    while True:
        connection, address = server.accept()
        if PLANT == "any-1.2/hangs":
            select.select([connection], [], [])
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        conversation = Conversation(connection, address)
        if PLANT == "compute-3.8/one-at-a-time":
            conversation.serve()
        else:
            threading.Thread(target=conversation.serve, daemon=True).start()


main()
