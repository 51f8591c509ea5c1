// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.transport.trace.Entry;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import io.labnet.core.transport.trace.TranscriptListener;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges one connection: which side broke which rule first, and how the connection ended. */
final class Verdict implements TranscriptListener {
    private boolean said;
    private @Nullable Side endedFirst;
    private @Nullable String broken;

    @Override
    public void data(Instant time, Side sender, byte[] bytes, List<Entry> entries) {
        said = true;
    }

    @Override
    public void ended(Instant time, Side sender, @Nullable ProtocolException breach) {
        endedFirst = endedFirst == null ? sender : endedFirst;
    }

    @Override
    public void closed(Instant time, @Nullable Side breaker, @Nullable String how) {
        broken = how;
    }

    /** Returns the verdict in one or two lines. Called after the connection is closed. */
    String of(Transcript transcript) {
        Transcript.Breach breach = transcript.firstBreach();
        if (transcript.hasFailed()) {
            return "none, because the transcript has failed; see the log";
        }
        if (breach == null) {
            return "no rule was broken, as far as the bytes show; " + end();
        }
        String rule = breach.problem().rule() == null
                ? ""
                : System.lineSeparator() + "         'labnet explain "
                        + breach.problem().rule().number() + "' shows this rule";
        return "the " + breach.side() + " broke a rule first: "
                + EscapedText.of(String.valueOf(breach.problem().getMessage())) + rule;
    }

    private String end() {
        if (broken != null) {
            return EscapedText.of(broken);
        }
        if (endedFirst == null) {
            return said ? "neither side ended its output" : "nothing was said";
        }
        return "the " + endedFirst + " ended its output first";
    }
}
