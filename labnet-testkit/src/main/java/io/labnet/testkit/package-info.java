// SPDX-License-Identifier: Apache-2.0

/**
 * Contract suites that every decoder and transport passes, a driver that holds a conversation with byte arrays, cuts of
 * input, and files of test vectors.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.testkit;

import org.jspecify.annotations.NullMarked;
