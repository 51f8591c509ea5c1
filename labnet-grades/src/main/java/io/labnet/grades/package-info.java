// SPDX-License-Identifier: Apache-2.0

/**
 * The grades system: a CSV of marks, asked for by command and answered in Fernet tokens.
 *
 * <p>It is also the worked example of a protocol of one's own on labnet, in four kinds of file: the messages ({@link
 * io.labnet.grades.GradeRequest}, {@link io.labnet.grades.GradeReply}), their codec ({@link
 * io.labnet.grades.GradeProtocol} names the parts), the session of each side ({@link
 * io.labnet.grades.server.GradeServerSession}, {@link io.labnet.grades.client.GradeClientSession}), and what the
 * server knows ({@link io.labnet.grades.GradeBook}). None of it opens a socket.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result, here and in the packages
 * below; to pass one is a mistake, told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.grades;

import org.jspecify.annotations.NullMarked;
