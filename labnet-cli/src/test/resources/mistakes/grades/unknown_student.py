# SPDX-License-Identifier: Apache-2.0
"""The student is not in the file of the server."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: refused: no student has the id 1234567 (grades-2.1)
# tap: no rule was broken
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(b"1234567 GMA")
    print(server.recv(1024))
