// SPDX-License-Identifier: Apache-2.0

/** The grades system: a CSV of marks, asked for by command and answered in Fernet tokens. */
@NullMarked
package io.labnet.examples.grades;

import org.jspecify.annotations.NullMarked;
