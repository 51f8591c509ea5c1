// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import static io.labnet.check.grades.GradeClass.FIRST;

import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.fernet.Fernet;
import io.labnet.grades.GradeCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The cases of replies that a grade client must not take for an answer. */
final class GradeClientReplies {
    private static final GradeCommand COMMAND = GradeCommand.GMA;
    private static final String RIGHT = GradeClass.text(FIRST, COMMAND);

    /** A text that no student gets. */
    private static final String FALSE = "Midterm Average: 99.5";

    /** The false text, and a character that a program may print for a byte that is not UTF-8. */
    private static final Pattern FALSE_PRINTED =
            Pattern.compile(Pattern.quote(withoutSpace(FALSE)) + ".{0,3}", Pattern.DOTALL);

    private static final Fernet OWN = Fernet.of(FIRST.key());
    private static final int HALF = 60;
    private static final int SHORTEST_PROMPT = 3;

    private final GradeClientTalk talk;

    GradeClientReplies(GradeClientTalk talk) {
        this.talk = talk;
    }

    List<CheckCase> cases() {
        String token = OWN.encryptText(FALSE);
        String other = Fernet.of(GradeClass.OTHER.key()).encryptText(FALSE);
        String latin = OWN.encrypt((FALSE + "\u00e0").getBytes(StandardCharsets.ISO_8859_1));
        return List.of(
                refused("grades-3.1/none", "a server that closes without a reply is told", "")
                        .must(5),
                wrong("grades-3.2/plain", "a reply that is not encrypted", FALSE),
                wrong("grades-3.2/bytes", "the text of a Python bytes object", "b'" + token + "'"),
                wrong("grades-3.3/half", "a half of a token", token.substring(0, HALF)),
                wrong("grades-3.4/alphabet", "a token in the standard base64 alphabet", standard()),
                wrong("grades-3.4/padding", "a token without its padding", token.replace("=", "")),
                wrong("grades-3.5/stranger", "a token that is made with another student's key", other),
                wrong("grades-3.5/changed", "a token in which one character was changed", changed(token)),
                wrong("grades-3.6/latin", "a token of a text that is not UTF-8", latin));
    }

    /** Right servers send no such reply, so that this is no rule that binds a client. */
    private CheckCase wrong(String name, String title, String reply) {
        return refused(name, title + " is refused, and the user is told", reply)
                .should(0)
                .with(Trait.WHOLE);
    }

    /** A case in which the same request is answered first, so that it is known what an answer looks like. */
    private Script refused(String name, String title, String reply) {
        Script script = talk.answered(Script.of(name, title), FIRST, COMMAND);
        talk.asked(script.on("2"), FIRST, COMMAND);
        return GradeClientTalk.replied(script, reply.isEmpty() ? "nothing" : title, reply)
                .endInput()
                .stops()
                .act("it tells that the reply is wrong", GradeClientReplies::isTold);
    }

    private static void isTold(Stage stage) throws Mismatch {
        if (stage.program().exitStatus() != 0) {
            return;
        }
        String reaction = reaction(stage.program().output());
        String expected = "the program tells that the reply is wrong, or ends with another exit status than 0";
        if (reaction.isEmpty()) {
            throw new Mismatch(expected, "it printed nothing about it, and ended with exit status 0");
        }
        if (FALSE_PRINTED.matcher(reaction).matches()) {
            throw new Mismatch(
                    expected, "it printed '" + FALSE + "' as if it were right, and ended with exit status 0");
        }
    }

    /**
     * Returns what the program has printed about the second reply, without white space: what differs from the prompt
     * before the first answer, which the program prints again, and from the beginning of the prompt at the end.
     */
    static String reaction(String output) {
        int answer = output.indexOf(RIGHT);
        String after = withoutSpace(output.substring(answer + RIGHT.length()));
        String prompt = repeated(withoutSpace(output.substring(0, answer)), after);
        String rest = after.substring(after.indexOf(prompt) + prompt.length());
        for (int length = Math.min(rest.length(), prompt.length()); length > 0; length--) {
            if (rest.endsWith(prompt.substring(0, length))) {
                return rest.substring(0, rest.length() - length);
            }
        }
        return rest;
    }

    /** Returns the longest end of what was printed first that was printed again; empty if there is no prompt. */
    private static String repeated(String before, String after) {
        for (int begin = 0; begin <= before.length() - SHORTEST_PROMPT; begin++) {
            if (after.contains(before.substring(begin))) {
                return before.substring(begin);
            }
        }
        return "";
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** Returns a token of a text in the standard alphabet, which differs from the other one. */
    private static String standard() {
        while (true) {
            String token = OWN.encryptText(FALSE);
            String standard = token.replace('-', '+').replace('_', '/');
            if (!standard.equals(token)) {
                return standard;
            }
        }
    }

    private static String changed(String token) {
        char old = token.charAt(HALF);
        return token.substring(0, HALF) + (old == 'A' ? 'B' : 'A') + token.substring(HALF + 1);
    }
}
