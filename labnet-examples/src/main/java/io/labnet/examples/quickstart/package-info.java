// SPDX-License-Identifier: Apache-2.0

/** The examples in the README, unchanged. */
@NullMarked
package io.labnet.examples.quickstart;

import org.jspecify.annotations.NullMarked;
