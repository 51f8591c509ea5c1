# SPDX-License-Identifier: Apache-2.0
"""A minimal client of the name-and-number exchange, with planted mistakes."""

# plant numbers-1.1/python: the request is a Python dict as text
# plant numbers-1.1/twice: the request is JSON inside a JSON string
# plant numbers-1.1/text: the request is a sentence
# plant numbers-1.1/mark: a byte order mark stands before the request
# plant numbers-1.2/cut: the last byte of the request is missing
# plant numbers-1.2/one-recv: what one recv returns is taken for the whole reply
# plant numbers-1.3/encoding: the request is encoded in ISO 8859-1
# plant numbers-1.3/utf-16: the request is encoded in UTF-16
# plant numbers-1.4/length: the length of the request is sent before it
# plant numbers-2.1/name: the request has no name
# plant numbers-2.1/other: the members of the request have other names
# plant numbers-2.2/swapped: the values of both members are swapped
# plant numbers-2.3/string: the number is sent as a string
# plant numbers-2.3/fraction: the number is sent with a fraction
# plant numbers-2.4/waits: the client waits for a reply to a number out of range
# plant numbers-2.5/twice: a member is in the request twice
# plant-should numbers-3.1/string: a server's number that is a string is accepted
# plant-should numbers-3.2/any: a server's number outside 1 to 100 is accepted
# plant-should numbers-3.3/trusted: a wrong sum is accepted
# plant-should numbers-3.3/status: the client ends with exit status 0 after a wrong sum
# plant-should numbers-1.5/again: a second request is sent over the connection
# plant-should numbers-2.6/order: the members of a reply must be in the order of the page
# plant-should numbers-3.4/required: a reply without a sum is refused

import argparse
import json
import socket
import sys

options = argparse.ArgumentParser()
options.add_argument("--host", default="127.0.0.1")
options.add_argument("--port", type=int, default=8000)
options.add_argument("--plant")
HOST, PORT, PLANT = vars(options.parse_args()).values()

NAME = "Zoë Client"


def request_of(number):
    request = {"client_name": NAME, "client_number": number}
    if PLANT == "numbers-2.1/name":
        del request["client_name"]
    if PLANT == "numbers-2.1/other":
        request = {"name": NAME, "number": number}
    if PLANT == "numbers-2.2/swapped":
        request = {"client_name": number, "client_number": NAME}
    if PLANT == "numbers-2.3/string":
        request["client_number"] = str(number)
    if PLANT == "numbers-2.3/fraction":
        request["client_number"] = float(number)
    text = json.dumps(request, ensure_ascii=False)
    if PLANT == "numbers-2.5/twice":
        text = text[:-1] + f', "client_number": {number}}}'
    if PLANT == "numbers-1.1/python":
        text = str(request)
    if PLANT == "numbers-1.1/twice":
        text = json.dumps(text, ensure_ascii=False)
    if PLANT == "numbers-1.1/text":
        text = f"{NAME} has the number {number}"
    data = text.encode()
    if PLANT == "numbers-1.1/mark":
        data = text.encode("utf-8-sig")
    if PLANT == "numbers-1.3/encoding":
        data = text.encode("latin-1")
    if PLANT == "numbers-1.3/utf-16":
        data = text.encode("utf-16-le")
    if PLANT == "numbers-1.2/cut":
        data = data[:-1]
    if PLANT == "numbers-1.4/length":
        data = len(data).to_bytes(4, "big") + data
    return data


def members(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a member is there twice")
    return dict(pairs)


def read_object(conn):
    """Returns the object that the server sent, however it arrives."""
    data = b""
    while len(data) <= 1024:
        part = conn.recv(1024)
        data += part
        if PLANT == "numbers-1.2/one-recv":
            return json.loads(data.decode(), object_pairs_hook=members)
        try:
            reply, _ = json.JSONDecoder(object_pairs_hook=members).raw_decode(data.decode().lstrip(" \t\r\n"))
            break
        except ValueError as e:
            if not part:
                raise ValueError(f"the reply is no JSON object: {e}; received: {data!r}")
    else:
        raise ValueError("the reply is too long")
    if not isinstance(reply, dict):
        raise ValueError(f"the reply is no JSON object: {data!r}")
    return reply


def check_reply(reply, number):
    """Returns the server's name, its number and the sum."""
    name, other, total = reply.get("server_name"), reply.get("server_number"), reply.get("sum")
    if PLANT == "numbers-2.6/order" and list(reply)[0] != "server_name":
        raise ValueError("server_name is not the first member")
    if PLANT == "numbers-3.1/string" and isinstance(other, str):
        other = int(other)
    if not isinstance(name, str) or type(other) is not int:
        raise ValueError("the reply has no server_name or server_number")
    if not 1 <= other <= 100 and PLANT != "numbers-3.2/any":
        raise ValueError(f"server_number is {other}, not from 1 to 100")
    if "sum" not in reply and PLANT != "numbers-3.4/required":
        total = number + other
    if PLANT == "numbers-3.3/trusted" and type(total) is int:
        return name, other, total
    if type(total) is not int or total != number + other:
        if PLANT == "numbers-3.3/status":
            print(f"the sum is {total!r}, not {number + other}", file=sys.stderr)
            sys.exit(0)
        raise ValueError(f"the sum is {total!r}, not {number + other}")
    return name, other, total


def main():
    print("Enter an integer between 1 and 100: ", end="", flush=True)
    try:
        number = int(sys.stdin.readline())
    except ValueError:
        number = None
    if number is None or not -(2**63) <= number < 2**63:
        print("this is no integer of 64 bits", file=sys.stderr)
        return 1
    try:
        with socket.create_connection((HOST, PORT), timeout=10) as conn:
            conn.sendall(request_of(number))
            if PLANT == "numbers-1.5/again":
                conn.sendall(request_of(number))
            if not 1 <= number <= 100 and PLANT != "numbers-2.4/waits":
                print("The integer input out of range. Terminating the server")
                return 0
            name, other, total = check_reply(read_object(conn), number)
    except (OSError, ValueError, RecursionError) as e:
        print("the exchange failed:", e, file=sys.stderr)
        return 1
    print(f"{NAME} | {name}")
    print(f"Client Number: {number} | Server Number: {other} | Sum: {total}")
    return 0


sys.exit(main())
