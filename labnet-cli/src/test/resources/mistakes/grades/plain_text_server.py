# SPDX-License-Identifier: Apache-2.0
"""The reply is not encrypted."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: the reply is not a token: 'Midterm Average: 10.45', 22 bytes; likely cause: the reply was not encrypted (grades-3.2)
import socket

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
with connection:
    connection.recv(1024)
    connection.sendall(b"Midterm Average: 10.45")
