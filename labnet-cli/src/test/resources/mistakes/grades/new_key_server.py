# SPDX-License-Identifier: Apache-2.0
"""The server makes a new key when it starts."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: the student's key does not decrypt the token: it was encrypted with another key, or modified (grades-3.5)
# tap: no rule was broken
import socket

from cryptography.fernet import Fernet

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
fernet = Fernet(Fernet.generate_key())
connection, _ = listener.accept()
with connection:
    connection.recv(1024)
    connection.sendall(fernet.encrypt(b"Midterm Average: 10.45"))
