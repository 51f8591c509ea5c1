// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

/** What a grade server says. */
public sealed interface GradeReply permits TokenReply, KeyReply {}
