# SPDX-License-Identifier: Apache-2.0
"""Checks a grade server from outside: grade_checks.py CHECK PORT CSV

It shares nothing with the server but the file: averages are computed here, with exact fractions, and tokens are
decrypted by the library that student programs use.
"""
import csv
import socket
import sys
import time
from fractions import Fraction

from cryptography.fernet import Fernet

CHECK, PORT, FILE = sys.argv[1], int(sys.argv[2]), sys.argv[3]
LABS = {f"GL{n}A": f"Lab {n}" for n in range(1, 5)}
EXAMS = [f"Exam {n}" for n in range(1, 5)]
COMMANDS = ["GMA", *LABS, "GEA", "GG"]
SECONDS = 60

with open(FILE, encoding="utf-8-sig", newline="") as file:
    STUDENTS = list(csv.DictReader(file))


def average(*columns):
    marks = [Fraction(student[column]) for student in STUDENTS for column in columns]
    return repr(float(sum(marks) / len(marks)))


def expected(student, command):
    if command == "GG":
        return ", ".join(f"{column}: {student[column]}" for column in [*LABS.values(), "Midterm", *EXAMS])
    columns = EXAMS if command == "GEA" else [LABS.get(command, "Midterm")]
    return ", ".join(f"{column} Average: {average(column)}" for column in columns)


def expected_with_key(student, command):
    if command == "GG":
        labs = "".join(f"{lab} : {student[column]} " for lab, column in LABS.items())
        return labs + f"GMA : {student['Midterm']} GEA : " + "".join(f"{student[exam]} " for exam in EXAMS)
    return "Average: " + average(*(EXAMS if command == "GEA" else [LABS.get(command, "Midterm")]))


def connect():
    connection = socket.create_connection(("127.0.0.1", PORT), timeout=SECONDS)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def read_to_end(connection):
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received


def exchange(*segments):
    with connect() as connection:
        for segment in segments:
            connection.sendall(segment)
        return read_to_end(connection)


def request_of(student, command, separator=""):
    return f"{student['ID Number']}{separator}{command}".encode()


def decrypted(student, token):
    return Fernet(student["Key"]).decrypt(token).decode()


def check(what, wanted, found):
    if wanted != found:
        sys.exit(f"{what}: wanted {wanted!r}, found {found!r}")


def check_answer(student, command, token):
    check(request_of(student, command), expected(student, command), decrypted(student, token))


def still_answers():
    with connect() as connection:
        connection.sendall(request_of(STUDENTS[0], "GMA"))
        connection.shutdown(socket.SHUT_WR)
        check_answer(STUDENTS[0], "GMA", read_to_end(connection))


def forms():
    """Every question in the three usual forms, and as Windows and telnet programs end it; one recv has the reply."""
    for student in STUDENTS:
        for command in COMMANDS:
            for separator in "", " ", ",":
                with connect() as connection:
                    connection.sendall(request_of(student, command, separator))
                    check_answer(student, command, connection.recv(1024))
                    check("after the reply", b"", read_to_end(connection))
    check_answer(STUDENTS[1], "GEA", exchange(b"\r\n " + request_of(STUDENTS[1], "GEA", ", \t") + b"\r\n"))


def byte_by_byte():
    """At once and, for one request, with more than the quiet time between any two bytes."""
    for command in COMMANDS:
        with connect() as connection:
            for byte in request_of(STUDENTS[2], command, " "):
                connection.sendall(bytes([byte]))
                if command == "GL3A":
                    time.sleep(0.06)
            check_answer(STUDENTS[2], command, read_to_end(connection))


def keep_open():
    """Ten requests on one connection, each waiting for its reply, then ten at once on another."""
    student = STUDENTS[3]
    with connect() as connection:
        for number in range(10):
            command = COMMANDS[number % len(COMMANDS)]
            connection.sendall(request_of(student, command))
            check_answer(student, command, connection.recv(1024))
        connection.shutdown(socket.SHUT_WR)
        check("after the last reply", b"", read_to_end(connection))
    with connect() as connection:
        connection.sendall(b"\n".join(request_of(student, "GMA", ",") for _ in range(10)))
        connection.shutdown(socket.SHUT_WR)
        tokens = read_to_end(connection)
        size = len(tokens) // 10
        for start in range(0, len(tokens), size):
            check_answer(student, "GMA", tokens[start : start + size])


def stray_newlines():
    """A connection that is closed with bytes unread is reset, and the reply on its way is lost.

    What follows comes with the request, at once after it, or little by little while the server replies and closes.
    """
    request = request_of(STUDENTS[4], "GEA")
    for _ in range(20):
        check_answer(STUDENTS[4], "GEA", exchange(request + b"\n" * 5000))
        check_answer(STUDENTS[4], "GEA", exchange(request, b"\n" * 5000))
        check_answer(STUDENTS[4], "GEA", exchange(request, *[b"\n"] * 5000))


def crowd():
    """All connected before any has asked, and all asked before any reads."""
    crowd_of = [(connect(), STUDENTS[i % len(STUDENTS)], COMMANDS[i % len(COMMANDS)]) for i in range(200)]
    for connection, student, command in crowd_of:
        connection.sendall(request_of(student, command))
    for connection, student, command in crowd_of:
        check_answer(student, command, read_to_end(connection))
        connection.close()


def refusals():
    number = STUDENTS[0]["ID Number"]
    refused = ["9999999GMA", "9999999 GG", "GMA", number + "gma", number + "GL5A", number + "1GMA", number + ";GMA"]
    for request in [*(text.encode() for text in refused), "١٢٣٤٥٦٧GMA".encode(), b"\x16\x03\x01\x02\x00", b"\0", b"-1"]:
        check(request, b"", exchange(request))
    check("a megabyte of zeros", b"", exchange(bytes(1 << 20)))
    for unfinished in b"", b"\r\n", number.encode(), f"{number} GL".encode():
        with connect() as connection:
            connection.sendall(unfinished)
            connection.shutdown(socket.SHUT_WR)
            check(unfinished, b"", read_to_end(connection))
    still_answers()


def silence():
    """For a server that was told to wait a second; without that it would wait for 30."""
    for silent in b"", b"\r\n":
        began = time.monotonic()
        check("silence", b"", exchange(silent))
        check("closed in time", True, time.monotonic() - began < 20)
    still_answers()


def two_recvs():
    """A client that calls recv exactly twice. It may be held up so long that both parts have arrived: then again."""
    exact = 0
    for attempt in range(60):
        student, command = STUDENTS[attempt % len(STUDENTS)], COMMANDS[attempt % len(COMMANDS)]
        with connect() as connection:
            connection.sendall(request_of(student, command, " "))
            token, key = connection.recv(1024), connection.recv(1024)
        if token.endswith(student["Key"].encode()):
            token, key = token[:-44], token[-44:]
        else:
            exact += 1
        check("the key", student["Key"].encode(), key)
        check(request_of(student, command), expected_with_key(student, command), decrypted(student, token))
        if exact == 15:
            return
    sys.exit(f"only {exact} of 60 replies came in two parts")


globals()[CHECK]()
print("passed")
