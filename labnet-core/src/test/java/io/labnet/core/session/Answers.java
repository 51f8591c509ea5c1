// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.util.List;
import java.util.function.Consumer;

/** What a {@link NotingSession} does when it is told something, apart from what one call of an outbox does. */
public final class Answers {
    private Answers() {}

    public static Consumer<Outbox<String>> send(String text) {
        return out -> out.send(text);
    }

    /** Work that leads to saying its result, or resets the connection if it fails. */
    public static Consumer<Outbox<String>> work(String result) {
        return out -> out.work(() -> result, (text, then) -> then.send(text), (problem, then) -> then.abort());
    }

    /** Work that leads to further calls, whatever comes of it. */
    @SafeVarargs
    static Consumer<Outbox<String>> workThen(Consumer<Outbox<String>>... calls) {
        return out -> out.work(
                () -> "",
                (nothing, then) -> List.of(calls).forEach(call -> call.accept(then)),
                (problem, then) -> List.of(calls).forEach(call -> call.accept(then)));
    }
}
