// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Transport;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.CrdsReply;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A connection to a directory, and what its answers mean. For one question at a time. */
final class DirectoryConnection implements Closeable {
    private final ReplyDecoder answers;
    private final MessageConnection<CrdsReply, CrdsCommand> connection;
    private int asked;

    DirectoryConnection(
            Transport transport,
            Endpoint server,
            ConnectOptions options,
            Decoder<CrdsReply> decoder,
            Function<ByteBuffer, String> expectation)
            throws IOException {
        answers = new ReplyDecoder(decoder, expectation);
        connection = MessageConnection.connect(
                transport, server, CrdsProtocol.listingClient().withDecoders(() -> answers), options);
    }

    /** Whether another question may be asked here: the server has said all that it was asked for, and nothing else. */
    boolean isFree() {
        return connection.isOpen() && answers.count() == asked;
    }

    /** Reads the next answers as those to other questions. */
    void expect(Decoder<CrdsReply> decoder, Function<ByteBuffer, String> expectation) {
        answers.expect(decoder, expectation);
    }

    /**
     * Gives commands one after the other, and waits for the answer of each that has one.
     *
     * @param commands the commands, of which the last has an answer: without one nobody knows whether they arrived
     * @return the answers, in order
     * @throws IOException if one of them did not come, and why
     */
    List<CrdsReply> ask(List<CrdsCommand> commands) throws IOException {
        List<CrdsReply> replies = new ArrayList<>();
        try {
            for (CrdsCommand command : commands) {
                switch (command.verb()) {
                    case GETDIR, CHAT -> {
                        asked++;
                        replies.add(connection.ask(command));
                    }
                    // Many servers call recv once for a command, and would lose one that comes with it.
                    case MAKEROOM, DELETEROOM -> connection.sendAlone(command);
                }
            }
        } catch (IOException e) {
            throw explained(e);
        }
        return replies;
    }

    private IOException explained(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            IOException late = new SocketTimeoutException("no whole answer came in time" + answers.received());
            late.initCause(failure);
            return late;
        }
        if (failure instanceof EOFException) {
            return new IOException("the server closed the connection without an answer", failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProtocolException problem) {
                return new IOException(
                        problem.reason() == Reason.TRUNCATED
                                ? "the server closed the connection inside an answer" + answers.received()
                                : "the answer cannot be read: " + problem.getMessage(),
                        problem);
            }
        }
        return new IOException("the connection was lost before the answer came" + answers.received(), failure);
    }

    @Override
    public void close() {
        connection.close();
    }
}
