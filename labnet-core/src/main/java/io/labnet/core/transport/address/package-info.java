// SPDX-License-Identifier: Apache-2.0
/** IP addresses: sets of them, and the PROXY header, by which a balancer names the address of a client. */
@NullMarked
package io.labnet.core.transport.address;

import org.jspecify.annotations.NullMarked;
