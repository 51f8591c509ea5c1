// SPDX-License-Identifier: Apache-2.0

/** The memory transport: pipes instead of sockets, driven by the same engine as the other transports. */
@NullMarked
package io.labnet.core.transport.internal.memory;

import org.jspecify.annotations.NullMarked;
