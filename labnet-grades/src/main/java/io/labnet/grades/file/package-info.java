// SPDX-License-Identifier: Apache-2.0

/**
 * The files of a course: grades and keys as CSV, read strictly, with line and column in every complaint.
 */
@NullMarked
package io.labnet.grades.file;

import org.jspecify.annotations.NullMarked;
