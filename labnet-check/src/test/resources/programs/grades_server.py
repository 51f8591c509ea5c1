# SPDX-License-Identifier: Apache-2.0
"""A minimal grade server, with planted mistakes."""

# plant grades-1.1/int: the student number is read as an integer, so leading zeros are lost
# plant grades-2.1/first: an unknown student is answered with the marks and the key of the first one
# plant grades-2.1/text: an unknown student is answered by a text
# plant grades-3.1/nothing: the server does not answer GEA
# plant grades-3.2/plain: the reply is not encrypted
# plant grades-3.2/bytes: the reply is the text of a Python bytes object
# plant grades-3.2/length: the length of the reply is sent before it
# plant grades-3.2/label: a label is sent before the reply
# plant grades-3.3/cut: only the first 64 bytes of the reply are sent
# plant grades-3.4/alphabet: the reply has the standard base64 alphabet
# plant grades-3.4/padding: the reply has no padding
# plant grades-3.4/lines: the reply is base64 in lines
# plant grades-3.5/one-key: the first student's key is used for all
# plant grades-3.5/new-key: a key is made when the server starts
# plant grades-3.6/utf-16: the text in a reply is encoded in UTF-16
# plant grades-3.8/rounded: an average is rounded to one digit
# plant grades-3.8/marks: GG has the marks of the first student
# plant any-1.2/one-at-a-time: a client is served only after the one before has left
# plant any-1.2/hangs: a client that sends nothing keeps all others from being served
# plant any-1.1/dies: what is no request ends the server
# plant any-1.3/reuse: the server does not start while old connections linger on its port
# plant-should grades-1.1/eight: of a longer student number the first seven digits are taken
# plant-should grades-1.1/six: a student number of six digits is filled up with a zero
# plant-should grades-1.2/other: semicolons and line ends separate number and command as well
# plant-should grades-1.3/lower: a command in lower case is answered
# plant-should grades-1.3/other: an unknown command is answered by all marks
# plant-should grades-1.4/no-command: a request without a command is answered by all marks
# plant-should grades-1.2/split: the request is split at white space, which must be there
# plant-should grades-1.2/none: number and command must not be separated
# plant-should grades-1.4/one-recv: what one recv returns is taken for the whole request
# plant-should grades-1.4/waits: the server waits for ever for the rest of a request
# plant-should grades-1.7/space: white space before a request is refused
# plant-should grades-2.3/open: the connection stays open after the reply
# plant-should grades-2.3/writes: the reply is written in two parts

import argparse
import base64
import csv
import os
import re
import select
import socket
import threading
import time
import traceback
from fractions import Fraction

from cryptography.fernet import Fernet

options = argparse.ArgumentParser()
options.add_argument("--port", type=int, required=True)
options.add_argument("--grades", required=True)
options.add_argument("--plant")
PORT, GRADES, PLANT = vars(options.parse_args()).values()

MARKS = ["Lab 1", "Lab 2", "Lab 3", "Lab 4", "Midterm", "Exam 1", "Exam 2", "Exam 3", "Exam 4"]
AVERAGES = {
    "GMA": ["Midterm"],
    "GL1A": ["Lab 1"],
    "GL2A": ["Lab 2"],
    "GL3A": ["Lab 3"],
    "GL4A": ["Lab 4"],
    "GEA": ["Exam 1", "Exam 2", "Exam 3", "Exam 4"],
}
COMMANDS = [*AVERAGES, "GG"]

with open(GRADES, newline="", encoding="utf-8-sig") as file:
    rows = list(csv.DictReader(file))
students = {row["ID Number"]: row for row in rows}
new_key = Fernet.generate_key()


def read_request(conn):
    """Returns the number and the command of a request, however it arrives."""
    data = b""
    end = time.monotonic() + 30
    while True:
        if PLANT != "grades-1.4/waits":
            conn.settimeout(max(end - time.monotonic(), 0.001))
        part = conn.recv(256)
        if not part and not data:
            raise ConnectionError("the client has left without a request")
        if not data:
            end = time.monotonic() + 4
        data += part
        if PLANT != "grades-1.7/space":
            data = data.lstrip()
        if len(data) > 256:
            raise ValueError("the request is too long")
        found = parse(data)
        if found:
            return found
        if not part and PLANT == "grades-1.4/no-command" and len(data) >= 7:
            return data[:7].decode(), "GG"
        if not part or PLANT == "grades-1.4/one-recv":
            raise ValueError(f"incomplete request {data!r}")


