// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet demo}: shows all systems in one process.
 */
@NullMarked
package io.labnet.cli.demo;

import org.jspecify.annotations.NullMarked;
