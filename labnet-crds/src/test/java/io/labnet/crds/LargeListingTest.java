// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Conversation;
import io.labnet.testkit.Chunks;
import io.labnet.testkit.ConversationDriver;
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

    /** A decoder with quadratic time would take an hour. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void listing_inSmallPieces_isReceivedInLinearTime() {
        List<CrdsReply> received = new ArrayList<>();
        ConversationDriver client = new ConversationDriver(
                new Conversation<>(CrdsProtocol.listingClient(), (reply, out) -> received.add(reply)));
        client.arrive(
                ByteBuffer.allocate(Long.BYTES).putLong((long) LINE * LINES).array());
        byte[] line = ("x".repeat(LINE - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < LINES; i++) {
            Chunks.ofSize(line, 128).forEach(client::arrive);
        }

        assertThat(client).isOpen();
        assertThat(received).singleElement().satisfies(reply -> assertThat(((RoomListing) reply).otherLines())
                .hasSize(LINES)
                .allMatch(other -> other.length() == LINE - 1));
    }
}
