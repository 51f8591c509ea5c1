// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a transcript as lines of text: for each event the side, the time since the last event, the message in words,
 * and its bytes in hex beside the decoded fields. A transcript of unlimited length takes no more than a given number of
 * lines; then only the end of the connection is written.
 */
public final class TranscriptText implements TranscriptListener {
    private final String prefix;
    private final boolean secrets;
    private final Consumer<? super String> output;
    private final List<String> event = new ArrayList<>();
    private long linesLeft;
    private long omitted;
    private @Nullable Instant last;

    /**
     * Creates a writer.
     *
     * @param prefix begins each line, to tell connections apart; possibly empty
     * @param secrets whether secrets, such as keys, are shown
     * @param maxLines the largest number of lines before the end of the connection, at least 1
     * @param output receives the lines of one event at a time, with line feeds between them
     * @throws IllegalArgumentException if {@code maxLines} is less than 1
     */
    public TranscriptText(String prefix, boolean secrets, long maxLines, Consumer<? super String> output) {
        if (maxLines < 1) {
            throw new IllegalArgumentException("maxLines " + maxLines + " is less than 1");
        }
        this.prefix = Objects.requireNonNull(prefix, "prefix");
        this.secrets = secrets;
        this.linesLeft = maxLines;
        this.output = Objects.requireNonNull(output, "output");
    }

    @Override
    public void opened(Instant time, String client, String server) {
        write(elapsed(time) + " " + EscapedText.of(client) + " connected to " + EscapedText.of(server) + ", " + time);
        flush();
    }

    @Override
    public void data(Instant time, Side sender, byte[] bytes, List<Entry> entries) {
        String elapsed = elapsed(time);
        if (entries.isEmpty()) {
            write(elapsed + " " + sender + ": " + bytes(bytes.length) + " of an incomplete message");
        }
        write(elapsed, sender, entries);
        flush();
    }

    @Override
    public void completed(Instant time, Side sender, List<Entry> entries) {
        write(elapsed(time), sender, entries);
        flush();
    }

    private void write(String elapsed, Side sender, List<Entry> entries) {
        for (Entry entry : entries) {
            Description description = entry.description();
            if (linesLeft > 0) {
                write(elapsed + " " + sender + ": " + description.words() + ", " + bytes(entry.length()));
                new FieldTable(entry, secrets).rows().forEach(row -> write("        " + row));
                writeBreach(description.breach());
            } else {
                omitted++;
            }
        }
    }

    @Override
    public void ended(Instant time, Side sender, @Nullable ProtocolException breach) {
        write(elapsed(time) + " " + sender + " ended its output");
        writeBreach(breach);
        flush();
    }

    @Override
    public void noted(Instant time, Side side, String what) {
        write(elapsed(time) + " " + side + " " + EscapedText.of(what));
        flush();
    }

    @Override
    public void closed(Instant time, @Nullable Side breaker, @Nullable String broken) {
        String elapsed = elapsed(time);
        if (linesLeft <= 0) {
            event.add(prefix + elapsed + " the transcript is full; more messages followed: " + omitted);
        }
        event.add(prefix + elapsed + " closed" + (broken == null ? "" : ": " + EscapedText.of(broken)));
        flush();
    }

    private void writeBreach(@Nullable ProtocolException breach) {
        if (breach != null) {
            write("        ! " + EscapedText.of(String.valueOf(breach.getMessage())));
        }
    }

    private void write(String line) {
        if (linesLeft > 0) {
            linesLeft--;
            event.add(prefix + line);
        }
    }

    private void flush() {
        if (!event.isEmpty()) {
            output.accept(String.join("\n", event));
            event.clear();
        }
    }

    /** Returns the time since the last event, such as {@code +0.013}. */
    private String elapsed(Instant time) {
        Duration since = last == null ? Duration.ZERO : Duration.between(last, time);
        last = time;
        return String.format(Locale.ROOT, "%+.3f", since.toNanos() / 1e9);
    }

    private static String bytes(long count) {
        return count + (count == 1 ? " byte" : " bytes");
    }
}
