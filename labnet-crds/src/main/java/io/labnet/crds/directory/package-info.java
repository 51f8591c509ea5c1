// SPDX-License-Identifier: Apache-2.0

/**
 * The rooms of a directory, and their listing as bytes that many clients take at once.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.crds.directory;

import org.jspecify.annotations.NullMarked;
