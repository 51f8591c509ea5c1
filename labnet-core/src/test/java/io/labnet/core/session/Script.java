// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a session does on one message, and the model of the ordering rule: the peer gets what it would get if all work
 * were done on the spot.
 */
record Script(List<Step> steps) {
    /** One call of an outbox. */
    interface Step {}

    record Say(String text) implements Step {}

    record Separate() implements Step {}

    record Finish() implements Step {}

    /** Work with what it leads to, whichever way it goes. */
    record Work(boolean fails, Script then) implements Step {}

    /** What a peer gets: the text, the offsets at which it is parted into writes, whether the script finished. */
    record Expected(String text, Set<Integer> partings, boolean finished) {}

    void play(Outbox<String> out) {
        for (Step step : steps) {
            if (step instanceof Say say) {
                out.send(say.text);
            } else if (step instanceof Separate) {
                out.flush();
            } else if (step instanceof Finish) {
                out.finish();
            } else if (step instanceof Work work) {
                give(work, out);
            }
        }
    }

    private static void give(Work work, Outbox<String> out) {
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
        // A parting with nothing on one of its sides is none.
        model.partings.remove(model.text.length());
        return new Expected(model.text.toString(), model.partings, model.finished);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("the wrong callback was called");
        }
    }

    private static final class Model {
        private final StringBuilder text = new StringBuilder();
        private final Set<Integer> partings = new HashSet<>();
        private boolean finished;

        void play(Script script) {
            for (Step step : script.steps) {
                if (finished) {
                    return;
                }
                if (step instanceof Say say) {
                    text.append(say.text);
                } else if (step instanceof Separate) {
                    partings.add(text.length());
                } else if (step instanceof Finish) {
                    finished = true;
                } else if (step instanceof Work work) {
                    play(work.then);
                }
            }
        }
    }
}
