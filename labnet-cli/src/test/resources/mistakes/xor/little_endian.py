# SPDX-License-Identifier: Apache-2.0
"""The header is packed without the "!", so that its numbers are little-endian."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: the flag is 256 (bytes 01 00 at offset 0), neither 0 nor 1; in the other byte order it is 1: use struct '!'
# says: (xor-1.1)
import socket
import struct
import sys


def checksum(message):
    message += b"\0" * (len(message) % 2)
    total = sum(struct.unpack("%dH" % (len(message) // 2), message))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    header = struct.pack("HH4sII", 1, 0, b"sbmt", 20201234, 16)
    server.sendall(struct.pack("HH4sII", 1, checksum(header), b"sbmt", 20201234, 16))
    print(server.recv(1024))
