// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.EscapedText;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.FernetToken;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Says what is wrong with a reply that nothing opens, to a person whose server may have sent it: what has the form of a
 * token is told from what has not. Of the reply only what is no token is shown, shortened, and never a key in it.
 */
final class ReplyFault {
    private static final int MOST_SHOWN = 60;

    /** Version and time stamp: the beginning of every token that is made before the year 2106. */
    private static final String TOKEN_BEGINNING = "gAAAA";

    private static final Pattern PYTHON_BYTES = Pattern.compile("b['\"].*", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{" + (FernetKey.TEXT_LENGTH - 1) + "}=");

    private ReplyFault() {}

    /** Says it of a reply that is not empty. */
    static String of(byte[] reply, Fernet own) {
        String text = new String(reply, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "nothing but white space came, " + count(reply);
        }
        if (PYTHON_BYTES.matcher(text).matches()) {
            return "the reply is what Python prints of bytes, b'...': send the bytes themselves, without str()";
        }
        if (isToken(text)) {
            return ofToken(text, own);
        }
        // Read less strictly, the key would be taken for a part of the token or passed over.
        if (isTokenWithKey(text)) {
            return "a token and a key came, but neither that key nor the student's own opens the token: "
                    + "it was made with another key, or changed";
        }
        if (isTokenLoosely(text)) {
            return ofToken(text, own);
        }
        if (isKey(text)) {
            return "a key came, but no token";
        }
        if (text.startsWith(TOKEN_BEGINNING)) {
            return "what came begins as a token does but is none, " + count(reply)
                    + ": the token was cut off, or something else was sent with it";
        }
        return "the reply is no token but '" + shown(text) + "', " + count(reply);
    }

    private static String count(byte[] reply) {
        return reply.length + (reply.length == 1 ? " byte" : " bytes");
    }

    private static String ofToken(String token, Fernet own) {
        try {
            own.decrypt(token);
            return "the token is made with the student's key, but what it holds is no text in UTF-8";
        } catch (FernetException refused) {
            // Goes on with what a reader makes of it that is less strict.
        }
        try {
            own.lenient().decrypt(token);
            return "the token is made with the student's key, but written otherwise than in strict URL-safe base64: "
                    + "its padding is not right, or there are other characters in it";
        } catch (FernetException refused) {
            return "a token came that the student's key does not open: it was made with another key, or changed";
        }
    }

    private static boolean isTokenWithKey(String text) {
        int others = text.length() - FernetKey.TEXT_LENGTH;
        if (others <= 0) {
            return false;
        }
        boolean last = isKey(text.substring(others)) && isToken(text.substring(0, others));
        return last
                || (isKey(text.substring(0, FernetKey.TEXT_LENGTH)) && isToken(text.substring(FernetKey.TEXT_LENGTH)));
    }

    private static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    private static boolean isToken(String text) {
        try {
            FernetToken.parse(text.strip());
            return true;
        } catch (FernetException malformed) {
            return false;
        }
    }

    private static boolean isTokenLoosely(String text) {
        try {
            FernetToken.parseLenient(text);
            return true;
        } catch (FernetException malformed) {
            return false;
        }
    }

    private static String shown(String text) {
        String withoutKeys = KEY.matcher(text).replaceAll("(a key)");
        String beginning = withoutKeys
                .codePoints()
                .limit(MOST_SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return EscapedText.of(beginning) + (beginning.length() < withoutKeys.length() ? "..." : "");
    }
}
