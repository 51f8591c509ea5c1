// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.Random;

/** Changes texts of tokens in ways that some base64 decoders do not detect. */
record TokenMutator(Random random) {
    /**
     * The inserted texts: digits of both alphabets, padding, white space, control characters and non-ASCII characters.
     */
    private static final String[] FOREIGN = {
        "A",
        "z",
        "0",
        "-",
        "_",
        "+",
        "/",
        "=",
        "==",
        "====",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u007f",
        "!",
        "!!!!",
        "%",
        ",",
        ".",
        "\\",
        "\u00e9",
        "\u0141",
        "\u4e16",
        "\ud83c\udf0d"
    };

    /** Makes one to three changes, most of which insert a character that is not a digit. */
    String mutated(String token) {
        String changed = token;
        for (int change = random.nextInt(3); change >= 0; change--) {
            changed = changedOnce(changed);
        }
        return changed;
    }

    private String changedOnce(String text) {
        int at = random.nextInt(text.length() + 1);
        String before = text.substring(0, at);
        String after = text.substring(at);
        String foreign = FOREIGN[random.nextInt(FOREIGN.length)];
        return switch (random.nextInt(12)) {
            case 0 -> before + foreign + (after.isEmpty() ? after : after.substring(1));
            case 1 -> before + (after.isEmpty() ? after : after.substring(1));
            case 2 -> text + foreign;
            case 3 -> foreign + text;
            case 4 -> text.replace('-', '+');
            case 5 -> text.replace('_', '/');
            case 6 -> text.replaceAll("(.{1," + (1 + at) + "})", "$1\n");
            case 7 -> text.replaceAll("=+$", "");
            case 8 -> text.replaceAll("(=+)$", foreign + "$1").replace("$", "");
            case 9 -> text + "=".repeat(random.nextInt(4)) + before;
            case 10 -> lastDigitIncreased(text);
            default -> before + foreign + after;
        };
    }

    /** Increases the last digit, which in most cases sets an unused bit. */
    private static String lastDigitIncreased(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return end == 0 ? text : text.substring(0, end - 1) + (char) (text.charAt(end - 1) + 1) + text.substring(end);
    }
}
