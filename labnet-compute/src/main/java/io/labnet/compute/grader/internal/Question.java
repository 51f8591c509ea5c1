// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import io.labnet.compute.RequestWord;

/**
 * A request.
 *
 * @param kind the word; {@code FILE} means the same as {@code WORD_COUNT}
 * @param argument the number after the word, or the length of the text in bytes
 * @param words the number of words of the text; any number if there is no text
 */
public record Question(RequestWord kind, long argument, long words) {}
