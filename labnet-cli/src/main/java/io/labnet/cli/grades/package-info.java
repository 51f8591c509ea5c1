// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet grades}: the server and the client of the grades system.
 */
@NullMarked
package io.labnet.cli.grades;

import org.jspecify.annotations.NullMarked;
