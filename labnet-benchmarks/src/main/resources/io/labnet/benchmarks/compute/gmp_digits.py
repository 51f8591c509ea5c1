# SPDX-License-Identifier: Apache-2.0
"""gmp_digits.py fib|fac N: the best time in milliseconds in which GNU MP computes the number and its digits."""
import ctypes
import ctypes.util
import sys
import time


class Integer(ctypes.Structure):
    _fields_ = [("allocated", ctypes.c_int), ("size", ctypes.c_int), ("limbs", ctypes.c_void_p)]


gmp = ctypes.CDLL(ctypes.util.find_library("gmp") or sys.exit("there is no libgmp"))
compute = getattr(gmp, "__gmpz_" + sys.argv[1] + "_ui")
n = ctypes.c_ulong(int(sys.argv[2]))
number = Integer()
gmp.__gmpz_init(ctypes.byref(number))
compute(ctypes.byref(number), n)
gmp.__gmpz_sizeinbase.restype = ctypes.c_size_t
digits = ctypes.create_string_buffer(gmp.__gmpz_sizeinbase(ctypes.byref(number), 10) + 2)
best = float("inf")
for _ in range(7):
    repeats = max(1, 300000 // n.value)
    began = time.perf_counter()
    for _ in range(repeats):
        compute(ctypes.byref(number), n)
        gmp.__gmpz_get_str(digits, 10, ctypes.byref(number))
    best = min(best, (time.perf_counter() - began) / repeats)
print(f"{best * 1000:.6f}")
