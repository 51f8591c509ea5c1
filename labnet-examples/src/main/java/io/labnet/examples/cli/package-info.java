// SPDX-License-Identifier: Apache-2.0

/** What the commands of all systems share: options, errors, exit codes, output. */
@NullMarked
package io.labnet.examples.cli;

import org.jspecify.annotations.NullMarked;
