// SPDX-License-Identifier: Apache-2.0

/**
 * The client that grades compute servers with up to 40 points.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.compute.grader;

import org.jspecify.annotations.NullMarked;
