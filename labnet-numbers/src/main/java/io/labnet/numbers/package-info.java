// SPDX-License-Identifier: Apache-2.0

/**
 * The numbers protocol: client and server exchange a name and a number as JSON objects, and the server adds the sum. A
 * number outside 1 to 100 ends the server.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}, here and in the packages below;
 * passing {@code null} throws {@link NullPointerException}.
 */
@NullMarked
package io.labnet.numbers;

import org.jspecify.annotations.NullMarked;
