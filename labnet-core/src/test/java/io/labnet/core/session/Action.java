// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.List;

/** What a {@link RecordingSession} does when it is told something. */
@FunctionalInterface
public interface Action {
    void run(Outbox<String> out);

    static Action send(String text) {
        return out -> out.send(text);
    }

    /** Work that leads to saying its result, or resets the connection if it fails. */
    static Action work(String result) {
        return out -> out.work(() -> result, (text, then) -> then.send(text), (problem, then) -> then.abort());
    }

    /** Work that leads to further answers, whatever comes of it. */
    static Action workThen(Action... answers) {
        return out -> out.work(() -> "", (nothing, then) -> all(answers).run(then), (problem, then) -> all(answers)
                .run(then));
    }

    /** One after the other. */
    static Action all(Action... answers) {
        return out -> List.of(answers).forEach(answer -> answer.run(out));
    }
}
