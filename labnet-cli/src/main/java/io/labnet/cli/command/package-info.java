// SPDX-License-Identifier: Apache-2.0

/**
 * What all commands share: options, help, versions, exit codes.
 */
@NullMarked
package io.labnet.cli.command;

import org.jspecify.annotations.NullMarked;
