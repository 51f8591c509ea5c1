// SPDX-License-Identifier: Apache-2.0

/** Three of the worked examples, also written with Netty: a comparison of their length and their processor time. */
@NullMarked
package io.labnet.benchmarks.protohackers;

import org.jspecify.annotations.NullMarked;
