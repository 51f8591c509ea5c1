// SPDX-License-Identifier: Apache-2.0

/** The UDP implementation: ports, group memberships, servers, and the choice of a network interface. */
@NullMarked
package io.labnet.core.transport.datagram.internal;

import org.jspecify.annotations.NullMarked;
