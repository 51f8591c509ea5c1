# SPDX-License-Identifier: Apache-2.0
"""The checksum of the answer has its bytes exchanged, that of the request has not."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: likely cause: another form of checksum: byte-swapped (xor-1.6)
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
    server.sendall(packet(1, b"sbmt", 20201234))
    text = server.recv(10000)
    plain = bytes(byte ^ b"tree"[i % 4] for i, byte in enumerate(text[16:]))
    answer = packet(1, b"tree", 20201234, plain)
    server.sendall(answer[:2] + answer[3:4] + answer[2:3] + answer[4:])
    print(server.recv(1024))
