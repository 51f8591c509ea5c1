# SPDX-License-Identifier: Apache-2.0
"""The header of the text is used again for the answer, with its checksum while the new one is computed."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: likely cause: the field still held the checksum of the received packet: set it to zero first (xor-1.2)
import socket
import struct
import sys


def checksum(message):
    message += b"\0" * (len(message) % 2)
    total = sum(struct.unpack("!%dH" % (len(message) // 2), message))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(struct.pack("!HH4sII", 1, 0xDED1, b"sbmt", 20201234, 16))
    text = server.recv(10000)
    answer = text[:16] + bytes(byte ^ b"tree"[i % 4] for i, byte in enumerate(text[16:]))
    server.sendall(answer[:2] + struct.pack("!H", checksum(answer)) + answer[4:])
    print(server.recv(1024))
