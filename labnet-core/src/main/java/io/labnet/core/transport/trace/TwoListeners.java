// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.ProtocolException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes each event to two listeners. */
record TwoListeners(TranscriptListener first, TranscriptListener second) implements TranscriptListener {
    TwoListeners {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
    }

    @Override
    public void opened(Instant time, String client, String server) {
        first.opened(time, client, server);
        second.opened(time, client, server);
    }

    @Override
    public void data(Instant time, Side sender, byte[] bytes, List<Entry> entries) {
        first.data(time, sender, bytes, entries);
        second.data(time, sender, bytes, entries);
    }

    @Override
    public void completed(Instant time, Side sender, List<Entry> entries) {
        first.completed(time, sender, entries);
        second.completed(time, sender, entries);
    }

    @Override
    public void ended(Instant time, Side sender, @Nullable ProtocolException breach) {
        first.ended(time, sender, breach);
        second.ended(time, sender, breach);
    }

    @Override
    public void noted(Instant time, Side side, String what) {
        first.noted(time, side, what);
        second.noted(time, side, what);
    }

    @Override
    public void closed(Instant time, @Nullable Side breaker, @Nullable String broken) {
        first.closed(time, breaker, broken);
        second.closed(time, breaker, broken);
    }
}
