// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.trace.Side;
import io.labnet.testkit.DialogueScript;
import org.junit.jupiter.api.Test;

class NumberDialogueTest {
    private static final String REQUEST = "{\"client_name\": \"Ada\", \"client_number\": 25}";
    private static final String REPLY = "{\"server_name\": \"Bob\", \"server_number\": 10, \"sum\": 35}";

    private static String breach(DialogueScript script) {
        return script.end(Side.SERVER).end(Side.CLIENT).breach(NumberDialogue::new);
    }

    private static String breachOfReply(String reply) {
        return breach(new DialogueScript().client(REQUEST).server(reply));
    }

    @Test
    void rightConversation_isDescribed() {
        DialogueScript script = new DialogueScript().client("{\"client_name\": \"\", \"client_number\": 25}");

        assertThat(script.server("{\"server_name\": \"Bob\", \"server_number\": 1}")
                        .end(Side.SERVER)
                        .transcript(new NumberDialogue()))
                .containsExactly(
                        "+0.000 a client connected to a server, 1970-01-01T00:00:00Z",
                        "+0.000 client: request of  with the number 25, 40 bytes",
                        "        0000  7b 22 63 6c 69 65 6e 74 5f 6e 61 6d 65 22 3a 20  \"{\"client_name\": \"",
                        "        0010  22 22 2c 20 22 63 6c 69 65 6e 74 5f 6e 75 6d 62  \"\"\", \"client_numb\"",
                        "        0020  65 72 22 3a 20 32 35 7d                          \"er\": 25}\"",
                        "+0.000 server: reply of Bob with the number 1, without a sum, 42 bytes",
                        "        0000  7b 22 73 65 72 76 65 72 5f 6e 61 6d 65 22 3a 20  \"{\"server_name\": \"",
                        "        0010  22 42 6f 62 22 2c 20 22 73 65 72 76 65 72 5f 6e  \"\"Bob\", \"server_n\"",
                        "        0020  75 6d 62 65 72 22 3a 20 31 7d                    \"umber\": 1}\"",
                        "+0.000 server ended its output",
                        "+0.000 closed");
    }

    @Test
    void rightConversations_breakNothing() {
        assertThat(breach(new DialogueScript())).isEmpty();
        assertThat(breachOfReply(REPLY)).isEmpty();
        assertThat(breachOfReply(REPLY + "\n")).isEmpty();
        assertThat(breachOfReply("{\"server_name\": \"Bob\", \"server_number\": 10}"))
                .isEmpty();
    }

    @Test
    void numberOutOfRange_isJudgedUnlessItIsWanted() {
        DialogueScript script = new DialogueScript()
                .client(REQUEST.replace("25", "101"))
                .end(Side.SERVER)
                .end(Side.CLIENT);

        assertThat(script.breach(NumberDialogue::new)).isEqualTo("client numbers-2.4");
        assertThat(script.breach(() -> new NumberDialogue(false))).isEmpty();
    }

    @Test
    void requests_breakRules() {
        assertThat(breach(new DialogueScript().client("Client of Ada"))).isEqualTo("client numbers-1.1");
        assertThat(breach(new DialogueScript().client("{\"client_name\": "))).isEqualTo("client numbers-1.2");
        assertThat(breach(new DialogueScript().client(REQUEST.replace("client_name", "name"))))
                .isEqualTo("client numbers-2.1");
        assertThat(breach(new DialogueScript().client(REQUEST.replace("25", "\"25\""))))
                .isEqualTo("client numbers-2.3");
        assertThat(breach(new DialogueScript().client(REQUEST.replace("25", "101"))))
                .isEqualTo("client numbers-2.4");
        assertThat(breach(new DialogueScript().client(REQUEST).client(REQUEST).server(REPLY)))
                .isEqualTo("client numbers-1.5");
    }

    @Test
    void replies_breakRules() {
        assertThat(breachOfReply("")).isEqualTo("server numbers-1.2");
        assertThat(breachOfReply(REPLY.substring(0, 20))).isEqualTo("server numbers-1.2");
        assertThat(breachOfReply(REQUEST)).isEqualTo("server numbers-3.1");
        assertThat(breachOfReply(REPLY.replace("10", "0").replace("35", "25"))).isEqualTo("server numbers-3.2");
        assertThat(breachOfReply(REPLY.replace("35", "2510"))).isEqualTo("server numbers-3.3");
        assertThat(breachOfReply(REPLY + REPLY)).isEqualTo("server numbers-1.5");
    }
}
