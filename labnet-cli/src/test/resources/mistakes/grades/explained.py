# SPDX-License-Identifier: Apache-2.0
"""The same as lower_case.py, and the server explains."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv --explain
# says: b"'gma' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)\n"
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"1823757 gma")
    print(server.recv(1024))
