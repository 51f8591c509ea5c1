# SPDX-License-Identifier: Apache-2.0
"""The header is counted twice in the length, and the client waits."""
# labnet: xor server --words=6 --message-deadline=1 --db=target/mistakes.db
# says: NO COMPLETE PACKET CAME IN TIME: 16 of the 32 bytes given by its length field came
# says: likely cause: the length is too large by 16: the checksum is that of the 16 bytes that came (xor-1.5)
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
    header = struct.pack("!HH4sII", 1, 0, b"sbmt", 20201234, 32)
    server.sendall(struct.pack("!HH4sII", 1, checksum(header), b"sbmt", 20201234, 32))
    print(server.recv(1024))
