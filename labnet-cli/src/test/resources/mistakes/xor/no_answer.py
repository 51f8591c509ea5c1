# SPDX-License-Identifier: Apache-2.0
"""The client ends its output after the request, and waits for the result."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: YOUR OUTPUT ENDED BEFORE YOUR LAST PACKET (xor-4.2); SCORE 10 OF 50
import socket
import struct
import sys


def checksum(message):
    message += b"\0" * (len(message) % 2)
    total = sum(struct.unpack("!%dH" % (len(message) // 2), message))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(flag, keyword, sid, data=b""):
    header = struct.pack("!HH4sII", flag, 0, keyword, sid, 16 + len(data))
    return header[:2] + struct.pack("!H", checksum(header + data)) + header[4:] + data


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(packet(1, b"test", 20201234))
    server.shutdown(socket.SHUT_WR)
    while server.recv(1024):
        pass
