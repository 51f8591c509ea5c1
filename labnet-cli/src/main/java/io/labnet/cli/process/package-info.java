// SPDX-License-Identifier: Apache-2.0

/**
 * The process around a command: streams, terminal, progress, signals, orderly end.
 */
@NullMarked
package io.labnet.cli.process;

import org.jspecify.annotations.NullMarked;
