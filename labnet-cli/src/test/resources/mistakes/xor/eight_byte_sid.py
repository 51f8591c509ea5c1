# SPDX-License-Identifier: Apache-2.0
"""The numbers of the header have 8 bytes, in network byte order."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: the length is 20201234 (bytes 01 34 3f 12 at offset 12), not within 16 to 10000
# says: likely cause: numbers of 8 bytes, as in struct '!HH4sQQ': use '!HH4sII' (xor-1.4)
import socket
import struct
import sys


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(struct.pack("!HH4sQQ", 1, 0xDED1, b"sbmt", 20201234, 24))
    print(server.recv(1024))
