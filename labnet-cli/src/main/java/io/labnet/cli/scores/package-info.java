// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet scores}: lists the scores that servers have stored.
 */
@NullMarked
package io.labnet.cli.scores;

import org.jspecify.annotations.NullMarked;
