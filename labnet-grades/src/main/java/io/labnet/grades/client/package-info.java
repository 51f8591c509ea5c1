// SPDX-License-Identifier: Apache-2.0

/**
 * The client of the grades protocol: asks one question for each connection.
 */
@NullMarked
package io.labnet.grades.client;

import org.jspecify.annotations.NullMarked;
