// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

/** What a server says. */
public sealed interface ComputeReply permits Identity, AnswerPiece, AnswerEnd, Refusal {}
