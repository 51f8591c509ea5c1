# SPDX-License-Identifier: Apache-2.0
"""A server computes the checksum before it encrypts the data."""
# labnet: xor client --port={port} --studentID=20201234
# says: likely cause: it was computed before the XOR with the keyword: compute it over the bytes that are sent (xor-1.2)
import socket
import struct


def checksum(message):
    message += b"\0" * (len(message) % 2)
    total = sum(struct.unpack("!%dH" % (len(message) // 2), message))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(flag, keyword, sid, data=b""):
    header = struct.pack("!HH4sII", flag, 0, keyword, sid, 16 + len(data))
    return header[:2] + struct.pack("!H", checksum(header + data)) + header[4:] + data


listener = socket.create_server(("127.0.0.1", 0))
print("listening on port %d" % listener.getsockname()[1], flush=True)
while True:
    client, _ = listener.accept()
    client.recv(16)
    plain = packet(1, b"tree", 20201234, b"hello, KAIST")
    client.sendall(plain[:16] + bytes(byte ^ b"tree"[i % 4] for i, byte in enumerate(plain[16:])))
