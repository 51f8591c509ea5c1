# SPDX-License-Identifier: Apache-2.0
"""A line is typed into nc instead of running a client."""
# labnet: xor server --words=6 --message-deadline=1 --db=target/mistakes.db
# says: NO COMPLETE PACKET CAME IN TIME: 6 of the 16 bytes of its header came
# says: likely cause: text, but a packet begins with a header of 16 bytes (xor-1.5)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"hello\n")
    print(server.recv(1024))
