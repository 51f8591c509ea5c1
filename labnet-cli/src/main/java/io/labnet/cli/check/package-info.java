// SPDX-License-Identifier: Apache-2.0

/** The command that checks programs against the numbered rules. */
@NullMarked
package io.labnet.cli.check;

import org.jspecify.annotations.NullMarked;
