# SPDX-License-Identifier: Apache-2.0
"""A minimal directory of chat rooms, with planted mistakes."""

# plant-should crds-1.1/ignored: an unknown command is skipped and the connection stays open
# plant-should crds-1.1/reply: an unknown command is answered by a word before the server closes
# plant-should crds-1.2/partial: a name that the end of the input cuts is taken for the whole name
# plant crds-1.3/newline: the byte after each command is taken for a line end
# plant crds-2.1/two-bytes: a field has two length bytes
# plant crds-2.1/empty: a room without a name is made
# plant crds-2.1/closes: an empty field ends the connection
# plant crds-2.2/characters: the length of a field counts characters
# plant crds-2.3/order: the address is read before the name
# plant-should crds-3.1/control: a name may contain control characters
# plant-should crds-3.1/encoding: a name may be other text than UTF-8
# plant crds-3.1/case: names are compared without regard to case
# plant-should crds-3.2/zeros: the numbers of an address may have leading zeros
# plant-should crds-3.2/binary: four bytes are taken for an address
# plant crds-3.1/stripped: blanks around a name are left out
# plant crds-3.1/prefix: chat finds a room whose name only begins so
# plant crds-3.3/multicast: every multicast address is accepted
# plant crds-3.3/any: every IPv4 address is accepted
# plant crds-3.3/closes: an address outside 239.0.0.0/8 ends the connection
# plant-should crds-3.4/zero: port 0 is accepted
# plant-should crds-3.4/large: ports above 65535 are accepted
# plant-should crds-3.4/space: white space around the digits of a port is accepted
# plant crds-3.5/name: a room with a name that is taken replaces the first one
# plant crds-3.5/address: two rooms may have the same address and port
# plant crds-4.1/little-endian: the length of a listing is little-endian
# plant crds-4.1/four-bytes: the length of a listing has four bytes
# plant crds-4.1/missing: a listing has no length
# plant crds-4.1/empty: an empty listing is one zero byte
# plant crds-4.2/characters: the length of a listing counts characters
# plant crds-4.2/itself: the length of a listing counts its own eight bytes
# plant crds-4.5/open: the connection stays open after the reply to chat
# plant crds-4.5/binary: the reply to chat is binary numbers
# plant crds-4.5/one-field: the reply to chat is one field
# plant crds-4.7/makeroom: a makeroom is answered by OK
# plant crds-4.7/deleteroom: a deleteroom is answered by OK
# plant any-1.2/one-at-a-time: a client is served only after the one before has left
# plant any-1.2/hangs: a client that sends nothing keeps all others from being served
# plant any-1.1/dies: an unknown command ends the server
# plant crds-4.7/delete: the deletion of an unknown room ends the connection
# plant any-1.3/reuse: the server does not start while old connections linger on its port
# plant-should crds-1.4/one-recv: what one recv returns is taken for one command
# plant crds-4.4/order: rooms are listed in the order of their names
# plant-should crds-4.4/last-line: the last line of a listing has no line feed
# plant-should crds-4.4/format: a line of a listing has no space after the colon
# plant-should crds-4.6/closes: the server closes without a reply to chat for an unknown room

import argparse
import os
import select
import socket
import struct
import threading
import time
import traceback

options = argparse.ArgumentParser()
options.add_argument("--port", type=int, required=True)
options.add_argument("--plant")
PORT, PLANT = vars(options.parse_args()).values()

rooms = {}  # name: (address, port), in the order of creation
lock = threading.Lock()


class Commands:
    """Reads the commands of one client."""

    def __init__(self, conn):
        self.conn = conn
        self.deadline = None

    def read_command(self):
        """Returns the command byte, or nothing at the end of the input."""
        self.deadline = None
        self.conn.settimeout(None)
        if PLANT == "crds-1.4/one-recv":
            self.segment = self.conn.recv(1024)
        command = self.recv(1)
        self.deadline = time.monotonic() + 10
        return command

    def recv(self, size):
        if PLANT == "crds-1.4/one-recv":
            data, self.segment = self.segment[:size], self.segment[size:]
            return data
        if self.deadline:
            self.conn.settimeout(max(self.deadline - time.monotonic(), 0.001))
        return self.conn.recv(size)

    def read(self, size):
        data = b""
        while len(data) < size:
            part = self.recv(size - len(data))
            if not part:
                if data and PLANT == "crds-1.2/partial":
                    break
                raise EOFError("the client closed within a command")
            data += part
        return data

    def read_field(self):
        if PLANT == "crds-2.1/two-bytes":
            return self.read(struct.unpack("!H", self.read(2))[0])
        size = self.read(1)[0]
        if size == 0 and PLANT == "crds-2.1/closes":
            raise EOFError("an empty field")
        field = self.read(size)
        if PLANT == "crds-2.2/characters":
            while len(field.decode(errors="replace")) < size:
                field += self.read(1)
        return field


def check_name(field):
    name = field.decode(errors="replace" if PLANT == "crds-3.1/encoding" else "strict")
    if name == "" and PLANT != "crds-2.1/empty":
        raise ValueError("the name is empty")
    if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in name) and PLANT != "crds-3.1/control":
        raise ValueError("control character in the name")


