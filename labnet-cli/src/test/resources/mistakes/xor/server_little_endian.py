# SPDX-License-Identifier: Apache-2.0
"""A server packs the header without the "!"."""
# labnet: xor client --port={port} --studentID=20201234
# says: the flag is 256 (bytes 01 00 at offset 0), neither 0 nor 1; in the other byte order it is 1: use struct '!'
# says: (xor-1.1)
import socket
import struct


listener = socket.create_server(("127.0.0.1", 0))
print("listening on port %d" % listener.getsockname()[1], flush=True)
while True:
    client, _ = listener.accept()
    client.recv(16)
    client.sendall(struct.pack("HH4sII", 1, 0, b"tree", 20201234, 28) + b"............")
