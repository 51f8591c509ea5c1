# SPDX-License-Identifier: Apache-2.0
"""The compute server of a student: a thread for each client, no framing.

usage: compute_server.py FAULT, where FAULT is one of those in FAULTS, or says:TEXT to answer names by that and close
"""

import math
import os
import re
import socket
import sys
import threading
import time
import uuid

FAULTS = ["none", "zero_based", "uuid_first", "no_dashes", "newlines",
          "zero_factorial", "no_uuid", "mixed_up", "late", "closes_early", "two_counts", "same_uuid",
          "silent", "one_at_a_time", "dies"]

lock = threading.Lock()
known = []


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


class Messages:
    """What a client says. Students read a message with each recv, which this can't rely on: on a busy machine the next
    one may be there before it looks, however long the client pauses."""

    def __init__(self, connection):
        self.connection = connection
        self.unread = b""

    def take(self, pattern):
        """The next message, which was sent at once; nothing at the end."""
        while not (found := re.match(pattern, self.unread)):
            more = self.connection.recv(4096)
            if not more:
                return ""
            self.unread += more
        self.unread = self.unread[found.end():]
        return found.group().decode()


def answer(messages, word, fault, asked):
    n = int(messages.take(rb"\d+"))
    if word == "FILE":
        return len(messages.take(rb"(?s).{%d}" % n).split())
    if word == "FIBONACCI":
        zero = fault == "zero_based" or (fault == "two_counts" and asked % 2)
        return fibonacci(n if zero else n - 1)
    if n == 0 and fault == "zero_factorial":
        return 0
    return math.factorial(n)


def reply(value, identity, fault):
    if fault == "no_uuid":
        return str(value)
    if fault == "mixed_up":
        with lock:
            identity = next((other for other in known if other != identity), identity)
    if fault == "uuid_first":
        return identity + "_" + str(value)
    return str(value) + "_" + identity + ("\n" if fault == "newlines" else "")


def serve(connection, fault):
    with connection:
        messages = Messages(connection)
        name = messages.take(rb"\w+")
        if fault.startswith("says:"):
            connection.sendall(fault[5:].encode())
            return
        if fault == "silent":
            time.sleep(60)
        if fault == "same_uuid":
            name = "Client1"
        identity = str(uuid.uuid3(uuid.NAMESPACE_DNS, name))
        if fault == "no_dashes":
            identity = identity.replace("-", "")
        with lock:
            known.append(identity)
        connection.sendall((identity + ("\n" if fault == "newlines" else "")).encode())
        asked = 0
        while True:
            word = messages.take(rb"[A-Z]+")
            if word in ("", "COMPLETE"):
                return
            value = answer(messages, word, fault, asked)
            if fault == "dies" and asked == 2:
                os._exit(3)
            asked += 1
            # All that was sent has been read, so that the connection is not reset.
            if fault == "closes_early" and asked == 3:
                return
            if fault == "late" and asked == 2:
                time.sleep(60)
            try:
                connection.sendall(reply(value, identity, fault).encode())
            except OSError:
                return


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=200)
    print("listening on port", listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        if sys.argv[1] == "one_at_a_time":
            serve(connection, sys.argv[1])
            continue
        threading.Thread(target=serve, args=(connection, sys.argv[1]), daemon=True).start()


if sys.argv[1] not in FAULTS and not sys.argv[1].startswith("says:"):
    sys.exit(__doc__)
main()
