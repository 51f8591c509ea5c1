// SPDX-License-Identifier: Apache-2.0

/** Benchmarks of a server's processor time, compared with a bare selector loop and Netty. */
@NullMarked
package io.labnet.benchmarks.transport;

import org.jspecify.annotations.NullMarked;
