// SPDX-License-Identifier: Apache-2.0

/**
 * The files of a course: grades and keys as CSV, read strictly, with line and column in every complaint.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.grades.file;

import org.jspecify.annotations.NullMarked;
