// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

/** What a server says. */
public sealed interface ComputeReply permits Identity, AnswerPiece, AnswerEnd, Refusal {}
