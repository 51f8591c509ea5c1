// SPDX-License-Identifier: Apache-2.0

/**
 * UDP: ports, memberships of groups, servers, and the choice of a network interface.
 */
@NullMarked
package io.labnet.core.transport.datagram.internal;

import org.jspecify.annotations.NullMarked;
