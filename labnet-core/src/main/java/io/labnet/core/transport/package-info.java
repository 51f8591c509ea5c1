// SPDX-License-Identifier: Apache-2.0

/**
 * Transports: blocking connections for clients, and servers that drive any number of conversations on a few threads.
 * Nothing in these packages depends on a particular protocol.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.core.transport;

import org.jspecify.annotations.NullMarked;
