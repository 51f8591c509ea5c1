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
 * Explains why a reply cannot be decrypted, for the author of the server. Distinguishes well-formed tokens from other
 * text. Quotes only text that is not a token, shortened and without keys.
 */
final class ReplyFault {
    private static final int MAX_SHOWN = 60;

    /** The version and the zero bytes of the timestamp: the beginning of every token made before the year 2106. */
    private static final String TOKEN_BEGINNING = "gAAAA";

    private static final Pattern PYTHON_BYTES = Pattern.compile("b['\"].*", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{" + (FernetKey.TEXT_LENGTH - 1) + "}=");

    private ReplyFault() {}

    /** Returns the explanation for a reply that is not empty. */
    static String of(byte[] reply, Fernet own) {
        String text = new String(reply, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "the reply is only white space, " + count(reply);
        }
        if (PYTHON_BYTES.matcher(text).matches()) {
            return "the reply is the printed form of a Python bytes object, b'...': send the bytes themselves, without str()";
        }
        if (isToken(text)) {
            return ofToken(text, own);
        }
        // Checked before lenient parsing, which would skip the key or read it as part of the token.
        if (isTokenWithKey(text)) {
            return "the reply is a token and a key, but neither this key nor the student's key decrypts the token: "
                    + "it was encrypted with another key, or modified";
        }
        if (isTokenLoosely(text)) {
            return ofToken(text, own);
        }
        if (isKey(text)) {
            return "the reply is a key without a token";
        }
        if (text.startsWith(TOKEN_BEGINNING)) {
            return "the reply begins like a token but is not one, " + count(reply)
                    + ": the token was truncated, or something else was sent with it";
        }
        return "the reply is not a token: '" + shown(text) + "', " + count(reply);
    }

    private static String count(byte[] reply) {
        return reply.length + (reply.length == 1 ? " byte" : " bytes");
    }

    private static String ofToken(String token, Fernet own) {
        try {
            own.decrypt(token);
            return "the token is encrypted with the student's key, but its message is not UTF-8 text";
        } catch (FernetException refused) {
            // The lenient form is tried next.
        }
        try {
            own.lenient().decrypt(token);
            return "the token is encrypted with the student's key, but is not strict URL-safe base64: "
                    + "its padding is wrong, or it contains other characters";
        } catch (FernetException refused) {
            return "the student's key does not decrypt the token: it was encrypted with another key, or modified";
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
                .limit(MAX_SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return EscapedText.of(beginning) + (beginning.length() < withoutKeys.length() ? "..." : "");
    }
}
