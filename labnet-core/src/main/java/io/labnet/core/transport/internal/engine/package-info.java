// SPDX-License-Identifier: Apache-2.0

/**
 * The engine of servers and connections: loops, timeouts, closing, limits. It moves bytes and is independent of any
 * protocol.
 */
@NullMarked
package io.labnet.core.transport.internal.engine;

import org.jspecify.annotations.NullMarked;
