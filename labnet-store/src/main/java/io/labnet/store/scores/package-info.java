// SPDX-License-Identifier: Apache-2.0

/**
 * The best scores of students, in a database or in memory.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.store.scores;

import org.jspecify.annotations.NullMarked;