def check_address(field):
    if len(field) == 4 and PLANT == "crds-3.2/binary":
        return ".".join(str(byte) for byte in field)
    address = field.decode("ascii")
    parts = address.split(".")
    for part in parts:
        if not part.isdigit() or int(part) > 255:
            raise ValueError("the address is no dotted quad")
        if part != str(int(part)) and PLANT != "crds-3.2/zeros":
            raise ValueError("leading zero in the address")
    if len(parts) != 4:
        raise ValueError("the address is no dotted quad")
    if int(parts[0]) != 239:
        if PLANT == "crds-3.3/closes":
            raise EOFError("the address is outside 239.0.0.0/8")
        if PLANT != "crds-3.3/any" and not (PLANT == "crds-3.3/multicast" and 224 <= int(parts[0]) <= 239):
            raise ValueError("the address is outside 239.0.0.0/8")
    return address


def check_port(field):
    digits = field.decode("ascii")
    if PLANT == "crds-3.4/space":
        digits = digits.strip()
    if not digits.isdigit() or len(digits) > 5:
        raise ValueError("the port is not one to five digits")
    port = int(digits)
    if port == 0 and PLANT != "crds-3.4/zero":
        raise ValueError("the port is 0")
    if port > 65535 and PLANT != "crds-3.4/large":
        raise ValueError("the port is larger than 65535")
    return port


def getdir():
    with lock:
        entries = list(rooms.items())
    if PLANT == "crds-4.4/order":
        entries.sort()
    separator = b":" if PLANT == "crds-4.4/format" else b": "
    listing = b"".join(name + separator + b"%s:%d\n" % (address.encode(), port) for name, (address, port) in entries)
    if PLANT == "crds-4.4/last-line":
        listing = listing.rstrip(b"\n")
    size = len(listing)
    if PLANT == "crds-4.2/characters":
        size = len(listing.decode())
    if PLANT == "crds-4.2/itself":
        size += 8
    if PLANT == "crds-4.1/little-endian":
        return struct.pack("<Q", size) + listing
    if PLANT == "crds-4.1/four-bytes":
        return struct.pack("!I", size) + listing
    if PLANT == "crds-4.1/missing":
        return listing
    if PLANT == "crds-4.1/empty" and size == 0:
        return b"\x00"
    return struct.pack("!Q", size) + listing


def makeroom(name, address, port):
    check_name(name)
    if PLANT == "crds-3.1/stripped":
        name = name.strip()
    room = check_address(address), check_port(port)
    with lock:
        taken = name in rooms
        if PLANT == "crds-3.1/case":
            taken = name.lower() in [other.lower() for other in rooms]
        if taken and PLANT != "crds-3.5/name":
            raise ValueError("the name is taken")
        if room in rooms.values() and PLANT != "crds-3.5/address":
            raise ValueError("the address is taken")
        rooms[name] = room


def deleteroom(name):
    with lock:
        if PLANT == "crds-4.7/delete":
            rooms.pop(name)
        else:
            rooms.pop(name, None)


def chat(name):
    with lock:
        room = rooms.get(name)
        if PLANT == "crds-3.1/prefix":
            room = next((rooms[other] for other in rooms if other.startswith(name)), None)
    if room is None:
        return b"" if PLANT == "crds-4.6/closes" else b"\x00"
    address, port = room[0].encode(), str(room[1]).encode()
    if PLANT == "crds-4.5/binary":
        return socket.inet_aton(room[0]) + struct.pack("!H", room[1])
    if PLANT == "crds-4.5/one-field":
        address, port = address + b":" + port, None
    reply = bytes([len(address)]) + address
    if port is not None:
        reply += bytes([len(port)]) + port
    return reply


def serve(conn):
    commands = Commands(conn)
    while command := commands.read_command():
        reply = b""
        if command == b"\x01":
            reply = getdir()
        elif command == b"\x02":
            name, address, port = [commands.read_field() for _ in range(3)]
            if PLANT == "crds-2.3/order":
                name, address = address, name
            try:
                makeroom(name, address, port)
            except ValueError as e:
                print("makeroom refused:", e, flush=True)
            if PLANT == "crds-4.7/makeroom":
                reply = b"OK"
        elif command == b"\x03":
            deleteroom(commands.read_field())
            if PLANT == "crds-4.7/deleteroom":
                reply = b"OK"
        elif command == b"\x04":
            reply = chat(commands.read_field())
        elif PLANT == "any-1.1/dies":
            raise KeyError(command)
        elif PLANT == "crds-1.1/reply":
            conn.sendall(b"ERROR")
            return
        elif PLANT != "crds-1.1/ignored":
            return
        conn.settimeout(None)
        conn.sendall(reply)
        if command == b"\x04" and PLANT != "crds-4.5/open":
            return
        if PLANT == "crds-1.3/newline":
            commands.read(1)


def close(conn):
    """Closes without a reset, which could destroy a reply that is on its way."""
    conn.shutdown(socket.SHUT_WR)
    conn.settimeout(1)
    end = time.monotonic() + 1
    while time.monotonic() < end and conn.recv(4096):
        pass


def handle(conn):
    with conn:
        try:
            try:
                serve(conn)
            except EOFError as e:
                print("command dropped:", e, flush=True)
            close(conn)
        except OSError as e:
            print("connection ended:", e, flush=True)
        except KeyError:
            traceback.print_exc()
            if PLANT == "any-1.1/dies":
                os._exit(1)


server = socket.socket()
if PLANT != "any-1.3/reuse":
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", PORT))
server.listen(100)
print("listening on port", server.getsockname()[1], flush=True)
while True:
    conn, _ = server.accept()
    if PLANT == "any-1.2/hangs":
        select.select([conn], [], [])
    if PLANT == "any-1.2/one-at-a-time":
        handle(conn)
    else:
        threading.Thread(target=handle, args=(conn,), daemon=True).start()
