# SPDX-License-Identifier: Apache-2.0
"""The server sends the request back."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: the reply is not a token: '1823757 GMA', 11 bytes; likely cause: the request, sent back by an echo server (grades-3.2)
import socket

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
with connection:
    connection.sendall(connection.recv(1024))
