// SPDX-License-Identifier: Apache-2.0

/**
 * Checksums that protocols share. Like codecs, they do no input or output.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.core.checksum;

import org.jspecify.annotations.NullMarked;
