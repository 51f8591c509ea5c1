# SPDX-License-Identifier: Apache-2.0
"""The request is sent in UTF-16, as a Windows program has it in memory."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: 0x00 at offset 1, after 1 digit: a student number has 7 digits; likely cause: text in UTF-16: send ASCII (grades-1.1)
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall("1823757 GMA".encode("utf-16-le"))
    print(server.recv(1024))
