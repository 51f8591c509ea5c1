// SPDX-License-Identifier: Apache-2.0

/** Deliberate, reproducible network faults of streams and datagrams, for tests: the same seed gives the same faults. */
@NullMarked
package io.labnet.core.transport.fault;

import org.jspecify.annotations.NullMarked;
