# SPDX-License-Identifier: Apache-2.0
"""A minimal client of the directory of chat rooms, with planted mistakes."""

# plant crds-1.1/word: the name of the command is sent instead of its byte
# plant crds-1.1/digit: the number of the command is sent as a digit
# plant crds-1.1/integer: the number of the command is sent in four bytes
# plant crds-1.1/bye: the word bye is sent
# plant crds-1.2/length: the length of a name is one too large
# plant crds-1.3/newline: a line end follows each command
# plant crds-2.1/two-bytes: the length of a field has two bytes
# plant crds-2.1/missing: fields have no length, spaces separate them
# plant crds-2.1/digits: the length of a field is sent as digits
# plant-should crds-2.1/empty: an empty name is sent
# plant crds-2.2/characters: the length of a field counts characters
# plant crds-2.3/no-name: a makeroom has no name
# plant crds-2.3/one-field: address and port of a makeroom are one field
# plant crds-3.2/order: a makeroom has the address before the name
# plant crds-3.1/newline: a name is sent with its line feed
# plant crds-3.1/encoding: a name is encoded in ISO 8859-1
# plant crds-3.2/binary: an address is sent as four bytes
# plant crds-3.3/reversed: the bytes of an address are in reverse order
# plant-should crds-3.3/any: an address outside 239.0.0.0/8 is sent
# plant crds-3.4/binary: a port is sent as two bytes
# plant-should crds-3.4/large: a port above 65535 is sent
# plant crds-3.5/twice: each makeroom is sent twice
# plant crds-4.1/little-endian: the length of a listing is read as little-endian
# plant crds-4.1/four-bytes: the length of a listing is read as four bytes
# plant crds-4.1/one-recv: a listing is what one recv returns
# plant crds-4.2/characters: the length of a listing is taken for a number of characters
# plant crds-4.5/one-recv: the reply to chat is what one recv returns
# plant crds-4.7/waits: the client waits for a reply to makeroom
# plant crds-5.1/empty: an empty line is sent as an empty datagram
# plant-should crds-4.6/one-byte: only one zero byte is understood as an unknown room
# plant-should crds-5.2/sender: a chat message has no sender

import argparse
import socket
import struct
import sys
import threading

options = argparse.ArgumentParser()
options.add_argument("--host", default="127.0.0.1")
options.add_argument("--port", type=int, default=50001)
options.add_argument("--plant")
HOST, PORT, PLANT = vars(options.parse_args()).values()


def field(text):
    data = text.encode("latin-1" if PLANT == "crds-3.1/encoding" else "utf-8")
    if not 1 <= len(data) <= 255 and PLANT != "crds-2.1/empty":
        raise ValueError("a name has 1 to 255 bytes")
    if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text):
        raise ValueError("a name has no control characters")
    return data


def address_field(address):
    parts = address.split(".")
    if len(parts) != 4 or not all(p.isascii() and p.isdigit() and p == str(int(p)) and int(p) < 256 for p in parts):
        raise ValueError("the address is not four numbers from 0 to 255")
    if parts[0] != "239" and PLANT != "crds-3.3/any":
        raise ValueError("the address is outside 239.0.0.0/8")
    if PLANT == "crds-3.3/reversed":
        address = ".".join(reversed(parts))
    if PLANT == "crds-3.2/binary":
        return socket.inet_aton(address)
    return address.encode()


def port_field(port):
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) > 0):
        raise ValueError("the port is not a number from 1 to 65535")
    if int(port) > 65535 and PLANT != "crds-3.4/large":
        raise ValueError("the port is larger than 65535")
    if PLANT == "crds-3.4/binary":
        return struct.pack("!H", int(port))
    return port.encode()


def makeroom_fields(name, address, port):
    name, address, port = field(name), address_field(address), port_field(port)
    if PLANT == "crds-3.1/newline":
        name += b"\n"
    if PLANT == "crds-2.3/no-name":
        return [address, port]
    if PLANT == "crds-2.3/one-field":
        return [name, address + b":" + port]
    if PLANT == "crds-3.2/order":
        return [address, name, port]
    return [name, address, port]


def length_of(data):
    if PLANT == "crds-2.2/characters":
        return bytes([len(data.decode())])
    if PLANT == "crds-1.2/length":
        return bytes([len(data) + 1])
    if PLANT == "crds-2.1/two-bytes":
        return struct.pack("!H", len(data))
    if PLANT == "crds-2.1/digits":
        return str(len(data)).encode()
    return bytes([len(data)])


COMMANDS = {"getdir": 1, "makeroom": 2, "deleteroom": 3, "chat": 4}


def send(conn, command, *fields):
    first = bytes([COMMANDS[command]])
    if PLANT == "crds-1.1/word":
        first = command.encode()
    if PLANT == "crds-1.1/digit":
        first = str(COMMANDS[command]).encode()
    if PLANT == "crds-1.1/integer":
        first = struct.pack("!I", COMMANDS[command])
    parts = [first]
    for data in fields:
        parts += [length_of(data), data]
    if PLANT == "crds-2.1/missing":
        parts = [first, b" ".join(fields)]
    if PLANT == "crds-1.3/newline":
        parts.append(b"\n")
    conn.sendall(b"".join(parts))


