// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import static io.labnet.core.framing.Refusals.assertRefused;
import static io.labnet.core.framing.Refusals.hex;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.StrictText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compiles and runs the example of the package's documentation. */
class FramingExampleTest {
    private final Framing<Message> messages =
            Framing.byFirstByte(Map.of(0x20, Plate.FRAMING, 0x41, Heartbeat.FRAMING), Message::kind);
    private final Protocol<Message, Message> protocol = messages.protocol("speed");

    interface Message {
        int kind();
    }

    record Plate(String text, int time) implements Message {
        static final Framing<Plate> FRAMING = Frames.fields(
                260, in -> new Plate(StrictText.readAfterByte(in, US_ASCII), in.getInt()), (plate, out) -> {
                    out.putSized(1, text -> text.putText(plate.text()));
                    out.putInt(plate.time());
                });

        @Override
        public int kind() {
            return 0x20;
        }
    }

    record Heartbeat() implements Message {
        static final Framing<Heartbeat> FRAMING = Frames.fields(0, in -> new Heartbeat(), (heartbeat, out) -> {});

        @Override
        public int kind() {
            return 0x41;
        }
    }

    @Test
    void messages_areDecodedAndEncodedByKind() {
        Plate plate = new Plate("UN1X", 1000);
        assertThat(messages.encode(plate)).isEqualTo(hex("20 04 554e3158 000003e8"));
        assertThat(messages.decode(hex("20 04 554e3158 000003e8"))).isEqualTo(plate);
        assertThat(messages.encode(new Heartbeat())).isEqualTo(hex("41"));
        assertThat(messages.decode(hex("41"))).isEqualTo(new Heartbeat());
        assertThat(protocol.maxMessageBytes()).isEqualTo(261);
    }

    @Test
    void refusals_offsetsIncludeKindByte() {
        assertRefused(messages, hex("20 02 55ff 000003e8"), "MALFORMED at 3: byte 0xff after \"U\" is not US-ASCII");
        assertRefused(
                messages, hex("40"), "MALFORMED at 0: a message can't begin with 0x40 '@'; known are 0x20, 0x41 'A'");
    }
}
