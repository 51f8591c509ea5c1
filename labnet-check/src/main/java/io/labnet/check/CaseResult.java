// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.script.CheckCase;
import io.labnet.core.rule.RulePage.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a case.
 *
 * @param checked the case
 * @param outcome how it ended
 * @param failure what went wrong; {@code null} unless something did
 * @param notes what is worth a note, such as a slow answer, or why the case was skipped
 * @param time how long it took
 */
public record CaseResult(
        CheckCase checked, Outcome outcome, @Nullable Failure failure, List<String> notes, Duration time) {
    /** How a case ended. */
    public enum Outcome {
        /** The program did what is expected. */
        PASSED,

        /** The program broke a rule. */
        FAILED,

        /** The program broke a rule that the user had announced. */
        EXPECTED_FAILURE,

        /** The program was announced to break the rule, and did not. */
        UNEXPECTED_PASS,

        /** The case can't be run on this program. */
        SKIPPED,

        /** The time was over, or a case that this one needs has failed. */
        NOT_RUN
    }

    /**
     * Copies the notes.
     *
     * @param checked the case
     * @param outcome how it ended
     * @param failure what went wrong
     * @param notes what is worth a note
     * @param time how long it took
     */
    public CaseResult {
        notes = List.copyOf(notes);
    }

    /**
     * Returns whether the program fails because of this case.
     *
     * @param strict whether it must follow what it should follow, too
     * @return whether it fails
     */
    public boolean isFailure(boolean strict) {
        return outcome == Outcome.UNEXPECTED_PASS
                || (outcome == Outcome.FAILED && (level() == Level.MUST || (strict && level() == Level.SHOULD)));
    }

    /** {@return how binding the broken rule is, or that of the case} */
    public Level level() {
        return failure == null ? checked.level() : failure.level();
    }

    /** {@return the number of the broken rule, or that of the case} */
    public String rule() {
        return failure == null ? checked.rule() : failure.rule();
    }

    /** {@return the points that the program gets} */
    public int points() {
        return outcome == Outcome.PASSED ? checked.points() : 0;
    }

    /**
     * Changes the outcome.
     *
     * @param changed the outcome
     * @return the changed result
     */
    CaseResult with(Outcome changed) {
        return new CaseResult(checked, Objects.requireNonNull(changed), failure, notes, time);
    }
}
