// SPDX-License-Identifier: Apache-2.0

/** The suites of labnet's protocols. */
@NullMarked
package io.labnet.check.suite;

import org.jspecify.annotations.NullMarked;
