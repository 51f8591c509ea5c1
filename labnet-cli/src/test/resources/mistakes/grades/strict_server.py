# SPDX-License-Identifier: Apache-2.0
"""The server splits the request at commas, and closes if there is none."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: the server closed the connection without a reply; the request was '1823757 GMA' (bytes 31 38 32 33 37 35 37 20 47 4d 41)
# says: (grades-3.1): try --separator=none, space or comma
# tap: no rule was broken
import socket

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
with connection:
    parts = connection.recv(1024).split(b",")
    if len(parts) == 2:
        connection.sendall(b"not reached")
