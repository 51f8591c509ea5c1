# SPDX-License-Identifier: Apache-2.0
"""Number and command are separated as the cells of some CSV files."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: ';' at offset 7 is neither a separator nor a command: use spaces, tabs, commas or nothing (grades-1.2)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"1823757;GMA")
    print(server.recv(1024))
