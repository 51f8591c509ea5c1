// SPDX-License-Identifier: Apache-2.0

/**
 * Datagram ports, groups and servers, over UDP or in memory.
 * {@link io.labnet.core.transport.datagram.DatagramTransport} is for datagrams what
 * {@link io.labnet.core.transport.Transport} is for connections.
 */
@NullMarked
package io.labnet.core.transport.datagram;

import org.jspecify.annotations.NullMarked;
