# SPDX-License-Identifier: Apache-2.0
"""The number is packed as an integer."""
# labnet: compute server
# says: ERROR bytes 00 00 00 07 are no decimal text: send "7"
# says: likely cause: a binary integer, as struct.pack makes it (compute-2.2)
import socket
import struct
import sys
import time

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"Client1")
    print(server.recv(1024))
    for part in b"FIBONACCI", struct.pack("!i", 7):
        server.sendall(part)
        time.sleep(0.2)
    print(server.recv(1024))
