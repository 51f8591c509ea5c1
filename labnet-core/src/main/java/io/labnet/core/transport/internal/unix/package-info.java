// SPDX-License-Identifier: Apache-2.0

/**
 * Unix domain sockets: what differs from TCP, and the file of a listening socket.
 */
@NullMarked
package io.labnet.core.transport.internal.unix;

import org.jspecify.annotations.NullMarked;
