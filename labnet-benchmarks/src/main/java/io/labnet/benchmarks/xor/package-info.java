// SPDX-License-Identifier: Apache-2.0

/** Benchmarks of the XOR protocol's checksum, cipher and packets, compared with pcap4j and with plain loops. */
@NullMarked
package io.labnet.benchmarks.xor;

import org.jspecify.annotations.NullMarked;
