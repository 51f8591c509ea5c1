// SPDX-License-Identifier: Apache-2.0

/** Checks of many programs, one in each folder. */
@NullMarked
package io.labnet.check.batch;

import org.jspecify.annotations.NullMarked;
