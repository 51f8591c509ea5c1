// SPDX-License-Identifier: Apache-2.0

/** Code that all commands share: options, help, version and exit codes. */
@NullMarked
package io.labnet.cli.command;

import org.jspecify.annotations.NullMarked;
