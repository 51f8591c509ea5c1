// SPDX-License-Identifier: Apache-2.0

/** The cases of servers and clients of grades. */
@NullMarked
package io.labnet.check.grades;

import org.jspecify.annotations.NullMarked;
