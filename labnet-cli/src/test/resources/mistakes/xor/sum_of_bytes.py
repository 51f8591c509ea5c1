# SPDX-License-Identifier: Apache-2.0
"""The checksum is the sum of the bytes, not of words of two bytes."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: likely cause: the bytes were summed, and not words of two bytes (xor-1.2)
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    header = struct.pack("!HH4sII", 1, 0, b"sbmt", 20201234, 16)
    server.sendall(struct.pack("!HH4sII", 1, sum(header), b"sbmt", 20201234, 16))
    print(server.recv(1024))
