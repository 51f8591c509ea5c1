// SPDX-License-Identifier: Apache-2.0

/** Three of the worked examples, written with Netty too: how long they are, and what they cost. */
@NullMarked
package io.labnet.benchmarks.protohackers;

import org.jspecify.annotations.NullMarked;
