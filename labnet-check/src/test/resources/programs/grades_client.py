# SPDX-License-Identifier: Apache-2.0
"""A minimal client of the grade server, with planted mistakes."""

# plant grades-1.1/int: the student number is sent as an integer, so leading zeros are lost
# plant grades-1.1/binary: the student number is sent as four bytes
# plant grades-1.1/order: the command is sent before the student number
# plant grades-1.1/length: the length of the request is sent before it
# plant grades-1.2/lines: student number and command are sent as two lines
# plant grades-1.2/semicolon: a semicolon separates number and command
# plant grades-1.3/lower: the command is sent in lower case
# plant grades-1.3/other: an unknown command is sent as it was typed
# plant grades-1.4/waits: the client waits for a reply to the number before it sends the command
# plant grades-1.4/cut: the last byte of the command is missing
# plant grades-3.1/ignored: the missing of a reply is passed over
# plant grades-3.5/one-key: the first key of the file is used for all students
# plant grades-3.8/first: only what is before the first comma of an answer is printed
# plant any-2.2/loops: the rest of a short reply is awaited after the server has closed
# plant-should grades-3.2/plain: a reply that is not encrypted is printed
# plant-should grades-3.3/one-recv: what one recv returns is taken for the whole token
# plant-should grades-3.4/lenient: a token in the standard base64 alphabet is accepted
# plant-should grades-3.4/padding: a token without padding is accepted
# plant-should grades-3.5/ignored: a token that the key does not open is passed over
# plant-should grades-3.6/replaced: a text that is not UTF-8 is printed
# plant-should grades-1.6/line: the request ends with a line end
# plant-should grades-1.6/writes: the request is sent in two parts
# plant-should grades-1.8/again: the request is sent twice over the connection
# plant-should any-2.1/status: the exit status is always 0

import argparse
import csv
import re
import socket
import sys
import time

from cryptography.fernet import Fernet, InvalidToken

options = argparse.ArgumentParser()
options.add_argument("--host", default="127.0.0.1")
options.add_argument("--port", type=int, default=50007)
options.add_argument("--keys", required=True)
options.add_argument("--plant")
HOST, PORT, KEYS, PLANT = vars(options.parse_args()).values()

COMMANDS = ["GMA", "GL1A", "GL2A", "GL3A", "GL4A", "GEA", "GG"]

with open(KEYS, newline="", encoding="utf-8-sig") as file:
    keys = {row["ID Number"]: row["Key"] for row in csv.DictReader(file)}


def request_of(number, command):
    if PLANT == "grades-1.1/order":
        return f"{command} {number}".encode()
    if PLANT == "grades-1.1/binary":
        return int(number).to_bytes(4, "big") + command.encode()
    if PLANT == "grades-1.1/int":
        number = int(number)
    if PLANT == "grades-1.3/lower":
        command = command.lower()
    if PLANT == "grades-1.4/cut":
        command = command[:-1]
    separator = " "
    if PLANT == "grades-1.2/lines":
        separator = "\n"
    if PLANT == "grades-1.2/semicolon":
        separator = ";"
    request = f"{number}{separator}{command}".encode()
    if PLANT == "grades-1.1/length":
        request = len(request).to_bytes(4, "big") + request
    if PLANT == "grades-1.6/line":
        request += b"\n"
    return request


def ask(request):
    """Sends a request and returns the reply, which ends where the server closes."""
    with socket.create_connection((HOST, PORT), timeout=4) as conn:
        if PLANT == "grades-1.4/waits":
            conn.sendall(request[:7])
            conn.recv(1024)
            request = request[7:]
        if PLANT == "grades-1.6/writes":
            conn.sendall(request[:7])
            time.sleep(0.1)
            request = request[7:]
        conn.sendall(request)
        if PLANT == "grades-1.8/again":
            conn.sendall(request)
        reply = b""
        while True:
            part = conn.recv(1024)
            if not part and (PLANT != "any-2.2/loops" or len(reply) > 100):
                break
            reply += part
            if PLANT == "grades-3.3/one-recv":
                break
            if len(reply) > 16384:
                raise ValueError("the reply is too long")
        return reply.strip()


def decrypt(reply, key):
    if PLANT == "grades-3.2/plain" and not reply.startswith(b"gAAAA"):
        return reply.decode(errors="replace")
    if PLANT == "grades-3.4/lenient":
        reply = reply.replace(b"+", b"-").replace(b"/", b"_")
    if PLANT == "grades-3.4/padding":
        reply += b"=" * (-len(reply) % 4)
    if not re.fullmatch(rb"[A-Za-z0-9_-]+={0,2}", reply) or len(reply) % 4 != 0 or len(reply) < 100:
        raise ValueError(f"the reply is no Fernet token: {reply!r}")
    text = Fernet(key).decrypt(reply)
    return text.decode(errors="replace" if PLANT == "grades-3.6/replaced" else "strict")


def run(number, command):
    """Prints what a student gets for a command."""
    if not re.fullmatch("[0-9]{7}", number) or (command not in COMMANDS and PLANT != "grades-1.3/other"):
        raise ValueError("The input is invalid, please try again.")
    if number not in keys:
        raise ValueError(f"there is no key for {number}")
    key = keys[number]
    if PLANT == "grades-3.5/one-key":
        key = list(keys.values())[0]
    reply = ask(request_of(number, command))
    if not reply:
        if PLANT == "grades-3.1/ignored":
            return
        raise ValueError("the server closed without a reply")
    try:
        text = decrypt(reply, key)
        if PLANT == "grades-3.8/first":
            text = text.split(",")[0]
        print(text, flush=True)
    except InvalidToken:
        if PLANT != "grades-3.5/ignored":
            raise ValueError("the key does not open the token")


def main():
    status = 0
    while True:
        try:
            number = input("Student number: ").strip()
            command = input("Command: ").strip()
        except EOFError:
            return status
        try:
            run(number, command if PLANT == "grades-1.3/other" else command.upper())
        except (OSError, ValueError) as e:
            print(e, file=sys.stderr, flush=True)
            status = 0 if PLANT == "any-2.1/status" else 1


sys.exit(main())
