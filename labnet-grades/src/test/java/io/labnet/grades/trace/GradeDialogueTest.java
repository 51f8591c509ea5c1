// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.trace.Side;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.Documented;
import io.labnet.grades.StudentId;
import io.labnet.testkit.DialogueScript;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GradeDialogueTest {
    private static final StudentId ADA = new StudentId("1803933");
    private static final FernetKey KEY = FernetKey.parse("M7E8erO15CIh902P8DQsHxKbOADTgEPGHdiY0MplTuY=");
    private static final String TOKEN =
            "gAAAAABrAN-SY9MEpenzL1t4epn_gZEtR5T-2GlEEKW_uhCQF_41U_CYmyp-Xy7ABa2KQS1P6nKibjOOUsAIdV58daF3FRms7V0Q"
                    + "P37jfNJNYD06vroHGEQ=";
    private static final String OTHER = Fernet.of(FernetKey.generate()).encryptText("Midterm Average: 10.45");

    private static GradeDialogue withKeys() {
        return new GradeDialogue(student -> student.equals(ADA) ? KEY : null);
    }

    private static DialogueScript reply(String... parts) {
        DialogueScript script = new DialogueScript().client("1803933 GMA");
        for (String part : parts) {
            script.server(part).pause(Side.SERVER);
        }
        return script.end(Side.SERVER).end(Side.CLIENT);
    }

    /** Returns the broken rule, which is the same with and without keys. */
    private static String breach(DialogueScript script) {
        String breach = script.breach(GradeDialogueTest::withKeys);
        assertThat(script.breach(GradeDialogue::new)).isEqualTo(breach);
        return breach;
    }

    @Test
    void rightConversation_isDescribedWithoutSecrets() {
        DialogueScript script = new DialogueScript().client("\r\n1803933, GMA\r\n");
        script.server(TOKEN).pause(Side.SERVER).server(KEY.text()).end(Side.SERVER);

        assertThat(script.transcript(withKeys()))
                .containsExactly(
                        "+0.000 a client connected to a server, 1970-01-01T00:00:00Z",
                        "+0.000 client: request of 1803933 for GMA, 14 bytes",
                        "        0000  0d 0a                                            white space",
                        "        0002  31 38 30 33 39 33 33                             student number 1803933",
                        "        0009  2c 20                                            separator \", \"",
                        "        000b  47 4d 41                                         command GMA",
                        "+0.000 server: 120 bytes of an incomplete message",
                        "+0.000 server: a token, made with the student's key, 120 bytes",
                        "        0000  67 41 41 41 41 41 42 72 41 4e 2d 53 59 39 4d 45  token of 2026-11-21T00:02:26Z, 32 bytes encrypted",
                        "        0010  70 65 6e 7a 4c 31 74 34 65 70 6e 5f 67 5a 45 74",
                        "        0020  52 35 54 2d 32 47 6c 45 45 4b 57 5f 75 68 43 51",
                        "        0030  46 5f 34 31 55 5f 43 59 6d 79 70 2d 58 79 37 41",
                        "              ... 56 more bytes",
                        "+0.000 server: 44 bytes of an incomplete message",
                        "+0.000 server: the key of the token before, 44 bytes",
                        "        0000  ** (44 bytes)                                    key (hidden)",
                        "+0.000 server ended its output",
                        "+0.000 closed");
    }

    @Test
    void rightConversations_breakNothing() {
        assertThat(breach(new DialogueScript().end(Side.CLIENT).end(Side.SERVER)))
                .isEmpty();
        assertThat(breach(reply(TOKEN))).isEmpty();
        assertThat(breach(reply(" " + TOKEN + "\n"))).isEmpty();
        assertThat(breach(reply(TOKEN.substring(0, 60), TOKEN.substring(60)))).isEmpty();
        assertThat(breach(reply(TOKEN + KEY.text()))).isEmpty();
        assertThat(breach(reply(TOKEN, KEY.text()))).isEmpty();
        assertThat(breach(reply(KEY.text() + TOKEN))).isEmpty();
    }

    @Test
    void openConnection_mayCarryMoreRequests() {
        DialogueScript script = new DialogueScript().client("1803933 GMA").server(TOKEN);
        assertThat(breach(script.client("1803933 GMA")
                        .server(TOKEN)
                        .end(Side.CLIENT)
                        .end(Side.SERVER)))
                .isEmpty();
    }

    @Test
    void requests_breakRules() {
        assertThat(breach(new DialogueScript().client("180393 GMA").end(Side.SERVER)))
                .isEqualTo("client grades-1.1");
        assertThat(breach(new DialogueScript().client("1803933;GMA"))).isEqualTo("client grades-1.2");
        assertThat(breach(new DialogueScript().client("1803933 gma"))).isEqualTo("client grades-1.3");
        assertThat(breach(new DialogueScript().client("1803933").end(Side.CLIENT)))
                .isEqualTo("client grades-1.4");
        DialogueScript again =
                new DialogueScript().client("1803933 GMA").server(TOKEN).end(Side.SERVER);
        assertThat(breach(again.client("1803933 GG").end(Side.CLIENT))).isEqualTo("client grades-1.8");
        DialogueScript unknown = new DialogueScript().client("1234567 GMA").end(Side.SERVER);
        assertThat(unknown.breach(GradeDialogueTest::withKeys)).isEqualTo("client grades-2.1");
    }

    @Test
    void whiteSpaceBeyondAscii_endsNoTranscript() {
        assertThat(reply("\u2003" + TOKEN).breach(GradeDialogue::new)).isEmpty();
    }

    @Test
    void replies_breakRules() {
        assertThat(reply().breach(GradeDialogueTest::withKeys)).isEqualTo("server grades-3.1");
        assertThat(reply("\n").breach(GradeDialogueTest::withKeys)).isEqualTo("server grades-3.1");
        assertThat(reply().breach(GradeDialogue::new)).isEmpty();
        assertThat(breach(reply("Midterm Average: 10.45"))).isEqualTo("server grades-3.2");
        assertThat(breach(reply(TOKEN + TOKEN))).isEqualTo("server grades-3.2");
        assertThat(breach(reply(TOKEN.substring(0, 100)))).isEqualTo("server grades-3.3");
        assertThat(breach(reply(TOKEN.substring(0, TOKEN.length() - 1)))).isEqualTo("server grades-3.4");
        assertThat(breach(reply(TOKEN + " ".repeat(20_000)))).isEqualTo("server grades-3.7");
        assertThat(breach(reply(TOKEN + "," + KEY.text()))).isEqualTo("server grades-4.2");
        assertThat(breach(new DialogueScript()
                        .server("Welcome!")
                        .client("1803933 GMA")
                        .server(TOKEN)
                        .end(Side.SERVER)))
                .isEqualTo("server grades-3.2");
    }

    @Test
    void contentsOfToken_areCheckedWithKeys() {
        assertThat(reply(OTHER).breach(GradeDialogue::new)).isEmpty();
        assertThat(reply(OTHER).breach(GradeDialogueTest::withKeys)).isEqualTo("server grades-3.5");
    }

    @Test
    void textInToken_isCheckedWithTheClass() {
        Supplier<GradeDialogue> dialogue = () -> new GradeDialogue(Documented.BOOK);
        assertThat(reply(TOKEN).breach(dialogue)).isEmpty();
        assertThat(reply(Fernet.of(KEY).encryptText("Average: 10.45")).breach(dialogue))
                .isEmpty();
        assertThat(reply(Fernet.of(KEY).encryptText("Midterm Average: 10.4")).breach(dialogue))
                .isEqualTo("server grades-3.8");
        assertThat(reply(OTHER).breach(dialogue)).isEqualTo("server grades-3.5");
    }
}
