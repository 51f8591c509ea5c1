// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.BackgroundOutput;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.Shutdown;
import io.labnet.cli.process.UsageError;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.address.AddressSet;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.TraceTransport;
import io.labnet.core.transport.trace.TranscriptListener;
import io.labnet.core.transport.trace.TranscriptText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The trace options of every server and client: transcripts of its connections. */
public final class TraceOptions {
    /** The largest number of lines of the transcript of a connection; a file of usual messages then has about 2 MB. */
    private static final int MAX_LINES = 20_000;

    private final Supplier<? extends Dialogue<?, ?>> dialogues;

    @Option(
            names = "--trace",
            description = "print what both sides say, byte for byte and in words, with the rules that they break, on"
                    + " standard error; keys are hidden")
    private boolean trace;

    @Option(
            names = "--trace-only",
            paramLabel = "ADDRESSES",
            converter = Addresses.class,
            description = "trace only connections from, or to, these addresses and networks, separated by commas")
    private @Nullable AddressSet only;

    @Option(
            names = "--trace-dir",
            paramLabel = "DIR",
            description = "write the transcript of each connection to a file in this directory, at most " + MAX_LINES
                    + " lines each")
    private @Nullable Path directory;

    @Option(names = "--trace-secrets", description = "show keys in transcripts, too")
    private boolean secrets;

    /**
     * Creates the options.
     *
     * @param dialogues creates the dialogue of a new connection
     */
    public TraceOptions(Supplier<? extends Dialogue<?, ?>> dialogues) {
        this.dialogues = dialogues;
    }

    /**
     * Traces the connections of a transport. A transport with TLS is traced inside of TLS.
     *
     * @param transport the transport
     * @return {@code transport} itself if nothing is traced
     * @throws Failure if the directory for the transcripts can't be created
     * @throws UsageError if the options don't fit together
     */
    public Transport over(Transport transport) throws Failure {
        if (!trace && directory == null && only == null) {
            if (secrets) {
                throw new UsageError("--trace-secrets needs --trace or --trace-dir");
            }
            return transport;
        }
        TranscriptFiles files = directory == null ? null : files(directory);
        PrintStream console = trace || files == null ? console() : null;
        return new TraceTransport(transport, dialogues, peer -> listener(peer, console, files));
    }

    private static TranscriptFiles files(Path directory) throws Failure {
        try {
            return new TranscriptFiles(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new Failure("cannot use " + directory + " for transcripts: " + FileErrors.reason(e), e);
        }
    }

    private static PrintStream console() {
        // A stopped terminal must not stop a conversation.
        PrintStream console = BackgroundOutput.inFrontOf(System.err);
        Shutdown.addLast(console::close);
        return console;
    }

    private static void print(PrintStream console, String text) {
        // In one call, so that either all lines of an event are printed, or none.
        console.print(text + System.lineSeparator());
    }

    private @Nullable TranscriptListener listener(
            Peer peer, @Nullable PrintStream console, @Nullable TranscriptFiles files) {
        if (only != null && !only.contains(peer.host())) {
            return null;
        }
        TranscriptListener printing = console == null
                ? null
                : new TranscriptText(
                        "[" + peer.connection() + "] ", secrets, Long.MAX_VALUE, text -> print(console, text));
        TranscriptListener writing =
                files == null ? null : new TranscriptText("", secrets, MAX_LINES, files.connection(peer));
        if (printing == null || writing == null) {
            return printing == null ? writing : printing;
        }
        return printing.andThen(writing);
    }
}
