// SPDX-License-Identifier: Apache-2.0

/**
 * Checks somebody else's server or client against the numbered rules of its protocol. A {@link io.labnet.check.Suite}
 * has the cases of one protocol and role, a {@link io.labnet.check.Checker} runs them on a program, and the
 * {@link io.labnet.check.CheckReport} says which rules the program breaks.
 */
@NullMarked
package io.labnet.check;

import org.jspecify.annotations.NullMarked;
