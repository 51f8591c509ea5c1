// SPDX-License-Identifier: Apache-2.0

/** Netty's event loops as loops of labnet's engine, and Netty's channels as its wires. */
@NullMarked
package io.labnet.netty.internal;

import org.jspecify.annotations.NullMarked;
