// SPDX-License-Identifier: Apache-2.0

/**
 * UDP multicast: memberships of groups, and the choice of a network interface.
 */
@NullMarked
package io.labnet.core.transport.internal.udp;

import org.jspecify.annotations.NullMarked;
