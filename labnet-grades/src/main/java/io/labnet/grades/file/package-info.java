// SPDX-License-Identifier: Apache-2.0

/** The files of a course: grades and keys in CSV, read strictly; errors name the line and the column. */
@NullMarked
package io.labnet.grades.file;

import org.jspecify.annotations.NullMarked;
