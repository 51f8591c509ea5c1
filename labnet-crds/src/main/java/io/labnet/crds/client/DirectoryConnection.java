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
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;

/** A connection to a directory that sends commands and decodes their replies. It serves one call at a time. */
final class DirectoryConnection implements Closeable {
    private final ReplyDecoder decoder;
    private final MessageConnection<CrdsReply, CrdsCommand> connection;
    private int requested;

    DirectoryConnection(Transport transport, Endpoint server, ConnectOptions options, Decoder<CrdsReply> decoder)
            throws IOException {
        this.decoder = new ReplyDecoder(decoder);
        connection = MessageConnection.connect(
                transport, server, CrdsProtocol.listingClient().withDecoders(() -> this.decoder), options);
    }

    /**
     * Returns whether the connection can be reused: it is open, and has received all requested replies and nothing
     * else.
     */
    boolean isFree() {
        return connection.isOpen() && this.decoder.count() == requested;
    }

    /** Sets the decoder for the following replies. */
    void expect(Decoder<CrdsReply> decoder) {
        this.decoder.expect(decoder);
    }

    /**
     * Sends commands one after the other, and waits for the reply of each that has one.
     *
     * @param commands the commands; the last must be one with a reply, which confirms that all commands have arrived
     * @return the replies, in order
     * @throws IOException if a reply was not received, with the reason
     */
    List<CrdsReply> ask(List<CrdsCommand> commands) throws IOException {
        List<CrdsReply> replies = new ArrayList<>();
        try {
            for (CrdsCommand command : commands) {
                switch (command.verb()) {
                    case GETDIR, CHAT -> {
                        requested++;
                        replies.add(connection.ask(command));
                    }
                    // Flushed, because many servers call recv once per command, and lose a second command in the same
                    // segment.
                    case MAKEROOM, DELETEROOM -> connection.sendAndFlush(command);
                }
            }
        } catch (IOException e) {
            throw explained(e);
        }
        return replies;
    }

    private IOException explained(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            IOException late = new SocketTimeoutException("no complete reply in time" + decoder.received());
            late.initCause(failure);
            return late;
        }
        if (failure instanceof EOFException) {
            return new IOException("the server closed the connection without a reply", failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException refused) {
                return refused;
            }
            if (cause instanceof ProtocolException problem) {
                return new IOException(
                        problem.reason() == Reason.TRUNCATED
                                ? "the server closed the connection inside a reply" + decoder.received()
                                : "the reply cannot be read: " + problem.getMessage(),
                        problem);
            }
        }
        return new IOException("the connection was lost before the reply arrived" + decoder.received(), failure);
    }

    @Override
    public void close() {
        connection.close();
    }
}
