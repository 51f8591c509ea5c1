// SPDX-License-Identifier: Apache-2.0

/**
 * The {@code labnet} command: its entry point.
 */
@NullMarked
package io.labnet.cli;

import org.jspecify.annotations.NullMarked;
