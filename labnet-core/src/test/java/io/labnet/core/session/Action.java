// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.List;

/** What a {@link RecordingSession} does when one of its methods is called. */
@FunctionalInterface
public interface Action {
    void run(Outbox<String> out);

    static Action send(String text) {
        return out -> out.send(text);
    }

    /** Runs slow work, then sends its result, or aborts if it fails. */
    static Action work(String result) {
        return out -> out.work(() -> result, (text, then) -> then.send(text), (problem, then) -> then.abort());
    }

    /** Runs slow work, then further actions, whether or not it fails. */
    static Action workThen(Action... actions) {
        return out -> out.work(() -> "", (nothing, then) -> all(actions).run(then), (problem, then) -> all(actions)
                .run(then));
    }

    /** Runs actions in order. */
    static Action all(Action... actions) {
        return out -> List.of(actions).forEach(action -> action.run(out));
    }
}
