// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.trace;

import io.labnet.grades.GradeAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a server, whose form is right.
 *
 * @param text the characters as received: a token, alone or with a key, or the key of the token before, and white space
 * @param answer the decrypted answer; {@code null} if the key of the student is not known, or the text is a key
 */
public record SeenReply(String text, @Nullable GradeAnswer answer) {}
