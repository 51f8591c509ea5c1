// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

/**
 * What a client says. Each message is what one burst of a documented client holds: its name, a request word, a number,
 * the length of a text, the text.
 */
public sealed interface ComputeRequest permits ClientName, RequestWord, Numeral, TextLength, TextPiece, Unreadable {}
