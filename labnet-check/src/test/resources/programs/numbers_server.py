# SPDX-License-Identifier: Apache-2.0
"""A minimal server of the name-and-number exchange, with planted mistakes."""

# plant numbers-1.1/python: the reply is a Python dict as text
# plant numbers-1.1/twice: the reply is JSON inside a JSON string
# plant-should numbers-1.1/eval: a Python dict is read as well as a JSON object
# plant numbers-1.2/one-recv: what one recv returns is taken for the whole request
# plant numbers-1.2/cut: the last byte of the reply is missing
# plant numbers-1.3/encoding: the reply is encoded in ISO 8859-1
# plant numbers-1.4/length: the length of the reply is sent before it
# plant-should numbers-2.1/name: a request without a name is answered
# plant-should numbers-2.2/any: a name that is no string is answered
# plant-should numbers-2.3/string: a number in quotes is answered
# plant-should numbers-2.3/fraction: a number with a fraction is answered
# plant numbers-2.4/runs-on: the server keeps running after a number out of range
# plant numbers-2.4/replies: the server answers a number out of range before it ends
# plant numbers-2.4/zero: the number 0 is answered
# plant numbers-2.4/hundred: the number 100 is taken for out of range
# plant numbers-2.4/status: the server ends with exit status 1 after a number out of range
# plant-should numbers-2.5/twice: a request with a member twice is answered
# plant numbers-3.1/names: the members of the reply have other names
# plant numbers-3.1/string: the server's number is a string
# plant numbers-3.2/zero: the server's number is 0
# plant numbers-3.2/large: the server's number is above 100
# plant numbers-3.3/wrong: the sum is one too large
# plant numbers-3.3/string: the sum is a string
# plant numbers-3.3/joined: the numbers are joined as strings instead of added
# plant any-1.2/one-at-a-time: a client is served only after the one before has left
# plant any-1.2/hangs: a client that sends nothing keeps all others from being served
# plant any-1.1/dies: a message that is no request ends the server
# plant any-1.3/reuse: the server does not start while old connections linger on its port
# plant-should numbers-2.6/order: the members of a request must be in the order of the page
# plant-should numbers-2.6/others: a request with another member is not answered
# plant-should numbers-3.5/open: the connection stays open after the reply
# plant-should numbers-3.5/writes: the reply is written in two parts

import argparse
import ast
import json
import os
import random
import select
import socket
import threading
import time
import traceback

options = argparse.ArgumentParser()
options.add_argument("--port", type=int, required=True)
options.add_argument("--plant")
PORT, PLANT = vars(options.parse_args()).values()

NAME = "Zoë Server"
NUMBER = random.randint(1, 100)
if PLANT == "numbers-3.2/zero":
    NUMBER = 0
if PLANT == "numbers-3.2/large":
    NUMBER = random.randint(101, 1000)


def object_end(data):
    """Returns where the first object of the data ends, or None as long as it is incomplete."""
    depth, quoted, escaped = 0, False, False
    for i, byte in enumerate(data):
        c = chr(byte)
        if escaped:
            escaped = False
        elif quoted:
            escaped = c == "\\"
            quoted = c != '"'
        elif c == '"':
            quoted = True
        elif c in "{[":
            depth += 1
            if depth > 4:
                raise ValueError("more than 4 objects and arrays within another")
        elif c in "}]":
            depth -= 1
            if depth <= 0:
                return i + 1
    return None


def read_object(conn):
    """Returns one JSON object, however it arrives, and no more than 10 seconds after its first byte."""
    data = b""
    end = None
    while True:
        if end:
            conn.settimeout(max(end - time.monotonic(), 0.001))
        part = conn.recv(1024)
        data = (data + part).lstrip(b" \t\r\n")
        if PLANT == "numbers-1.2/one-recv":
            return data
        if data and data[:1] != b"{":
            raise ValueError("the message does not begin with {")
        size = object_end(data)
        if (size or len(data)) > 1024:
            raise ValueError("the message is too long")
        if size:
            return data[:size]
        if not part:
            raise ValueError("the message is incomplete")
        if data and not end:
            end = time.monotonic() + 10


