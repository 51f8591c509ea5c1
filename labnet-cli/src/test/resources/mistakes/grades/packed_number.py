# SPDX-License-Identifier: Apache-2.0
"""The student number is packed as an integer."""
# labnet: grades server --csv src/main/resources/io/labnet/cli/demo/grades.csv
# says: 0x00 at offset 0 is no digit
# says: likely cause: the student number as a binary integer: send its digits as text (grades-1.1)
import socket
import struct
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(struct.pack("!I", 1823757) + b"GMA")
    print(server.recv(1024))
