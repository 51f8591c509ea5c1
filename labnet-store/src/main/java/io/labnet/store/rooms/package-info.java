// SPDX-License-Identifier: Apache-2.0

/**
 * The rooms of a chat directory in a database, which several servers may share.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws
 * {@link NullPointerException}.
 */
@NullMarked
package io.labnet.store.rooms;

import org.jspecify.annotations.NullMarked;
