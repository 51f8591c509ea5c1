// SPDX-License-Identifier: Apache-2.0

/**
 * How bytes travel: blocking connections for clients, servers that drive any number of conversations on a few threads,
 * and groups whose members send datagrams to each other. Nothing here knows a protocol.
 */
@NullMarked
package io.labnet.core.transport;

import org.jspecify.annotations.NullMarked;
