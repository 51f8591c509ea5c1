// SPDX-License-Identifier: Apache-2.0

/**
 * The numbers system: a client sends its name and a number in a JSON object, the server answers with its own and the
 * sum. A number that is none of 1 to 100 ends the server.
 */
@NullMarked
package io.labnet.numbers;

import org.jspecify.annotations.NullMarked;
