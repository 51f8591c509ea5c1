// SPDX-License-Identifier: Apache-2.0

/**
 * The server of the compute protocol: its sessions, its calculation threads, and its listener.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.compute.server;

import org.jspecify.annotations.NullMarked;
