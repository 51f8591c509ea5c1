// SPDX-License-Identifier: Apache-2.0

/**
 * The numbers protocol: a client sends its name and a number in a JSON object, and the server replies with its own name
 * and number and the sum. A number outside 1 to 100 ends the server.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}, here and in the packages below;
 * passing {@code null} throws {@link NullPointerException}.
 */
@NullMarked
package io.labnet.numbers;

import org.jspecify.annotations.NullMarked;
