# SPDX-License-Identifier: Apache-2.0
""""L" is packed in native mode, in which it has 8 bytes."""
# labnet: xor server --words=6 --key=tree --db=target/mistakes.db
# says: likely cause: longs of 8 bytes, as in struct '@HH4sLL': use '!HH4sII' (xor-1.1)
import socket
import struct
import sys


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(struct.pack("HH4sLL", 1, 0xD1DE, b"sbmt", 20201234, struct.calcsize("HH4sLL")))
    print(server.recv(1024))
