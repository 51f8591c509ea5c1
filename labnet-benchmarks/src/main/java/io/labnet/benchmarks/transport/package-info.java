// SPDX-License-Identifier: Apache-2.0

/** What a server costs for small requests, beside a bare selector loop and Netty. */
@NullMarked
package io.labnet.benchmarks.transport;

import org.jspecify.annotations.NullMarked;
