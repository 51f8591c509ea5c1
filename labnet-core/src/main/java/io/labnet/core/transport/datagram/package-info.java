// SPDX-License-Identifier: Apache-2.0

/**
 * Datagrams: ports, groups and servers of them, by UDP or in memory. A {@link
 * io.labnet.core.transport.datagram.DatagramTransport} is to them what a {@link io.labnet.core.transport.Transport} is to
 * connections.
 */
@NullMarked
package io.labnet.core.transport.datagram;

import org.jspecify.annotations.NullMarked;
