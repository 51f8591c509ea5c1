// SPDX-License-Identifier: Apache-2.0

/** The process of a command: streams, terminal, progress, signals and shutdown. */
@NullMarked
package io.labnet.cli.process;

import org.jspecify.annotations.NullMarked;
