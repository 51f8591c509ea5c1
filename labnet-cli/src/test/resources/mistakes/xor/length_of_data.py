# SPDX-License-Identifier: Apache-2.0
"""The length of the request is that of its data: there are none."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: the length is 0, not within 16 to 10000: it includes the 16 bytes of the header
# says: (xor-1.4)
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
    header = struct.pack("!HH4sII", 1, 0, b"sbmt", 20201234, 0)
    server.sendall(struct.pack("!HH4sII", 1, checksum(header), b"sbmt", 20201234, 0))
    print(server.recv(1024))
