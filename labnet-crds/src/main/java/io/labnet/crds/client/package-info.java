// SPDX-License-Identifier: Apache-2.0

/**
 * The client of a directory: asks for listings, makes, finds and deletes rooms.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.crds.client;

import org.jspecify.annotations.NullMarked;
