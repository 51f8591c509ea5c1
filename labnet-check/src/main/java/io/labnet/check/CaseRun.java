// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.program.ProgramRun;
import io.labnet.check.script.AnyRule;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Delivery;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Stage;
import io.labnet.check.script.Step;
import io.labnet.check.script.Subject;
import io.labnet.check.script.Wire;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import io.labnet.core.transport.trace.TranscriptListener;
import io.labnet.core.transport.trace.TranscriptText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a case once, in one delivery. */
final class CaseRun {
    private static final int MAX_LINES = 200;
    private static final int MAX_PRINTED = 2000;
    private static final Duration CRASH = Duration.ofMillis(200);

    private final Suite suite;
    private final CheckCase checked;
    private final Delivery delivery;
    private final Subject subject;
    private final UnaryOperator<TranscriptListener> recording;

    /** Connections may be served by several threads. */
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private final List<String> passed = new ArrayList<>();
    private final int printedBefore;
    private List<String> notes = List.of();

    CaseRun(
            Suite suite,
            CheckCase checked,
            Delivery delivery,
            Subject subject,
            UnaryOperator<TranscriptListener> recording) {
        this.suite = suite;
        this.checked = checked;
        this.delivery = delivery;
        this.subject = subject;
        this.recording = recording;
        ProgramRun program = subject.program();
        this.printedBefore = program == null ? 0 : program.output().length();
    }

    /** Returns what went wrong; {@code null} if nothing did. */
    @Nullable
    Failure run(Duration patience) {
        Stage stage = new Stage(subject, suite.side().other(), delivery, patience, this::transcript);
        String step = "";
        Mismatch mismatch = null;
        try {
            for (Step next : delivery == Delivery.GLUED ? glued(checked.steps()) : checked.steps()) {
                step = next.words();
                next.run(stage);
                passed.add(step);
            }
        } catch (Mismatch e) {
            mismatch = e;
        } catch (IOException e) {
            mismatch = new Mismatch("an open connection", String.valueOf(e.getMessage()));
        } finally {
            stage.close();
        }
        notes = stage.notes();
        // A step that names a rule knows more than the dialogue does.
        ProtocolException breach = mismatch == null || mismatch.rule() == null ? breach(stage) : null;
        if (mismatch == null && breach == null) {
            return null;
        }
        return failure(step, mismatch, breach);
    }

    /** Returns what is worth a note. */
    List<String> notes() {
        return notes;
    }

    private Failure failure(String step, @Nullable Mismatch mismatch, @Nullable ProtocolException breach) {
        String rule = rule(mismatch, breach);
        String came = breach == null ? Objects.requireNonNull(mismatch).came() : String.valueOf(breach.getMessage());
        String cause = Stream.of(
                        breach == null ? null : breach.likelyCause(),
                        mismatch == null ? null : mismatch.likelyCause(),
                        checked.is(Trait.PIECES) ? Delivery.BYTES.likelyCause() : delivery.likelyCause())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Failure(
                rule,
                level(rule),
                delivery,
                passed,
                mismatch == null ? "the rules of the page" : step,
                mismatch == null ? "messages that break no rule" : mismatch.expected(),
                came,
                mismatch == null ? new byte[0] : mismatch.bytes(),
                mismatch == null ? 0 : mismatch.offset(),
                cause,
                ending(mismatch != null),
                String.join("", said),
                printed());
    }

    private String rule(@Nullable Mismatch mismatch, @Nullable ProtocolException breach) {
        if (breach != null && breach.rule() != null) {
            return breach.rule().number();
        }
        return mismatch == null || mismatch.rule() == null ? checked.rule() : mismatch.rule();
    }

    private Level level(String rule) {
        return rule.equals(checked.rule())
                ? checked.level()
                : Stream.of(suite.page(), AnyRule.page())
                        .flatMap(page -> page.find(rule).stream())
                        .map(Entry::level)
                        .findFirst()
                        .orElse(checked.level());
    }

    /** Returns the first rule that the program broke, if it broke one before the checker did on purpose. */
    private @Nullable ProtocolException breach(Stage stage) {
        for (Wire wire : stage.wires()) {
            Transcript.Breach breach = wire.transcript().firstBreach();
            if (breach != null && breach.side() == suite.side()) {
                return breach.problem();
            }
        }
        return null;
    }

    private @Nullable String ending(boolean failed) {
        ProgramRun program = subject.program();
        try {
            // A program that is about to end is given the time to do so.
            boolean ended = program != null && (failed ? program.awaitExit(CRASH) : !program.isAlive());
            // A client ends when its work is done.
            return ended && (suite.side() == Side.SERVER || program.exitStatus() != 0) ? program.ending() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private String printed() {
        ProgramRun program = subject.program();
        if (program == null) {
            return "";
        }
        String output = program.output();
        String since = output.substring(Math.min(printedBefore, output.length()));
        return since.substring(Math.max(0, since.length() - MAX_PRINTED));
    }

    private Transcript transcript(String wire) {
        TranscriptText text = new TranscriptText(
                "[" + EscapedText.of(wire) + "] ", false, MAX_LINES, lines -> said.add(lines + "\n"));
        return new Transcript(suite.dialogue(), Clock.systemUTC(), recording.apply(text));
    }

    /** Puts messages on one connection before the expectations between them. */
    private static List<Step> glued(List<Step> steps) {
        List<Step> ordered = new ArrayList<>();
        for (int i = 0; i < steps.size(); ) {
            int end = i;
            String wire = wire(steps.get(i));
            while (end < steps.size() && wire != null && wire.equals(wire(steps.get(end)))) {
                end++;
            }
            if (end == i) {
                ordered.add(steps.get(i++));
                continue;
            }
            List<Step> group = steps.subList(i, end);
            ordered.addAll(together(group));
            group.stream().filter(step -> step instanceof Step.Expect).forEach(ordered::add);
            i = end;
        }
        return ordered;
    }

    private static List<Step> together(List<Step> group) {
        List<Step.Send> sends = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>();
        for (Step step : group) {
            if (step instanceof Step.Send send) {
                sends.add(send);
                bytes.writeBytes(send.bytes());
                words.add(send.words());
            }
        }
        return sends.isEmpty()
                ? List.of()
                : List.of(new Step.Send(sends.get(0).wire(), String.join(", ", words), bytes.toByteArray()));
    }

    private static @Nullable String wire(Step step) {
        if (step instanceof Step.Send send) {
            return send.wire();
        }
        return step instanceof Step.Expect expect ? expect.wire() : null;
    }
}
