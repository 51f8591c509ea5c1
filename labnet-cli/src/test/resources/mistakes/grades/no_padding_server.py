# SPDX-License-Identifier: Apache-2.0
"""The padding of the token is removed."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: the token is encrypted with the student's key, but is not strict URL-safe base64; likely cause: the padding '=' was removed (grades-3.4)
import socket

from cryptography.fernet import Fernet

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
KEY = b"K-sD58VVPTxtEuMGz5Lf2-XWLLw5cUNzy0yPr7HmjCQ="
token = Fernet(KEY).encrypt(b"Midterm Average: 9")
connection, _ = listener.accept()
with connection:
    connection.recv(1024)
    connection.sendall(token.rstrip(b"="))
