// SPDX-License-Identifier: Apache-2.0

/**
 * The rooms of a chat directory in a database, which several servers may share.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.store.rooms;

import org.jspecify.annotations.NullMarked;