def members(pairs):
    if len(dict(pairs)) < len(pairs) and PLANT != "numbers-2.5/twice":
        raise ValueError("a member is there twice")
    return dict(pairs)


def client_number(request):
    """Returns the number of a request, after its check."""
    if PLANT == "numbers-2.6/order" and list(request)[0] != "client_name":
        raise ValueError("client_name is not the first member")
    if PLANT == "numbers-2.6/others" and len(request) != 2:
        raise ValueError("there is another member")
    name = request.get("client_name", "" if PLANT == "numbers-2.1/name" else None)
    if not isinstance(name, str) and not (PLANT == "numbers-2.2/any" and "client_name" in request):
        raise ValueError("client_name is not a string")
    number = request.get("client_number")
    if PLANT == "numbers-2.3/string" and isinstance(number, str):
        number = int(number)
    if PLANT == "numbers-2.3/fraction" and isinstance(number, float):
        number = int(number)
    if type(number) is not int or not -(2**63) <= number < 2**63:
        raise ValueError("client_number is not an integer of 64 bits")
    return number


def reply_to(number):
    total = NUMBER + number
    if PLANT == "numbers-3.3/wrong":
        total += 1
    if PLANT == "numbers-3.3/string":
        total = str(total)
    if PLANT == "numbers-3.3/joined":
        total = int(str(number) + str(NUMBER))
    reply = {"server_name": NAME, "server_number": NUMBER, "sum": total}
    if PLANT == "numbers-3.1/names":
        reply = {"name": NAME, "number": NUMBER, "sum": total}
    if PLANT == "numbers-3.1/string":
        reply["server_number"] = str(NUMBER)
    text = json.dumps(reply, ensure_ascii=False)
    if PLANT == "numbers-1.1/python":
        text = str(reply)
    if PLANT == "numbers-1.1/twice":
        text = json.dumps(text, ensure_ascii=False)
    data = text.encode("latin-1" if PLANT == "numbers-1.3/encoding" else "utf-8")
    if PLANT == "numbers-1.2/cut":
        data = data[:-1]
    if PLANT == "numbers-1.4/length":
        data = len(data).to_bytes(4, "big") + data
    return data


def parse(text):
    try:
        return json.loads(text, object_pairs_hook=members)
    except json.JSONDecodeError:
        if PLANT == "numbers-1.1/eval":
            return ast.literal_eval(text)
        raise


def serve(conn):
    number = client_number(parse(read_object(conn).decode()))
    allowed = range(0 if PLANT == "numbers-2.4/zero" else 1, 100 if PLANT == "numbers-2.4/hundred" else 101)
    if number not in allowed:
        print("client int out of range:", number, flush=True)
        if PLANT == "numbers-2.4/runs-on":
            return
        if PLANT == "numbers-2.4/replies":
            conn.sendall(reply_to(number))
        os._exit(1 if PLANT == "numbers-2.4/status" else 0)
    reply = reply_to(number)
    conn.settimeout(None)
    if PLANT == "numbers-3.5/writes":
        conn.sendall(reply[:20])
        time.sleep(0.1)
        reply = reply[20:]
    conn.sendall(reply)
    if PLANT == "numbers-3.5/open":
        conn.recv(1024)


def close(conn):
    """Closes without a reset, which could destroy a reply that is on its way."""
    conn.shutdown(socket.SHUT_WR)
    conn.settimeout(1)
    end = time.monotonic() + 1
    while time.monotonic() < end and conn.recv(4096):
        pass


def handle(conn):
    with conn:
        try:
            try:
                serve(conn)
            except ValueError as e:
                if PLANT == "any-1.1/dies":
                    traceback.print_exc()
                    os._exit(1)
                print("message refused:", e, flush=True)
            close(conn)
        except OSError as e:
            print("connection ended:", e, flush=True)


server = socket.socket()
if PLANT != "any-1.3/reuse":
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", PORT))
server.listen(100)
print("listening on port", server.getsockname()[1], flush=True)
while True:
    conn, _ = server.accept()
    if PLANT == "any-1.2/hangs":
        select.select([conn], [], [])
    if PLANT == "any-1.2/one-at-a-time":
        handle(conn)
    else:
        threading.Thread(target=handle, args=(conn,), daemon=True).start()
