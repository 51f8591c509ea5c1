// SPDX-License-Identifier: Apache-2.0

/**
 * Sessions: one side of one conversation, which receives messages and events and replies with messages, without I/O.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.core.session;

import org.jspecify.annotations.NullMarked;
