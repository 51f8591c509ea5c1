# SPDX-License-Identifier: Apache-2.0
"""Number and command are written as two lines."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: 0x0a at offset 7 is neither a separator nor a command: use spaces, tabs, commas or nothing; likely cause: number and command in two lines (grades-1.2)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"1823757\nGMA\n")
    print(server.recv(1024))
