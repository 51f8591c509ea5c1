# SPDX-License-Identifier: Apache-2.0
"""The client asks twice on one connection."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: closed after the reply; --keep-open answers further requests (grades-1.8); later input was ignored: '1823757 GG'
import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    for command in "GMA", "GG":
        server.sendall(f"1823757 {command}".encode())
        print(server.recv(1024))
