// SPDX-License-Identifier: Apache-2.0

/** How a report is written, for people and for programs. */
@NullMarked
package io.labnet.check.report;

import org.jspecify.annotations.NullMarked;
