# SPDX-License-Identifier: Apache-2.0
"""A digit of the student number is missing."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: ' ' at offset 6, after 6 digits: a student number has 7 digits (grades-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"182375 GMA")
    print(server.recv(1024))
