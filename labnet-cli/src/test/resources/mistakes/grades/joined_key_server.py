# SPDX-License-Identifier: Apache-2.0
"""Token and key are put into one text."""
# labnet: grades client --csv src/main/resources/io/labnet/cli/demo/grades.csv --port {port} 1823757 GMA
# says: the reply is a token and a key with ',' between them: only white space may stand there (grades-4.2)
import socket

from cryptography.fernet import Fernet

listener = socket.create_server(("127.0.0.1", 0))
print("listening on port", listener.getsockname()[1], flush=True)
KEY = b"K-sD58VVPTxtEuMGz5Lf2-XWLLw5cUNzy0yPr7HmjCQ="
token = Fernet(KEY).encrypt(b"Midterm Average: 10.45")
connection, _ = listener.accept()
with connection:
    connection.recv(1024)
    connection.sendall(token + b"," + KEY)