def parse(data):
    """Returns the number and the command, or None as long as they are incomplete."""
    if PLANT == "grades-1.1/six" and re.match(rb"[0-9]{6}[^0-9]", data):
        data = b"0" + data
    number, rest = data[:7], data[7:]
    if number and not number.isdigit():
        raise ValueError(f"no student number in {data!r}")
    if PLANT == "grades-1.1/eight":
        rest = rest.lstrip(b"0123456789")
    if PLANT == "grades-1.2/split" and rest and rest[:1] not in b" \t":
        raise ValueError(f"one word in {data!r}")
    separators = b" \t,"
    if PLANT == "grades-1.2/none":
        separators = b""
    if PLANT == "grades-1.2/other":
        separators = b" \t,;\r\n"
    text = rest.lstrip(separators).decode("latin-1")
    if PLANT == "grades-1.3/lower":
        text = text.upper()
    for command in COMMANDS:
        if text.startswith(command):
            return number.decode(), command
    if any(command.startswith(text) for command in COMMANDS):
        return None
    if PLANT == "grades-1.3/other" and text[0].isalpha():
        return number.decode(), "GG"
    raise ValueError(f"no command in {data!r}")


def average(column):
    marks = [Fraction(row[column]) for row in rows]
    return float(sum(marks) / len(marks))


def answer(student, command):
    if command == "GG":
        if PLANT == "grades-3.8/marks":
            student = rows[0]
        return ", ".join(f"{mark}: {student[mark]}" for mark in MARKS)
    columns = AVERAGES[command]
    if PLANT == "grades-3.8/rounded":
        return ", ".join(f"{column} Average: {round(average(column), 1)}" for column in columns)
    return ", ".join(f"{column} Average: {average(column)}" for column in columns)


def encrypt(text, student):
    key = student["Key"].encode()
    if PLANT == "grades-3.5/one-key":
        key = rows[0]["Key"].encode()
    if PLANT == "grades-3.5/new-key":
        key = new_key
    data = text.encode()
    if PLANT == "grades-3.6/utf-16":
        data = text.encode("utf-16")
    if PLANT == "grades-3.2/plain":
        return data
    token = Fernet(key).encrypt(data)
    if PLANT == "grades-3.2/bytes":
        return str(token).encode()
    if PLANT == "grades-3.2/length":
        return len(token).to_bytes(4, "big") + token
    if PLANT == "grades-3.2/label":
        return b"Reply: " + token
    if PLANT == "grades-3.3/cut":
        return token[:64]
    if PLANT == "grades-3.4/alphabet":
        return base64.b64encode(base64.urlsafe_b64decode(token))
    if PLANT == "grades-3.4/padding":
        return token.rstrip(b"=")
    if PLANT == "grades-3.4/lines":
        return token[:60] + b"\n" + token[60:]
    return token


def serve(conn):
    number, command = read_request(conn)
    print("Received", command, "command from client.", flush=True)
    conn.settimeout(None)
    if PLANT == "grades-1.1/int":
        number = str(int(number))
    student = students.get(number)
    if student is None:
        print("User not found.", flush=True)
        if PLANT == "grades-2.1/text":
            conn.sendall(b"User not found.")
        if PLANT != "grades-2.1/first":
            return
        student = rows[0]
    if PLANT == "grades-3.1/nothing" and command == "GEA":
        return
    reply = encrypt(answer(student, command), student)
    if PLANT == "grades-2.3/writes":
        conn.sendall(reply[:50])
        time.sleep(0.1)
        reply = reply[50:]
    conn.sendall(reply)
    if PLANT == "grades-2.3/open":
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
                print("request refused:", e, flush=True)
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
