# SPDX-License-Identifier: Apache-2.0
"""The command comes before the student number."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: 'G' at offset 0 is no digit: a request begins with a student number of 7 digits; likely cause: the command before the student number (grades-1.1)
import socket
import sys

command, number = "GMA", "1823757"
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(f"{command} {number}".encode())
    print(server.recv(1024))
