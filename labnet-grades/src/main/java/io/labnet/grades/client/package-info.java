// SPDX-License-Identifier: Apache-2.0

/**
 * The client of the grades protocol: asks one question for each connection.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.grades.client;

import org.jspecify.annotations.NullMarked;
