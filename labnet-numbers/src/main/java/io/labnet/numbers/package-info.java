// SPDX-License-Identifier: Apache-2.0

/**
 * The numbers system: a client sends its name and a number in a JSON object, the server answers with its own and the
 * sum. A number that is none of 1 to 100 ends the server.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result, here and in the packages
 * below; to pass one is a mistake, told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.numbers;

import org.jspecify.annotations.NullMarked;
