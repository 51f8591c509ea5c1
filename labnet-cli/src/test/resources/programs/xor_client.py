# SPDX-License-Identifier: Apache-2.0
"""A client as students write it: xor_client.py HOW PORT STUDENT_ID, where HOW is at-once, after-last, once or rfc."""
import socket
import struct
import sys

HEADER = struct.Struct("!HH4sII")


def checksum(message, how):
    if len(message) % 2:
        message += b"\0"
    order = ">" if how == "rfc" else "<"
    total = sum(struct.unpack("%s%dH" % (order, len(message) // 2), message))
    total = (total & 0xFFFF) + (total >> 16)
    while how != "once" and total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(flag, keyword, sid, data, how):
    message = HEADER.pack(flag, 0, keyword, sid, HEADER.size + len(data)) + data
    return message[:2] + struct.pack("!H", checksum(message, how)) + message[4:]


def receive(connection, size):
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            sys.exit("the server hung up after %d of %d bytes" % (len(data), size))
        data += part
    return data


def receive_packet(connection, how):
    header = receive(connection, HEADER.size)
    flag, found, keyword, sid, length = HEADER.unpack(header)
    data = receive(connection, length - HEADER.size)
    expected = checksum(header[:2] + b"\0\0" + header[4:] + data, "all" if how == "once" else how)
    if found != expected:
        sys.exit("the checksum is %04x, but %04x was expected" % (found, expected))
    return flag, keyword, sid, data


def main():
    how, port, sid = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    connection = socket.create_connection(("127.0.0.1", port), 60)
    connection.sendall(packet(1, b"sbmt", sid, b"", how))
    waiting = []
    flag = 0
    while flag == 0:
        flag, key, _, data = receive_packet(connection, how)
        plain = bytes(byte ^ key[i % 4] for i, byte in enumerate(data))
        waiting.append(packet(flag, key, sid, plain, how))
        if how == "at-once" or flag == 1:
            connection.sendall(b"".join(waiting))
            waiting = []
    _, keyword, score, message = receive_packet(connection, how)
    print("KEY: %s" % keyword.decode())
    print("Score: %d" % score)
    print("Message: %s" % message.decode())
    if connection.recv(1):
        sys.exit("the server said more")


main()
