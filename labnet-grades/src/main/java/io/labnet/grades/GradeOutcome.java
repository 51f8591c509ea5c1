// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

/** How a client's conversation ended: with an answer, or with the reason why there was none. */
public sealed interface GradeOutcome permits GradeAnswer, NoAnswer {}
