# SPDX-License-Identifier: Apache-2.0
"""Does with a file what labnet fernet does: fernet_file.py encrypt|decrypt KEY-FILE SOURCE TARGET"""
import pathlib
import sys

from cryptography.fernet import Fernet

verb, keys, source, target = sys.argv[1:]
fernet = Fernet(pathlib.Path(keys).read_text().splitlines()[0])
data = pathlib.Path(source).read_bytes()
pathlib.Path(target).write_bytes(fernet.encrypt(data) if verb == "encrypt" else fernet.decrypt(data))
