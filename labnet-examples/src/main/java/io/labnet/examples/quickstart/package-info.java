// SPDX-License-Identifier: Apache-2.0

/** The examples of the README, as they stand there. */
@NullMarked
package io.labnet.examples.quickstart;

import org.jspecify.annotations.NullMarked;
