// SPDX-License-Identifier: Apache-2.0

/** Descriptions of malformed messages and wrong values for people. */
@NullMarked
package io.labnet.numbers.internal;

import org.jspecify.annotations.NullMarked;
