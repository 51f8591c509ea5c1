// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.trace;

import io.labnet.core.transport.trace.Description;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.FernetToken;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeAnswer.OpenedWith;
import java.time.DateTimeException;
import java.time.Instant;

/** The fields of a reply: a token and perhaps a key, in any order, and white space. */
record ReplyFields(SeenReply reply) {
    Description describe() {
        String text = reply.text();
        int begin = text.length() - text.stripLeading().length();
        int end = text.stripTrailing().length();
        String inner = text.substring(begin, end);
        if (isKey(text)) {
            return Description.of("the key of the token before").withSecret("key", text.length());
        }
        Description described = Description.of(words(token(inner).equals(inner)));
        if (begin > 0) {
            described = described.with("white space", begin, "");
        }
        described = withParts(described, inner);
        return end < text.length() ? described.with("white space", text.length() - end, "") : described;
    }

    private String words(boolean alone) {
        String what = alone ? "a token" : "a token and a key";
        GradeAnswer answer = reply.answer();
        if (answer == null) {
            return what;
        }
        return what
                + (answer.opened() == OpenedWith.OWN_KEY
                        ? ", made with the student's key"
                        : ", which only the sent key decrypts, not the student's (grades-3.5)");
    }

    private static Description withParts(Description described, String inner) {
        String token = token(inner);
        int at = inner.indexOf(token);
        int after = inner.length() - at - token.length();
        Description before = at == 0 ? described : described.withSecret("key", at);
        Description withToken = before.with("token", token.length(), explain(token));
        return after == 0 ? withToken : withToken.withSecret("key", after);
    }

    /** Returns the token of a reply: what is left of it without the key at either end. */
    private static String token(String inner) {
        int others = inner.length() - FernetKey.TEXT_LENGTH;
        if (others <= 0 || isToken(inner)) {
            return inner;
        }
        String first = inner.substring(0, others).strip();
        return isToken(first) ? first : inner.substring(FernetKey.TEXT_LENGTH).strip();
    }

    /** Returns whether a text is a key, possibly with white space around it. */
    static boolean isKey(String text) {
        try {
            FernetKey.parse(text.strip());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isToken(String text) {
        try {
            FernetToken.parse(text);
            return true;
        } catch (FernetException e) {
            return false;
        }
    }

    private static String explain(String text) {
        if (!isToken(text)) {
            // Such as white space beyond ASCII around the token.
            return "";
        }
        FernetToken token = FernetToken.parse(text);
        String time;
        try {
            time = Instant.ofEpochSecond(token.timestamp()).toString();
        } catch (DateTimeException outOfRange) {
            time = Long.toUnsignedString(token.timestamp()) + " s";
        }
        return "of " + time + ", " + token.ciphertext().length + " bytes encrypted";
    }
}
