// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.List;

/** What a {@link NotingSession} does when it is told something. */
@FunctionalInterface
public interface Answer {
    void give(Outbox<String> out);

    static Answer send(String text) {
        return out -> out.send(text);
    }

    /** Work that leads to saying its result, or resets the connection if it fails. */
    static Answer work(String result) {
        return out -> out.work(() -> result, (text, then) -> then.send(text), (problem, then) -> then.abort());
    }

    /** Work that leads to further answers, whatever comes of it. */
    static Answer workThen(Answer... answers) {
        return out -> out.work(() -> "", (nothing, then) -> all(answers).give(then), (problem, then) -> all(answers)
                .give(then));
    }

    /** One after the other. */
    static Answer all(Answer... answers) {
        return out -> List.of(answers).forEach(answer -> answer.give(out));
    }
}
