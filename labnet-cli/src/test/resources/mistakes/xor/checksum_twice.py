# SPDX-License-Identifier: Apache-2.0
"""The checksum is computed over a packet that has its checksum already."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: likely cause: it was not computed, or over a packet whose checksum field was not zero (xor-1.2)
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
    request = packet(1, b"sbmt", 20201234)
    server.sendall(request[:2] + struct.pack("!H", checksum(request)) + request[4:])
    print(server.recv(1024))
