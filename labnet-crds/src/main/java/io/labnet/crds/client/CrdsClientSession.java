// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsReply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a conversation: gives commands one after the other, waits for the answer of each that has one,
 * and ends when all is answered.
 */
final class CrdsClientSession implements Session<CrdsReply, CrdsCommand> {
    private final Deque<CrdsCommand> commands;
    private final long answers;
    private final Supplier<String> received;
    private final List<CrdsReply> replies = new ArrayList<>();
    private @Nullable IOException failure;

    /**
     * Makes the session of some commands.
     *
     * @param commands the commands, of which the last has an answer: without one nobody knows whether they arrived
     * @param received says what came of an answer of which only a part came
     */
    CrdsClientSession(List<CrdsCommand> commands, Supplier<String> received) {
        this.commands = new ArrayDeque<>(commands);
        this.received = received;
        this.answers = commands.stream().filter(CrdsClientSession::hasAnswer).count();
    }

    /**
     * Gives the answer to each command that has one, in order, once the conversation is over.
     *
     * @throws IOException if one of them did not come, and why
     */
    List<CrdsReply> replies() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(replies);
    }

    @Override
    public void opened(Outbox<CrdsCommand> out) {
        ask(out);
    }

    @Override
    public void received(CrdsReply reply, Outbox<CrdsCommand> out) {
        replies.add(reply);
        ask(out);
    }

    @Override
    public void inputEnded(Outbox<CrdsCommand> out) {
        fail(new IOException("the server closed the connection without an answer"));
        out.finish();
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<CrdsCommand> out) {
        String message = problem.reason() == Reason.TRUNCATED
                ? "the server closed the connection inside an answer" + received.get()
                : "the answer cannot be read: " + problem.getMessage();
        fail(new IOException(message, problem));
        out.finish();
    }

    @Override
    public void timedOut(Outbox<CrdsCommand> out) {
        fail(new SocketTimeoutException("no whole answer came in time" + received.get()));
        out.finish();
    }

    @Override
    public void closed() {
        if (replies.size() < answers) {
            fail(new IOException("the connection was lost before the answer came" + received.get()));
        }
    }

    /** Gives the next command that has an answer, and those before it. */
    private void ask(Outbox<CrdsCommand> out) {
        boolean answered = false;
        while (!answered && !commands.isEmpty()) {
            CrdsCommand command = commands.remove();
            out.send(command);
            answered = hasAnswer(command);
            if (!answered) {
                // Many servers call recv once for a command, and would lose one that comes with it.
                out.separate();
            }
        }
        if (!answered) {
            out.finish();
        }
    }

    private static boolean hasAnswer(CrdsCommand command) {
        return switch (command.verb()) {
            case GETDIR, CHAT -> true;
            case MAKEROOM, DELETEROOM -> false;
        };
    }

    private void fail(IOException problem) {
        if (failure == null) {
            failure = problem;
        }
    }
}
