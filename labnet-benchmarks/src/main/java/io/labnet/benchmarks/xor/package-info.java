// SPDX-License-Identifier: Apache-2.0

/** Checksum, cipher and packets of the XOR protocol, beside pcap4j and beside plain loops. */
@NullMarked
package io.labnet.benchmarks.xor;

import org.jspecify.annotations.NullMarked;
