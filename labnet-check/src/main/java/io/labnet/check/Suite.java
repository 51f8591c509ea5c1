// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.script.CheckCase;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The cases of one protocol and one role. Programs may bring suites for protocols of their own. */
public interface Suite {
    /**
     * The rule that a program breaks if a case passes with whole messages and fails in another delivery.
     *
     * @param rule the number of the rule
     * @param level how binding it is
     */
    record Variant(String rule, Level level) {}

    /**
     * Returns the name of the protocol.
     *
     * @return a name such as {@code crds}
     */
    String protocol();

    /**
     * Returns the role of the programs that are checked.
     *
     * @return {@link Side#SERVER} if this suite checks servers
     */
    Side side();

    /**
     * Returns the rules that reports quote.
     *
     * @return the page of the protocol
     */
    RulePage page();

    /**
     * Returns what decodes and judges the messages of a connection.
     *
     * @return a new dialogue
     */
    Dialogue<?, ?> dialogue();

    /**
     * Returns the shortest right conversation, which tells whether the program still works.
     *
     * @return the case; it may be run any number of times
     */
    CheckCase sanity();

    /**
     * Returns the cases in their order: fixed values first, then values from the generator.
     *
     * @param random the generator, whose seed the report shows
     * @return the cases, at least one
     */
    List<CheckCase> cases(Random random);

    /**
     * Returns what a program breaks that can't read messages byte by byte.
     *
     * @return the rule
     */
    Variant split();

    /**
     * Returns what a program breaks that can't read several messages that come together.
     *
     * @return the rule; {@code null}, the default, if right peers never send several
     */
    default @Nullable Variant glued() {
        return null;
    }

    /**
     * Writes the files that a program under test is started with.
     *
     * @param folder an empty folder
     * @return the placeholders and their values, such as {@code keys} and the path of a file; none by default
     * @throws IOException if a file can't be written
     */
    default Map<String, String> prepare(Path folder) throws IOException {
        return Map.of();
    }
}
