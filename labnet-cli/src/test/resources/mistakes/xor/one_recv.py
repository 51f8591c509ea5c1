# SPDX-License-Identifier: Apache-2.0
"""One recv is taken for the whole packet."""
# labnet: xor server --words=600 --key=tree --db=target/mistakes.db
# says: THE DECRYPTED DATA HAS 1008 BYTES, BUT THE TEXT HAS 
# says: likely cause: recv(1024) was taken for a whole packet
# says: (xor-4.4)
import socket
import struct
import sys


def checksum(message):
    message += b"\0" * (len(message) % 2)
    total = sum(struct.unpack("!%dH" % (len(message) // 2), message))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(flag, keyword, sid, data=b""):
    header = struct.pack("!HH4sII", flag, 0, keyword, sid, 16 + len(data))
    return header[:2] + struct.pack("!H", checksum(header + data)) + header[4:] + data


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    server.sendall(packet(1, b"sbmt", 20201234))
    text = server.recv(1024)
    plain = bytes(byte ^ b"tree"[i % 4] for i, byte in enumerate(text[16:]))
    server.sendall(packet(1, b"tree", 20201234, plain))
    while server.recv(1024):
        pass
