// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listing of 32 MB that arrives in small pieces. */
class LargeListingTest {
    private static final int LINE = 1 << 15;
    private static final int LINES = 1 << 10;

    /** What takes time that grows with the square of the size takes an hour here. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void receive_takesListingThatComesInSmallPieces() {
        List<CrdsReply> heard = new ArrayList<>();
        var client = new Conversation<>(CrdsProtocol.listingClient(), (reply, out) -> heard.add(reply));
        client.open(Integer.MAX_VALUE);
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES).putLong((long) LINE * LINES);
        client.receive(head.flip(), Boundary.MORE);
        byte[] line = ("x".repeat(LINE - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < LINES; i++) {
            for (int from = 0; from < LINE; from += 128) {
                client.receive(ByteBuffer.wrap(line, from, 128), Boundary.MORE);
            }
        }

        assertThat(client.rejection()).isNull();
        assertThat(heard).singleElement().satisfies(reply -> assertThat(((RoomListing) reply).otherLines())
                .hasSize(LINES)
                .allMatch(other -> other.length() == LINE - 1));
    }
}