def read(conn, size, plant=None):
    """Returns exactly so many bytes, however they arrive."""
    data = b""
    while len(data) < size:
        part = conn.recv(size - len(data))
        if not part:
            raise EOFError("the server closed within its reply")
        data += part
        if plant and PLANT == plant:
            break
    return data


def getdir(conn):
    send(conn, "getdir")
    if PLANT == "crds-4.1/four-bytes":
        size = struct.unpack("!I", read(conn, 4))[0]
    elif PLANT == "crds-4.1/little-endian":
        size = struct.unpack("<Q", read(conn, 8))[0]
    else:
        size = struct.unpack("!Q", read(conn, 8))[0]
    if size > 64 * 1024 * 1024:
        raise EOFError(f"the server announced a listing of {size} bytes")
    listing = read(conn, size, "crds-4.1/one-recv")
    if PLANT == "crds-4.2/characters":
        while len(listing.decode(errors="replace")) < size:
            listing += read(conn, 1)
    print(listing.decode(errors="backslashreplace"), end="", flush=True)


def find(conn, name):
    """Returns the address and the port of a room, or None if there is no such room."""
    send(conn, "chat", field(name))
    size = read(conn, 1)[0]
    if size == 0:
        # Some servers send eight zero bytes.
        if PLANT == "crds-4.6/one-byte" and conn.recv(1):
            raise EOFError("more than a zero byte came")
        return None
    address = read(conn, size, "crds-4.5/one-recv").decode(errors="backslashreplace")
    port = read(conn, read(conn, 1)[0], "crds-4.5/one-recv").decode(errors="backslashreplace")
    try:
        address_field(address), port_field(port)
    except ValueError as e:
        raise EOFError(f"the server sent a wrong room: {e}")
    return address, int(port)


def listen(chat):
    try:
        while True:
            message = chat.recv(2048).decode(errors="backslashreplace").rstrip("\n")
            print("|", "".join(c if c.isprintable() else "\\x%02x" % ord(c) for c in message), flush=True)
    except OSError:
        pass  # The chat was left.


def chat(name, room):
    with socket.create_connection((HOST, PORT), timeout=10) as conn:
        found = find(conn, room)
        interface = socket.inet_aton(conn.getsockname()[0])
    if found is None:
        raise ValueError(f"there is no room {room}")
    print(f"{room} is at {found[0]}:{found[1]}", flush=True)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as group:
        group.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "SO_REUSEPORT"):
            group.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        group.bind(("", found[1]))
        group.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(found[0]) + interface)
        group.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, interface)
        threading.Thread(target=listen, args=(group,), daemon=True).start()
        for line in sys.stdin:
            text = line.rstrip("\n")
            if text == "exit!":
                return
            message = f"{name}: {text}".encode()
            if PLANT == "crds-5.2/sender":
                message = text.encode()
            if PLANT == "crds-5.1/empty" and text == "":
                message = b""
            elif text == "" or len(message) > 1024:
                print("a message has 1 to 1024 bytes", flush=True)
                continue
            group.sendto(message, found)


def run(command, rest, conn):
    """Runs a command that needs a connection to the directory."""
    if conn is None:
        raise ValueError("not connected")
    if command == "getdir":
        getdir(conn)
    elif command == "makeroom":
        if rest.count(" ") < 2:
            raise ValueError("use: makeroom NAME ADDRESS PORT")
        fields = makeroom_fields(*rest.rsplit(" ", 2))
        send(conn, command, *fields)
        if PLANT == "crds-3.5/twice":
            send(conn, command, *fields)
        if PLANT == "crds-4.7/waits":
            conn.recv(1024)
    else:
        send(conn, command, field(rest))


def main():
    conn, name, status = None, "user", 0
    while True:
        print("directory> " if conn else "> ", end="", flush=True)
        line = sys.stdin.readline()
        command, _, rest = line.rstrip("\n").partition(" ")
        try:
            if command == "connect":
                if conn:
                    raise ValueError("connected already")
                conn = socket.create_connection((HOST, PORT), timeout=10)
            elif command == "name":
                name = rest
            elif command == "chat":
                chat(name, rest)
            elif command in COMMANDS:
                run(command, rest, conn)
            elif command == "bye" and conn:
                if PLANT == "crds-1.1/bye":
                    conn.sendall(b"bye")
                conn.close()
                conn = None
            elif command == "bye" or line == "":
                return status
            elif line.strip():
                raise ValueError(f"{command} is no command")
        except ValueError as e:
            print(e, file=sys.stderr, flush=True)
            status = 1
        except (OSError, EOFError) as e:
            print("the directory failed:", e, file=sys.stderr, flush=True)
            return 1


sys.exit(main())
