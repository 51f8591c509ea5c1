# SPDX-License-Identifier: Apache-2.0
"""The bytes are sent as hex digits."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: it begins "0001ded1"
# says: likely cause: hex digits: send the bytes that they stand for (xor-1.1)
import socket
import sys


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"0001ded173626d7401343f1200000010")
    print(server.recv(1024))
