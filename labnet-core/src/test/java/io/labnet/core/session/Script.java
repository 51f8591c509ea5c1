// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * The calls of a session on one message, and the model of the ordering rule: the peer receives the same output as if
 * all work ran immediately.
 */
record Script(List<Step> steps) {
    /** One call of an outbox. */
    interface Step {}

    record Send(String text) implements Step {}

    record Flush() implements Step {}

    record Finish() implements Step {}

    /** Slow work, and the calls of its callback, whether or not it fails. */
    record Work(boolean fails, Script then) implements Step {}

    /**
     * What a peer receives: the text, the offsets at which it is split into writes, and whether the script finished.
     */
    record Expected(String text, Set<Integer> flushOffsets, boolean finished) {}

    void play(Outbox<String> out) {
        for (Step step : steps) {
            if (step instanceof Send send) {
                out.send(send.text);
            } else if (step instanceof Flush) {
                out.flush();
            } else if (step instanceof Finish) {
                out.finish();
            } else if (step instanceof Work work) {
                work(work, out);
            }
        }
    }

    private static void work(Work work, Outbox<String> out) {
        out.work(
                () -> {
                    if (work.fails) {
                        throw new Exception("failed");
                    }
                    return "";
                },
                (result, after) -> {
                    require(!work.fails);
                    work.then.play(after);
                },
                (failure, after) -> {
                    require(work.fails || failure instanceof RejectedExecutionException);
                    work.then.play(after);
                });
    }

    static Expected expected(List<Script> scripts) {
        Model model = new Model();
        scripts.forEach(model::play);
        // A flush at the end does not split the output.
        model.flushOffsets.remove(model.text.length());
        return new Expected(model.text.toString(), model.flushOffsets, model.finished);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("the wrong callback was called");
        }
    }

    private static final class Model {
        private final StringBuilder text = new StringBuilder();
        private final Set<Integer> flushOffsets = new HashSet<>();
        private boolean finished;

        void play(Script script) {
            for (Step step : script.steps) {
                if (finished) {
                    return;
                }
                if (step instanceof Send send) {
                    text.append(send.text);
                } else if (step instanceof Flush) {
                    flushOffsets.add(text.length());
                } else if (step instanceof Finish) {
                    finished = true;
                } else if (step instanceof Work work) {
                    play(work.then);
                }
            }
        }
    }
}
