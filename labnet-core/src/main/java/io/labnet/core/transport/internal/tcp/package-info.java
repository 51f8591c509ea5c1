// SPDX-License-Identifier: Apache-2.0

/** The TCP transport: sockets as wires of the engine, and as blocking connections. */
@NullMarked
package io.labnet.core.transport.internal.tcp;

import org.jspecify.annotations.NullMarked;
