// SPDX-License-Identifier: Apache-2.0

/**
 * The grades protocol: clients send commands about marks in a CSV file, and the server replies with Fernet tokens.
 *
 * <p>It is also the worked example of a custom protocol on labnet, in four kinds of class: the messages ({@link
 * io.labnet.grades.GradeRequest}, {@link io.labnet.grades.GradeReply}), their codec ({@link
 * io.labnet.grades.GradeProtocol} names the parts), the session of each side ({@link
 * io.labnet.grades.server.GradeServerSession}, {@link io.labnet.grades.client.GradeClientSession}), and the server's
 * data ({@link io.labnet.grades.GradeBook}). None of these classes opens a socket.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}, here and in the packages below;
 * passing {@code null} throws {@link NullPointerException}.
 */
@NullMarked
package io.labnet.grades;

import org.jspecify.annotations.NullMarked;
