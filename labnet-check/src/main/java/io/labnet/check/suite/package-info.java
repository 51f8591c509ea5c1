// SPDX-License-Identifier: Apache-2.0

/** The cases of labnet's protocols, by protocol and role. */
@NullMarked
package io.labnet.check.suite;

import org.jspecify.annotations.NullMarked;
