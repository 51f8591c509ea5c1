// SPDX-License-Identifier: Apache-2.0

/**
 * The engine of servers and connections: loops, timeouts, closing, limits. The engine moves bytes and is independent of
 * any protocol. An {@link io.labnet.core.transport.internal.engine.EventLoop} drives many connections on one thread;
 * for each of them, a {@link io.labnet.core.transport.internal.engine.Link} moves the bytes between a session and a
 * {@link io.labnet.core.transport.internal.engine.Wire}, which is one end of the connection.
 */
@NullMarked
package io.labnet.core.transport.internal.engine;

import org.jspecify.annotations.NullMarked;
