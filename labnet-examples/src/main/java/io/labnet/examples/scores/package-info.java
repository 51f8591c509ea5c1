// SPDX-License-Identifier: Apache-2.0

/** The score book: the best score of each student in each task, in memory or in a database. */
@NullMarked
package io.labnet.examples.scores;

import org.jspecify.annotations.NullMarked;
